package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.RehearsalCommand;
import com.skillforge.analytics.cli.SqlCommand;
import com.skillforge.analytics.testing.Poll;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the scripts prepare for a quick start after a build, in a copy of the project that is to be
 * built. Maven is a stand-in, which finds everything compiled.
 */
class QuickStartIT {
  private static final String REHEARSAL = RehearsalCommand.class.getName();
  private static final String ARCHIVED = "shared objects file (top)";
  private static final String CLASS_FILES = "/target/classes/";
  private static final int HEADER_BYTES = 256;
  private static final Map<String, String> OFF = Map.of("SKILLFORGE_QUICK_START", "off");

  @TempDir Path directory;

  private Path project;
  private Path prepared;
  private Path programs;

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
    age(Path.of("target/classpath.txt"), -1);

    programs = Files.createDirectory(project.resolve("programs"));
    program("mvn", "while [ -e %1$s/building ]; do sleep 0.1; done");
    // A rehearsal that stands still has the project's path in its command line, as Java has.
    program(
        "java",
        "case $* in *" + REHEARSAL + "*) [ -e %1$s/hanging ] && exec tail -f %1$s/java.log;; esac",
        "exec " + java("java") + " \"$@\"");
    program("jar", "exec " + java("jar") + " \"$@\"");
    // At the lowest priority, beside other tests, a rehearsal would take longer than it may.
    program("nice", "shift 2", "exec \"$@\"");
  }

  @AfterEach
  void endWhatIsLeft() {
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void commandsThatBuildAtATimeMakeOneArchiveWhichIsUsedWhereItFits() throws IOException {
    buildWithTwoCommands();
    Poll.untilSeen("the builder has prepared", () -> processes().isEmpty());
    assertThat(calls("mvn", "process-classes")).isEqualTo(1);
    assertThat(calls("java", REHEARSAL)).isEqualTo(1);
    assertThat(prepared.toFile().list())
        .contains("classes.jsa", "key")
        .doesNotContain("lock", "work");
    assertThat(project.resolve("target/build.lock")).doesNotExist();
    assertThat(origin(Map.of())).isEqualTo(ARCHIVED);
    assertThat(origin(OFF)).endsWith(CLASS_FILES);

    Path archive = prepared.resolve("classes.jsa");
    byte[] whole = Files.readAllBytes(archive);
    byte[] unreadable = whole.clone();
    Arrays.fill(unreadable, 0, HEADER_BYTES, (byte) 1);
    for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[0])) {
      replace(archive, damaged);
      assertThat(origin(Map.of())).endsWith(CLASS_FILES);
    }
    replace(archive, unreadable);
    assertThat(origin(Map.of())).endsWith("/classes.jar");
    replace(archive, whole);
    assertThat(origin(Map.of())).isEqualTo(ARCHIVED);

    assertThat(origin(Map.of("JAVA_HOME", "/another/jdk"))).endsWith(CLASS_FILES);
    Path libraries = project.resolve("target/classpath.txt");
    String known = Files.readString(libraries);
    Files.writeString(libraries, known.strip() + File.pathSeparator + directory.resolve("new.jar"));
    assertThat(origin(Map.of())).endsWith(CLASS_FILES);
    Files.writeString(libraries, known);
    assertThat(origin(Map.of())).isEqualTo(ARCHIVED);
    age(Path.of("target/classes/version.properties"), 1);
    assertThat(origin(Map.of())).endsWith(CLASS_FILES);

    assertThat(calls("java", REHEARSAL)).isEqualTo(1);
    assertThat(processes()).isEmpty();
  }

  @Test
  void whoFindsAnotherPreparingLeavesItToThat() throws IOException {
    build(OFF);
    assertThat(prepared).doesNotExist();
    Files.createFile(programs.resolve("hanging"));
    Files.createDirectory(prepared);
    Files.createSymbolicLink(prepared.resolve("lock"), Path.of(endedProcess()));

    try (ChildJvm first = prepare(600)) {
      Poll.untilSeen(
          "the lock of one that was killed is taken", () -> calls("java", REHEARSAL) == 1);
      try (ChildJvm second = prepare(1)) {
        assertThat(second.await().exitCode()).isZero();
      }
      assertThat(calls("java", REHEARSAL)).isEqualTo(1);
      assertThat(origin(Map.of())).endsWith(CLASS_FILES);
      first.askToStop();
      first.await();
    }
    assertThatNothingIsPrepared();
  }

  @Test
  void aRehearsalThatStandsStillIsKilled() throws IOException {
    build(OFF);
    Files.createFile(programs.resolve("hanging"));
    try (ChildJvm preparation = prepare(1)) {
      preparation.await();
    }
    assertThat(calls("java", REHEARSAL)).isEqualTo(1);
    assertThatNothingIsPrepared();
  }

  private void assertThatNothingIsPrepared() throws IOException {
    Poll.untilSeen("no process remains", () -> processes().isEmpty());
    assertThat(prepared.toFile().list()).doesNotContain("lock", "work", "classes.jsa", "key");
    assertThat(origin(Map.of())).endsWith(CLASS_FILES);
  }

  private void buildWithTwoCommands() throws IOException {
    Path building = Files.createFile(programs.resolve("building"));
    try (ChildJvm one = sqlHelp(Map.of());
        ChildJvm other = sqlHelp(Map.of())) {
      Poll.untilSeen(
          "one builds and the other waits",
          () -> {
            String said = one.stderr() + other.stderr();
            return said.contains("Building") && said.contains("Waiting");
          });
      Files.delete(building);
      for (ChildJvm command : List.of(one, other)) {
        ChildJvm.Ended end = command.await();
        assertThat(end.exitCode()).as(end.stderr()).isZero();
        assertThat(end.stdout()).startsWith("Usage: sql.sh");
      }
    }
  }

  private void build(Map<String, String> environment) {
    try (ChildJvm command = sqlHelp(environment)) {
      assertThat(command.await().stderr()).startsWith("Building").hasLineCount(1);
    }
  }

  private ChildJvm prepare(int seconds) {
    String script = "source scripts/lib.sh; rehearsal_seconds=" + seconds + "; prepare_start";
    return launch(Map.of(), List.of("bash", "-c", "cd '" + project + "'; " + script));
  }

  /** Where Java has the class of {@code sql.sh --help} from, which answers as it always does. */
  private String origin(Map<String, String> environment) throws IOException {
    Path log = directory.resolve("loaded.txt");
    Map<String, String> logging = new HashMap<>(environment);
    logging.put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    try (ChildJvm command = sqlHelp(logging)) {
      ChildJvm.Ended end = command.await();
      assertThat(end.exitCode()).as(end.stderr()).isZero();
      assertThat(end.stdout()).startsWith("Usage: sql.sh");
      assertThat(end.stderrLines()).hasSize(1).allMatch(line -> line.contains("JDK_JAVA_OPTIONS"));
    }
    String command = SqlCommand.class.getName() + " source: ";
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(command))
          .map(line -> line.substring(line.indexOf(command) + command.length()))
          .findFirst()
          .orElseThrow();
    }
  }

  private ChildJvm sqlHelp(Map<String, String> environment) {
    return launch(environment, List.of(project.resolve("scripts/sql.sh").toString(), "--help"));
  }

  private ChildJvm launch(Map<String, String> environment, List<String> command) {
    Map<String, String> all = new HashMap<>();
    all.put("SKILLFORGE_QUICK_START", "on"); // whatever the tests themselves run with
    all.putAll(environment);
    all.put("PATH", programs + File.pathSeparator + System.getenv("PATH"));
    return ChildJvm.launch(directory, all, command);
  }

  /** The processes that have to do with the copy. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(it -> it.contains(project.toString()))
                    .isPresent())
        .toList();
  }

  /** How often a program was called with an argument. */
  private long calls(String program, String argument) {
    try (Stream<String> lines = Files.lines(programs.resolve(program + ".log"))) {
      return lines.filter(argument::equals).count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Puts a program before those of the machine, which notes the arguments that tests ask for. */
  private void program(String name, String... script) throws IOException {
    String note =
        "case $argument in process-classes | *Command) echo $argument >>%1$s/%2$s.log;; esac";
    String lines =
        String.join(
            "\n", "#!/bin/sh", "for argument; do " + note + "; done", String.join("\n", script));
    Path file =
        Files.writeString(programs.resolve(name), String.format(lines + "\n", programs, name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path java(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /** The number of a process that is no more. */
  private static String endedProcess() throws IOException {
    Process process = new ProcessBuilder("true").start();
    process.onExit().join();
    return Long.toString(process.pid());
  }

  private void age(Path file, int minutes) throws IOException {
    FileTime time = FileTime.from(Instant.now().plus(Duration.ofMinutes(minutes)));
    Files.setLastModifiedTime(project.resolve(file), time);
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
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
