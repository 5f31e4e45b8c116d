package com.skillforge.analytics.e2e;

import com.skillforge.analytics.testing.Poll;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in a process of its own, started as the scripts start it: with the class path of a
 * user, not with that of the tests. It ends with the test at the latest.
 */
final class ChildJvm implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private static final String HEAP = "768m";

  /**
   * Two tests run at a time, on two cores: with more than one, the Direct runner would look for
   * work on the other, without a pause.
   */
  private static final String ONE_CORE = "-XX:ActiveProcessorCount=1";

  /** For most of these processes, which live for a few seconds only. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final List<String> JVM_OPTIONS =
      List.of(
          ONE_CORE,
          QUICK,
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx" + HEAP,
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED");

  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final Thread killer;

  /** How a process ended. */
  record Ended(int exitCode, String stdout, String stderr) {
    /** Whether the process was killed, and had not ended by itself before. */
    boolean wasKilled() {
      return exitCode == 128 + 9;
    }

    List<String> stdoutLines() {
      return stdout.lines().toList();
    }

    /** Without the progress bar, which is drawn over and over in one line. */
    List<String> stderrLines() {
      return Arrays.stream(stderr.split("[\r\n]+"))
          .filter(line -> !line.isBlank() && !line.endsWith(" s "))
          .toList();
    }
  }

  private ChildJvm(Process process, Path stdout, Path stderr) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
    this.killer = new Thread(process::destroyForcibly, "kill-child");
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Starts {@code main} of a class, quickly, as a script would.
   *
   * @param directory gets the process's output, in two files
   */
  static ChildJvm start(Path directory, Class<?> main, List<String> arguments) {
    takeAsBuilt();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("bash", "-c", "source scripts/lib.sh; run_java \"$@\"", "bash", main.getName()));
    command.add(HEAP);
    command.addAll(arguments);
    return launch(directory, Map.of("jvm_flags", ONE_CORE + " " + QUICK), command);
  }

  /**
   * Starts {@code main} of a class in the jar that is deployed, with nothing else of the project.
   *
   * @param directory gets the process's output, in two files
   * @param environment what is added to the environment
   */
  static ChildJvm packaged(
      Path directory, Map<String, String> environment, Class<?> main, List<String> arguments) {
    List<String> command = java();
    command.add("-Xmx2g"); // BigQueryIO's buffers are many
    command.addAll(List.of("-cp", packagedJar().toString(), main.getName()));
    command.addAll(arguments);
    return launch(directory, environment, command);
  }

  /** Starts {@code main} of a class of the tests. */
  static ChildJvm ofTests(Path directory, Class<?> main) {
    List<String> command = java();
    String classes = TARGET.resolve("test-classes") + File.pathSeparator + classPath();
    command.addAll(List.of("-cp", classes, main.getName()));
    return launch(directory, Map.of(), command);
  }

  /** The jar that is deployed. */
  static Path packagedJar() {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.getFileName().toString().matches("skillforge-analytics-.*[.]jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the jar is not built: mvn package"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    return command;
  }

  /**
   * Starts a script of {@code scripts/}, which ends by becoming a Java process. It takes what has
   * been compiled for the tests as built, and does not start a build beside them.
   */
  static ChildJvm script(Path directory, String name, List<String> arguments) {
    return script(directory, Map.of(), name, arguments);
  }

  /** The same with something added to the environment. */
  static ChildJvm script(
      Path directory, Map<String, String> environment, String name, List<String> arguments) {
    takeAsBuilt();
    List<String> command = new ArrayList<>();
    command.add(Path.of("scripts", name).toAbsolutePath().toString());
    command.addAll(arguments);
    return launch(directory, environment, command);
  }

  private static void takeAsBuilt() {
    try {
      Files.setLastModifiedTime(
          TARGET.resolve("classpath.txt"), FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts any program. */
  static ChildJvm launch(Path directory, Map<String, String> environment, List<String> command) {
    try {
      Path stdout = Files.createTempFile(directory, "out", ".txt");
      Path stderr = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().put("jvm_flags", ONE_CORE);
      builder.environment().putAll(environment);
      return new ChildJvm(builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        TARGET.resolve("classes").toString(),
        read(TARGET.resolve("classpath.txt")).strip(),
        read(TARGET.resolve("classpath-broker.txt")).strip());
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** What the process has printed so far. */
  String stdout() {
    return read(stdout);
  }

  /** What the process has said on standard error so far. */
  String stderr() {
    return read(stderr);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the process ends. */
  Ended await() {
    try {
      if (!process.waitFor(Poll.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "The process did not end within " + Poll.PATIENCE.toSeconds() + " s: " + stderr());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Ended(process.exitValue(), stdout(), stderr());
  }

  /** Ends the process as {@code kill -9} does, and returns when it is gone. */
  Ended kill() {
    process.destroyForcibly();
    return await();
  }

  /** Asks the process to stop, as {@code kill} and Ctrl-C do. */
  void askToStop() {
    process.destroy();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
