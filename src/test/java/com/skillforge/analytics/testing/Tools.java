package com.skillforge.analytics.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;

/** The programs that a few tests need beside Java. */
public final class Tools {
  private static final String PROPERTY = "missingTools";

  private Tools() {}

  /**
   * Goes on when a program is there. Otherwise the test fails, so that nobody takes for tested what
   * was not; with {@code -DmissingTools=skip} it is reported as skipped.
   *
   * @param program a name to look for on the path, or a path
   * @param howToInstall what to do about a missing one, as the end of a sentence
   */
  public static void require(String program, String howToInstall) {
    require(program, howToInstall, System.getProperty(PROPERTY, ""));
  }

  /** The same of a library for other programs, which is a file. */
  public static void requireFile(Path file, String howToInstall) {
    require(
        file.getFileName().toString(),
        Files.isReadable(file),
        howToInstall,
        System.getProperty(PROPERTY, ""));
  }

  static void require(String program, String howToInstall, String whenMissing) {
    require(program, isThere(program), howToInstall, whenMissing);
  }

  private static void require(
      String program, boolean isThere, String howToInstall, String whenMissing) {
    if (isThere) {
      return;
    }
    String sentence = program + " is not installed: " + howToInstall;
    if (whenMissing.equals("skip")) {
      throw new TestAbortedException(sentence);
    }
    throw new AssertionError(
        sentence + ", or leave out what needs it with -D" + PROPERTY + "=skip");
  }

  private static boolean isThere(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
