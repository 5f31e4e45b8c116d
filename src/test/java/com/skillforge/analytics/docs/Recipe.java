package com.skillforge.analytics.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Follows a document that says which files to write and what to add to others. */
final class Recipe {
  private static final String BLOCK = "\n\n```[a-z]*\n(.*?\n)```\n";

  private static final Pattern STEP =
      Pattern.compile(
          "(?s)\nWrite `(?<file>[^`\n]+)`:"
              + BLOCK
              + "|\nAdd to `(?<changed>[^`\n]+)`, before `(?<anchor>[^`\n]+)`:"
              + BLOCK
              + "|\nRaise `revision` in `(?<plan>[^`\n]+)`");

  private static final Pattern REVISION = Pattern.compile("(?m)^revision: (\\d+)$");

  private final Path home;
  private final Set<Path> touched = new LinkedHashSet<>();

  /**
   * @param home the copy of the project in which it is followed
   */
  Recipe(Path home) {
    this.home = home;
  }

  /** Does all that the document says; returns the files that are new or changed, by their paths. */
  List<Path> follow(String document) throws IOException {
    for (MatchResult step : STEP.matcher(document).results().toList()) {
      if (step.group(1) != null) {
        write(step.group(1), step.group(2));
      } else if (step.group(3) != null) {
        add(step.group(3), step.group(4), step.group(5));
      } else {
        raise(step.group(6));
      }
    }
    return List.copyOf(touched);
  }

  private Path touch(String path) {
    touched.add(Path.of(path));
    return home.resolve(path);
  }

  private void write(String path, String text) throws IOException {
    Path file = touch(path);
    Files.createDirectories(file.getParent());
    if (Files.exists(file)) {
      throw new IllegalStateException(file + " is there already");
    }
    Files.writeString(file, text);
  }

  private void add(String path, String anchor, String text) throws IOException {
    Path file = touch(path);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    List<String> exact = lines.stream().filter(line -> line.equals(anchor)).toList();
    List<String> found =
        exact.isEmpty() ? lines.stream().filter(line -> line.contains(anchor)).toList() : exact;
    if (found.size() != 1) {
      throw new IllegalStateException(
          found.size() + " lines of " + path + " are before what '" + anchor + "' names");
    }
    lines.addAll(lines.indexOf(found.get(0)), text.lines().toList());
    Files.write(file, lines);
  }

  private void raise(String path) throws IOException {
    Path file = touch(path);
    String text = Files.readString(file);
    Files.writeString(
        file,
        REVISION
            .matcher(text)
            .replaceFirst(line -> "revision: " + (Integer.parseInt(line.group(1)) + 1)));
  }
}
