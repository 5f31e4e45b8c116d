package com.skillforge.analytics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are derived from the tracking plan, the KPIs or the options, and committed so that
 * people can read them. {@code scripts/regenerate.sh} runs every test that names this class, with
 * {@code -Dregenerate=true}: such a test writes its files, and otherwise compares them.
 */
public final class DerivedFile {
  /** What to do about one that is out of date. */
  public static final String REGENERATE =
      "./scripts/regenerate.sh writes it anew, with everything else that is derived, and says what"
          + " has changed";

  private DerivedFile() {}

  /** Whether files are to be written, and not only compared. */
  public static boolean regenerates() {
    return Boolean.getBoolean("regenerate");
  }

  /** Compares a file with what it is derived from. */
  public static void check(Path file, String derived) throws IOException {
    if (regenerates()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, derived);
    }
    assertThat(file).as("%s is not there: %s", file, REGENERATE).exists();
    assertThat(Files.readString(file))
        .as("%s is out of date: %s", file, REGENERATE)
        .isEqualTo(derived);
  }
}
