package com.skillforge.analytics.cli;

import com.skillforge.analytics.bench.BenchOptions;
import com.skillforge.analytics.bench.BenchReport;
import com.skillforge.analytics.bench.Benchmark;
import com.skillforge.analytics.commandline.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code bench.sh}: measures the pipelines against a hand-written consumer, prints a table, writes
 * {@code bench.json}, and fails when an answer is wrong.
 */
public final class BenchCommand {
  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "bench.sh [--option=value …]",
              "Measures the pipelines against a hand-written consumer that does the least that counting"
                  + " weekly active users takes. All read the same events from an embedded broker, in"
                  + " turn, each in a process of its own; a wrong answer fails the benchmark.",
              List.of(BenchOptions.class)),
          BenchOptions.class,
          BenchCommand::check,
          BenchCommand::run);

  private BenchCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static ExitCode run(BenchOptions options, PrintStream out)
      throws IOException, InterruptedException {
    BenchReport report = Benchmark.run(options, System.err::println);
    out.print(report.toText());
    Files.writeString(Path.of(options.getOutput()), report.toJson());
    report.problems().forEach(problem -> System.err.println("error: " + problem));
    return report.problems().isEmpty() ? ExitCode.DONE : ExitCode.CHECK;
  }

  private static void check(BenchOptions options, List<String> problems) {
    List<String> known = Benchmark.contenderNames();
    for (String name : Benchmark.chosen(options)) {
      if (!known.contains(name)) {
        problems.add(
            "--contenders: '" + name + "' is none of " + String.join(", ", known) + " and all.");
      }
    }
    if (options.getEvents() < 1
        || options.getUsers() < 1
        || options.getRounds() < 1
        || options.getWideStudents() < 1
        || options.getDailyHistory() < 1) {
      problems.add(
          "--events, --users, --rounds, --wideStudents and --dailyHistory must be at least 1.");
    }
    if (options.getStreamingRate() < 1
        || options.getStreamingSeconds() < 1
        || options.getStreamingHistory() < 1) {
      problems.add(
          "--streamingRate, --streamingSeconds and --streamingHistory must be at least 1.");
    }
  }
}
