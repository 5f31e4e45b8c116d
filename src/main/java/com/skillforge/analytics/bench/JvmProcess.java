package com.skillforge.analytics.bench;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, with the class path of this one: what it costs is what
 * the operating system sees, from start to end.
 */
final class JvmProcess implements AutoCloseable {
  private static final long POLL_MILLIS = 50;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String name;
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final long startedNanos;
  private final Thread killer;

  /**
   * How the process went.
   *
   * @param seconds from its start to its end
   * @param cpuSeconds what it used of all processors, short of its last moments; empty where the
   *     system does not tell
   * @param peakBytes the most memory that was resident; empty where the system does not tell
   * @param stdout what it printed
   */
  record Outcome(
      double seconds, OptionalDouble cpuSeconds, OptionalLong peakBytes, String stdout) {}

  private JvmProcess(String name, Process process, Path stdout, Path stderr) {
    this.name = name;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
    this.startedNanos = System.nanoTime();
    this.killer = new Thread(process::destroyForcibly, "kill-" + name);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Starts {@code main} of a class, with the Java options of this process: those of the scripts.
   *
   * @param jvmOptions further options, which win
   * @param directory gets the process's output, in two files
   */
  static JvmProcess start(
      String name, List<String> jvmOptions, String mainClass, List<String> args, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(args);
    Path stdout = directory.resolve("stdout.txt");
    Path stderr = directory.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    return new JvmProcess(name, process, stdout, stderr);
  }

  /**
   * Waits until the process ends.
   *
   * @throws UserError when it fails or takes longer than {@code timeout}
   */
  Outcome await(Duration timeout) throws IOException, InterruptedException {
    OptionalLong peak = OptionalLong.empty();
    OptionalDouble cpu = OptionalDouble.empty();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      OptionalLong now = peakBytes();
      peak = now.isPresent() ? now : peak;
      OptionalDouble used = cpuSeconds();
      cpu = used.isPresent() ? used : cpu;
      if (System.nanoTime() - startedNanos > timeout.toNanos()) {
        throw new UserError(
            ExitCode.PIPELINE, name + " did not end within " + timeout.toSeconds() + " s.");
      }
    }
    double seconds = (System.nanoTime() - startedNanos) / (double) NANOS_PER_SECOND;
    if (process.exitValue() != 0) {
      throw new UserError(
          ExitCode.PIPELINE,
          name + " ended with exit code " + process.exitValue() + ": " + lastLine());
    }
    return new Outcome(seconds, cpu, peak, Files.readString(stdout));
  }

  /** Ends the process if it still runs, and waits for that: files that it had are free. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // This process is being shut down itself; the hook runs anyway.
      return;
    }
  }

  /** The kernel's own high-water mark, which only grows: the last reading is the peak. */
  private OptionalLong peakBytes() {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) << 10);
        }
      }
    } catch (IOException e) {
      // The process has ended in between, or this is not Linux.
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What the process has used of all processors; empty where the system does not tell. */
  OptionalDouble cpuSeconds() {
    return process
        .info()
        .totalCpuDuration()
        .map(cpu -> OptionalDouble.of(cpu.toNanos() / (double) NANOS_PER_SECOND))
        .orElse(OptionalDouble.empty());
  }

  private String lastLine() throws IOException {
    return Files.readAllLines(stderr).stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("it said nothing");
  }
}
