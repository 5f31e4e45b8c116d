package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The linters of shells and Dockerfiles; {@code scripts/test.sh} installs them. */
class LintIT {
  private static final List<String> SHELL = List.of("shellcheck", "--external-sources");
  private static final List<String> DOCKERFILE =
      List.of(Path.of("target/tools/node_modules/.bin/dockerfilelint").toString());

  @TempDir Path directory;

  @Test
  void everyScriptPasses() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(SHELL);
    try (Stream<Path> scripts = Files.list(Path.of("scripts"))) {
      scripts.map(Path::toString).filter(name -> name.endsWith(".sh")).forEach(command::add);
    }
    assertThat(command).hasSizeGreaterThan(SHELL.size() + 10);
    assertThat(complaints(command)).isEmpty();
  }

  @Test
  void aBrokenScriptDoesNot() throws IOException, InterruptedException {
    Path script = directory.resolve("broken.sh");
    Files.writeString(script, "#!/usr/bin/env bash\nrm -rf $1/*\n");
    assertThat(complaints(with(SHELL, script))).contains("SC2086");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "local/Dockerfile"})
  void everyDockerfilePasses(String file) throws IOException, InterruptedException {
    assertThat(complaints(with(DOCKERFILE, Path.of("templates", file)))).isEmpty();
  }

  /** What a Dockerfile copies is there. */
  @Test
  void theContainerForLocalUseFindsWhatItCopies() throws IOException {
    List<String> copied =
        Files.readAllLines(Path.of("templates/local/Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY "))
            .flatMap(line -> Arrays.stream(line.split(" ")).skip(2))
            .filter(name -> !name.equals("./"))
            .toList();
    assertThat(copied)
        .contains("pom.xml", "src", "scripts")
        .allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  @Test
  void aBrokenDockerfileDoesNot() throws IOException, InterruptedException {
    Path file = directory.resolve("Dockerfile");
    Files.writeString(file, "FROM debian\n");
    assertThat(complaints(with(DOCKERFILE, file))).contains("should specify a tag");
  }

  private static List<String> with(List<String> command, Path file) {
    List<String> all = new ArrayList<>(command);
    all.add(file.toString());
    return all;
  }

  /** What a linter says, or nothing when it is content. */
  private String complaints(List<String> command) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Tools.require(command.get(0), "run scripts/test.sh, which installs it");
    Process linter =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return linter.waitFor() == 0 ? "" : Files.readString(output);
  }
}
