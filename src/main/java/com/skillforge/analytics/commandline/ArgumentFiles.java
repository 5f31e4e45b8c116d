package com.skillforge.analytics.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments out of files: {@code @file} stands for its lines, one argument each, without empty
 * lines and those that begin with a hash. What is given later takes the place of what came before,
 * so that a file can be used and changed in one point.
 */
public final class ArgumentFiles {
  private ArgumentFiles() {}

  /**
   * Puts the lines of files in their places.
   *
   * @throws UsageException when a file cannot be read
   */
  public static List<String> expand(List<String> arguments) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String argument : arguments) {
      List<String> all = argument.startsWith("@") ? lines(argument) : List.of(argument);
      for (String one : all) {
        byName.put(one.replaceFirst("=.*", ""), one);
      }
    }
    return List.copyOf(byName.values());
  }

  private static List<String> lines(String argument) {
    Path file = Path.of(argument.substring(1));
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UsageException(List.of("the argument file " + file + " cannot be read."));
    }
  }
}
