package com.skillforge.analytics.io.files;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.options.Values;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds the files that {@code --input} names. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files that match, each once, in the order of their paths.
   *
   * @param input paths or file patterns separated by commas (a comma inside braces belongs to its
   *     pattern); a directory stands for all {@code *.ndjson} and {@code *.ndjson.gz} in it. What
   *     exists under just this name is not taken for a pattern, whatever characters it has
   * @throws SourceException when a pattern matches no file
   */
  public static Collection<MatchResult.Metadata> match(String input) {
    TreeMap<String, MatchResult.Metadata> files = new TreeMap<>();
    List<String> patterns = LocalFiles.exists(input) ? List.of(input) : Values.patterns(input);
    for (String pattern : patterns) {
      List<String> specs =
          isDirectory(pattern)
              ? List.of(inside(pattern, "*.ndjson"), inside(pattern, "*.ndjson.gz"))
              : List.of(pattern);
      int before = files.size();
      boolean found = false;
      for (String spec : specs) {
        for (MatchResult.Metadata file : matchOne(spec)) {
          files.put(file.resourceId().toString(), file);
          found = true;
        }
      }
      if (!found && files.size() == before) {
        throw new SourceException(
            "No file matches --input="
                + pattern
                + (specs.size() > 1 ? ": the directory holds no .ndjson or .ndjson.gz file" : "")
                + "; check the path");
      }
    }
    return files.values();
  }

  private static List<MatchResult.Metadata> matchOne(String spec) {
    try {
      if (LocalFiles.isLocal(spec)) {
        return LocalFiles.match(spec);
      }
      return FileSystems.match(spec, EmptyMatchTreatment.ALLOW).metadata().stream()
          .filter(file -> !file.resourceId().isDirectory())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException(
          "The files of --input=" + spec + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isDirectory(String pattern) {
    try {
      return pattern.endsWith("/") || Files.isDirectory(Path.of(pattern));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String inside(String directory, String pattern) {
    return directory.endsWith("/") ? directory + pattern : directory + "/" + pattern;
  }
}
