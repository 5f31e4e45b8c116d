package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.SqlCommand;
import com.skillforge.analytics.testing.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the scripts prepare for a quick start, in a copy of the project that has just been built.
 */
class QuickStartIT {
  private static final String ARCHIVED = "shared objects file (top)";
  private static final int HEADER_BYTES = 256;

  @TempDir Path directory;

  private Path project;
  private Path prepared;

  @BeforeEach
  void copy() throws IOException {
    project = directory.resolve("project");
    prepared = project.resolve("target/start");
    copyTree(Path.of("scripts"));
    copyTree(Path.of("pipelines"));
    copyTree(Path.of("target/classes"));
    Files.createDirectories(project.resolve("src/main"));
    for (String file : List.of("pom.xml", "target/classpath.txt", "target/classpath-broker.txt")) {
      Files.copy(Path.of(file), project.resolve(file));
    }
    Files.setLastModifiedTime(
        project.resolve("target/classpath.txt"),
        FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
  }

  @Test
  void classesComeFromAnArchiveWhereThatFitsAndFromTheirFilesElsewhere() throws IOException {
    String answer = help();
    assertThat(answer).startsWith("Usage: sql.sh");
    Poll.untilSeen(
        "the first command prepares the next",
        () -> Files.exists(prepared.resolve("key")) && !Files.exists(prepared.resolve("lock")));
    assertThat(originOfTheCommand()).isEqualTo(ARCHIVED);

    // As if another command were preparing: what these would make anew takes a while.
    Files.createDirectory(prepared.resolve("lock"));
    Path archive = prepared.resolve("classes.jsa");
    byte[] whole = Files.readAllBytes(archive);
    byte[] unreadable = whole.clone();
    Arrays.fill(unreadable, 0, HEADER_BYTES, (byte) 1);
    for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
      replace(archive, damaged);
      assertThat(help()).isEqualTo(answer);
      assertThat(originOfTheCommand()).endsWith("/target/classes/");
    }
    replace(archive, unreadable);
    assertThat(help()).isEqualTo(answer);
    assertThat(originOfTheCommand()).endsWith("/classes.jar");
    replace(archive, whole);
    assertThat(originOfTheCommand()).isEqualTo(ARCHIVED);

    Files.setLastModifiedTime(
        project.resolve("target/classes/version.properties"),
        FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));
    assertThat(help()).isEqualTo(answer);
    assertThat(originOfTheCommand()).endsWith("/target/classes/");
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
  }

  /** What {@code sql.sh --help} prints; it says nothing beside. */
  private String help() {
    ChildJvm.Ended end = sqlHelp(Map.of());
    assertThat(end.stderr()).isEmpty();
    assertThat(end.exitCode()).isZero();
    return end.stdout();
  }

  /** Where Java has the class of the command from. */
  private String originOfTheCommand() throws IOException {
    Path log = directory.resolve("loaded.txt");
    sqlHelp(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log));
    String command = SqlCommand.class.getName() + " source: ";
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(command))
          .map(line -> line.substring(line.indexOf(command) + command.length()))
          .findFirst()
          .orElseThrow();
    }
  }

  private ChildJvm.Ended sqlHelp(Map<String, String> environment) {
    String script = project.resolve("scripts/sql.sh").toString();
    try (ChildJvm process = ChildJvm.launch(directory, environment, List.of(script, "--help"))) {
      return process.await();
    }
  }

  private void copyTree(Path tree) throws IOException {
    Files.createDirectories(project.resolve(tree).getParent());
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
