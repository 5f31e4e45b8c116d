package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words the scripts say to a Java depends on its release: earlier ones know fewer. */
class JavaFlagsTest {
  private static final List<String> LATER =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  @TempDir Path directory;

  /** What the scripts would say to a Java in a folder with a file like that of a JDK. */
  private List<String> flags(String release) throws IOException, InterruptedException {
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    if (!release.isEmpty()) {
      Files.writeString(directory.resolve("jdk/release"), release);
    }
    // A link, as distributions put one on the path.
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), java);
    String script =
        "source scripts/lib.sh; allow_libraries; printf '%s\\n' \"${java_properties[@]}\"";
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
    shell.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "25.0.3", "26-ea"})
  void laterReleasesAreToldWhatLibrariesDo(String version) throws Exception {
    assertThat(flags("IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"" + version + "\"\n"))
        .containsAll(LATER)
        .contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "21.0.8", "21"})
  void earlierOnesDoNotKnowTheWords(String version) throws Exception {
    assertThat(flags("JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"25\"\n"))
        .doesNotContainAnyElementsOf(LATER)
        .contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void aJavaThatDoesNotSayItsReleaseGetsWhatAllKnow() throws Exception {
    assertThat(flags("")).doesNotContainAnyElementsOf(LATER).isNotEmpty();
  }
}
