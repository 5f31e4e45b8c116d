package com.skillforge.analytics.io.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Finds files on this machine. Beam's own search walks all that lies below the last directory it is
 * given, which for a misspelt path under the root is the whole disk; this one looks no deeper than
 * the pattern has levels.
 */
final class LocalFiles {
  private LocalFiles() {}

  /** Whether the text names no other file system, such as {@code gs://}. */
  static boolean isLocal(String spec) {
    return !spec.contains("://");
  }

  /** Whether there is a file or directory of just this name. */
  static boolean exists(String spec) {
    try {
      return isLocal(spec) && !spec.isBlank() && Files.exists(Path.of(spec));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The files that a path or a pattern names, links followed. Leading parts that exist as they are
   * written are names; the rest is a glob pattern.
   *
   * @throws IOException when a directory on the way cannot be listed
   */
  static List<MatchResult.Metadata> match(String spec) throws IOException {
    Path wanted = Path.of(spec).toAbsolutePath().normalize();
    Path base = wanted.getRoot();
    int literal = 0;
    while (literal < wanted.getNameCount() && Files.exists(base.resolve(wanted.getName(literal)))) {
      base = base.resolve(wanted.getName(literal));
      literal++;
    }
    if (literal == wanted.getNameCount()) {
      return Files.isRegularFile(base) ? List.of(metadata(base)) : List.of();
    }
    Path pattern = wanted.subpath(literal, wanted.getNameCount());
    if (!isPattern(pattern.toString())) {
      return List.of();
    }
    PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + pattern);
    List<MatchResult.Metadata> files = new ArrayList<>();
    try (Stream<Path> below = Files.walk(base, depth(pattern))) {
      Path from = base;
      for (Path file : below.filter(path -> matcher.matches(from.relativize(path))).toList()) {
        if (Files.isRegularFile(file)) {
          files.add(metadata(file));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  /** How many levels of directories a pattern is looked for in. */
  static int depth(Path pattern) {
    return pattern.toString().contains("**") ? Integer.MAX_VALUE : pattern.getNameCount();
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  private static MatchResult.Metadata metadata(Path file) throws IOException {
    return MatchResult.Metadata.builder()
        .setResourceId(FileSystems.matchNewResource(file.toString(), false))
        .setIsReadSeekEfficient(true)
        .setSizeBytes(Files.size(file))
        .build();
  }
}
