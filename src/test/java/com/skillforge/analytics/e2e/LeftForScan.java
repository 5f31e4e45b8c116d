package com.skillforge.analytics.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What tests leave for the build, which looks for raw PII in it when they have ended. */
final class LeftForScan {
  private static final Path DIRECTORY = Path.of("target", "scanned");

  private LeftForScan() {}

  /** Leaves a copy of a warehouse as it is now. */
  static void warehouse(String name, Path file) throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.copy(file, DIRECTORY.resolve(name + ".duckdb"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Leaves what a run has printed. */
  static void text(String name, String text) throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.writeString(DIRECTORY.resolve(name), text);
  }
}
