package com.skillforge.analytics.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ToolsTest {
  private static final String MISSING = "no-such-linter is not installed: apt-get install it";

  @TempDir Path directory;

  @Test
  void aMissingProgramFailsTheTest() {
    assertThatThrownBy(() -> Tools.require("no-such-linter", "apt-get install it", ""))
        .isInstanceOf(AssertionError.class)
        .hasMessage(MISSING + ", or leave out what needs it with -DmissingTools=skip");
  }

  @Test
  void aMissingProgramSkipsTheTestWhereThatIsWanted() {
    assertThatThrownBy(() -> Tools.require("no-such-linter", "apt-get install it", "skip"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage(MISSING);
  }

  @Test
  void aProgramIsLookedForOnThePathOrWhereItIsSaidToBe() throws IOException {
    Path program = Files.createFile(directory.resolve("linter"));
    assertThatThrownBy(() -> Tools.require(program.toString(), "make it executable", ""))
        .hasMessageContaining("make it executable");

    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatCode(() -> Tools.require(program.toString(), "make it executable", ""))
        .doesNotThrowAnyException();
    assertThatCode(() -> Tools.require("sh", "be on Linux", "")).doesNotThrowAnyException();
  }
}
