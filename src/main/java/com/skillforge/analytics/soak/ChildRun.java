package com.skillforge.analytics.soak;

import com.skillforge.analytics.commandline.ExitCode;
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
  private static final int TRIES = 3;

  private final List<String> command;
  private final Path log;
  private Process process;

  private ChildRun(List<String> command, Path log) {
    this.command = command;
    this.log = log;
    this.process = launch();
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
      return new ChildRun(command, Files.createTempFile(directory, "run-", ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
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

  /**
   * Waits for the end of a run that must succeed. One that does not reach the broker, which has few
   * seconds to answer, is started again, as a scheduler does.
   */
  void await() {
    try {
      int exitCode = exitCode();
      for (int tries = 1; exitCode == ExitCode.SOURCE.status() && tries < TRIES; tries++) {
        process = launch();
        exitCode = exitCode();
      }
      if (exitCode != ExitCode.DONE.status()) {
        throw new IllegalStateException("A run has failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private int exitCode() throws InterruptedException {
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  private IllegalStateException interrupted(InterruptedException e) {
    process.destroyForcibly();
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while a run was going on", e);
  }
}
