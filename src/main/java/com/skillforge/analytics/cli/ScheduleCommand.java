package com.skillforge.analytics.cli;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.deploy.LocalSchedule;
import com.skillforge.analytics.deploy.LocalScheduleOptions;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.options.RunRange;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** {@code schedule.sh --local}: the schedules of the pipelines over a simulated clock. */
public final class ScheduleCommand {
  static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "schedule.sh --local [--option=value …]",
              "Runs what the schedules of the pipelines would run between two dates, on this machine"
                  + " and without waiting, and prints a line for each run. A day that is skipped is"
                  + " caught up by the next run.",
              List.of(LocalScheduleOptions.class)),
          LocalScheduleOptions.class,
          ScheduleCommand::read,
          ScheduleCommand::run);

  private ScheduleCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(
      List<PipelineFolder> pipelines,
      RunRange range,
      Set<LocalDate> skipped,
      LocalScheduleOptions options) {}

  private static Request read(LocalScheduleOptions options, List<String> problems) {
    if (!options.isLocal()) {
      problems.add(
          "--local is missing: this command runs schedules on this machine; templates/schedule/"
              + " deploys them.");
    }
    Values.checkAtLeast("events", options.getEvents(), SimulationSettings.MIN_SIZE, problems);
    Values.checkReadable("terms", options.getTerms(), problems);
    return new Request(
        PipelineFolder.read("pipelines", options.getPipelines(), problems),
        RunRange.read(options.getFrom(), options.getTo(), problems),
        days(options.getSkip(), problems),
        options);
  }

  private static Set<LocalDate> days(@Nullable String skip, List<String> problems) {
    Set<LocalDate> days = new HashSet<>();
    for (String day : Values.list(skip)) {
      try {
        days.add(LocalDate.parse(day));
      } catch (DateTimeException e) {
        problems.add("--skip must be dates like 2026-01-20, not '" + day + "'.");
      }
    }
    return days;
  }

  private static ExitCode run(Request request, PrintStream out) throws IOException {
    LocalScheduleOptions options = request.options();
    if (options.getBootstrapServers() != null) {
      run(request, options.getBootstrapServers(), options.getTerms(), out);
      return ExitCode.DONE;
    }
    Simulation semester =
        SemesterSimulator.simulate(SimulationSettings.of(42, options.getEvents()));
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary())) {
      PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
      SimulationPublisher.publish(
          semester.records(), Map.of("bootstrap.servers", broker.bootstrapServers()));
      Path warehouse = Path.of(options.getLocalWarehouse()).toAbsolutePath();
      Files.createDirectories(warehouse.getParent());
      Path terms = warehouse.resolveSibling("terms.csv");
      Files.writeString(terms, semester.termsCsv());
      run(request, broker.bootstrapServers(), terms.toString(), out);
    }
    return ExitCode.DONE;
  }

  private static void run(
      Request request, String servers, @Nullable String terms, PrintStream out) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bootstrapServers=" + servers);
    arguments.add("--localWarehouse=" + request.options().getLocalWarehouse());
    if (terms != null) {
      arguments.add("--terms=" + terms);
    }
    new LocalSchedule(request.pipelines(), arguments, out, System.err)
        .run(
            request.range().from().orElseThrow(),
            request.range().to().orElseThrow(),
            request.skipped());
  }
}
