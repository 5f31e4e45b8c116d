package com.skillforge.analytics.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, which can be killed. */
final class ChildRun {
  private static final int TIMEOUT_MINUTES = 5;

  private final Process process;
  private final Path log;

  private ChildRun(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts {@code main} of a class with the class path of this process.
   *
   * @param directory gets the process's output
   */
  static ChildRun start(Path directory, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main));
    command.addAll(arguments);
    try {
      Path log = Files.createTempFile(directory, "run-", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ChildRun(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Kills the process, as {@code kill -9} does, as soon as a file is there.
   *
   * @return whether it was still running then
   */
  boolean killWhenThereIs(Path file) {
    try {
      while (process.isAlive() && !Files.exists(file)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      boolean running = process.isAlive();
      process.destroyForcibly().waitFor();
      return running;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for the end of a run that must succeed. */
  void await() {
    try {
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException("A run has failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private IllegalStateException interrupted(InterruptedException e) {
    process.destroyForcibly();
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while a run was going on", e);
  }
}
