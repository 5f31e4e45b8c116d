package com.skillforge.analytics.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFilesTest {
  @TempDir private Path folder;

  @Test
  void laterArgumentsTakeThePlaceOfThoseInTheFile() throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.args"), "# why\n--runner=R\n\n  --region=one\n");

    assertThat(ArgumentFiles.expand(List.of("@" + file, "--region=two", "--streaming")))
        .containsExactly("--runner=R", "--region=two", "--streaming");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ArgumentFiles.expand(List.of("@" + folder.resolve("none"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none cannot be read");
  }
}
