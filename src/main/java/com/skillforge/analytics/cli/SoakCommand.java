package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.soak.Soak;
import com.skillforge.analytics.soak.SoakOptions;
import com.skillforge.analytics.soak.SoakResult;
import com.skillforge.analytics.soak.SoakSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code soak.sh}: a year of production in fast motion, with proof that nothing was lost. */
public final class SoakCommand {
  /** What a day of the last month may cost, as a multiple of one of the second month. */
  private static final double MAX_GROWTH = 1.2;

  private static final int MIN_DAYS = 35;

  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "soak.sh [--option=value …]",
              "Plays days of production over an embedded Kafka broker that forgets: late records,"
                  + " wrong clocks, transactions, a killed run, missed days. Prints what each day"
                  + " cost, and compares the warehouse at the end with one run over everything"
                  + " (exit code 6 when they differ, or when days cost more and more). A year"
                  + " takes about an hour.",
              List.of(SoakOptions.class)),
          SoakOptions.class,
          SoakCommand::check,
          SoakCommand::run);

  private SoakCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private static void check(SoakOptions options, List<String> problems) {
    Values.checkAtLeast("days", options.getDays(), MIN_DAYS, problems);
    Values.checkAtLeast("events", options.getEvents(), SimulationSettings.MIN_SIZE, problems);
    Values.checkAtLeast("retentionDays", options.getRetentionDays(), 3, problems);
  }

  private static ExitCode run(SoakOptions options, PrintStream out) throws IOException {
    Path directory = Path.of(options.getDirectory()).toAbsolutePath();
    for (String left : List.of("scheduled.duckdb", "whole.duckdb")) {
      Files.deleteIfExists(directory.resolve(left));
    }
    Files.createDirectories(directory);
    SoakResult result =
        Soak.run(
            new SoakSettings(
                options.getDays(),
                options.getEvents(),
                options.getSeed(),
                options.getRetentionDays(),
                directory),
            out);
    result.failures().forEach(failure -> out.println("FAILED: " + failure));
    boolean steady = result.growth() <= MAX_GROWTH;
    out.printf(
        Locale.ROOT,
        "A day of the last month costs %.2f times one of the second month; at most %.1f is wanted.%n",
        result.growth(),
        MAX_GROWTH);
    return result.failures().isEmpty() && steady ? ExitCode.DONE : ExitCode.CHECK;
  }
}
