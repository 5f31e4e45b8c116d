package com.skillforge.analytics.cli;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.demo.DemoChecks;
import com.skillforge.analytics.demo.DemoKpis;
import com.skillforge.analytics.demo.DemoOptions;
import com.skillforge.analytics.demo.DemoReport;
import com.skillforge.analytics.demo.EmbeddedIdentity;
import com.skillforge.analytics.demo.FlinkDemo;
import com.skillforge.analytics.demo.IdentityDemoChecks;
import com.skillforge.analytics.demo.PrivacyDemo;
import com.skillforge.analytics.demo.Steps;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.ops.metrics.MetricsEndpoint;
import com.skillforge.analytics.options.MetricsChecks;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.report.ReportQuestion;
import com.skillforge.analytics.simulation.KnownPersons;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * {@code demo.sh}: a simulated semester through a real Kafka broker and the real pipelines into a
 * warehouse, with every number checked against what the simulation knows.
 */
public final class DemoCommand {
  static final Command COMMAND =
      OptionsCommand.of(
          new OptionsCommand.Help(
              "demo.sh [--option=value …]",
              "Starts an embedded Kafka broker, simulates a semester of SkillForge, runs raw-events"
                  + " and the KPI pipelines on it, prints what came out, and checks it.",
              List.of(DemoOptions.class)),
          DemoOptions.class,
          (options, problems) -> {
            Values.checkAtLeast(
                "events", options.getEvents(), SimulationSettings.MIN_SIZE, problems);
            MetricsChecks.checkPort(options.getMetricsPort(), problems);
          },
          (options, out) -> new DemoCommand(options, out, System.err).run());

  private static final String ENVIRONMENT = "demo";

  /** The whole semester. */
  private static final int WEEKS = 17;

  private final DemoOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final Steps steps;
  private final Path warehouse;
  private final Path terms;

  private DemoCommand(DemoOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.steps = new Steps(out);
    this.warehouse = Path.of(options.getLocalWarehouse());
    this.terms = warehouse.resolveSibling("terms.csv");
  }

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private ExitCode run() {
    if (options.getMetricsPort() == 0) {
      return runAll();
    }
    MetricsEndpoint runs = endpoint(options.getMetricsPort());
    try {
      return runAll();
    } finally {
      runs.close();
    }
  }

  /** Also between the runs, which are asked for at the same port. */
  private static MetricsEndpoint endpoint(int port) {
    try {
      return MetricsEndpoint.open(port);
    } catch (IOException e) {
      String why = "--metricsPort=" + port + " cannot be used (" + e.getMessage() + ")";
      throw new UserError(ExitCode.USAGE, why + ": give a port that is free.", e);
    }
  }

  private ExitCode runAll() {
    clearWarehouse();
    Simulation simulation = steps.run("simulate a semester", options.getEvents(), this::simulate);
    try (EmbeddedIdentity identity = identity(simulation);
        EmbeddedBroker broker =
            steps.run(
                "start a Kafka broker", 0, () -> EmbeddedBroker.start(BrokerConfig.temporary()))) {
      PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
      writeTerms(simulation);
      String[] arguments = arguments(broker, identity).toArray(String[]::new);
      steps.run(
          "publish to Kafka",
          options.getEvents(),
          () ->
              SimulationPublisher.publish(
                  simulation.records(), Map.of("bootstrap.servers", broker.bootstrapServers())));
      RunReport raw =
          steps.run("raw-events", options.getEvents(), () -> RawEventsPipeline.run(arguments, err));
      RunReport kpis = steps.run("kpi --kpis=all", -1, () -> KpiPipeline.run(arguments, err));
      steps.printTotal();
      List<String> failures = report(simulation, raw, kpis);
      if (options.isFlinkCluster()) {
        failures.addAll(new FlinkDemo(warehouse, List.of(arguments), steps, out, err).run());
      }
      if (identity != null && options.isPrivacy()) {
        failures.addAll(
            new PrivacyDemo(
                    new DuckDbWarehouse(warehouse),
                    identity,
                    broker.bootstrapServers(),
                    List.of(arguments),
                    steps,
                    out,
                    err)
                .run());
      }
      return conclude(failures);
    }
  }

  private boolean identified() {
    return options.isIdentity() || options.isPrivacy();
  }

  private Simulation simulate() {
    Simulation semester =
        SemesterSimulator.simulate(SimulationSettings.of(options.getSeed(), options.getEvents()));
    return identified() ? KnownPersons.addTo(semester) : semester;
  }

  private @Nullable EmbeddedIdentity identity(Simulation simulation) {
    return identified()
        ? steps.run(
            "start a PostgreSQL", 0, () -> EmbeddedIdentity.start(simulation.identityLinksCsv()))
        : null;
  }

  private List<String> arguments(EmbeddedBroker broker, @Nullable EmbeddedIdentity identity) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bootstrapServers=" + broker.bootstrapServers());
    arguments.add("--localWarehouse=" + warehouse);
    arguments.add("--environment=" + ENVIRONMENT);
    arguments.add("--terms=" + terms);
    if (options.getMetricsPort() > 0) {
      arguments.add("--metricsPort=" + options.getMetricsPort());
    }
    if (identity != null) {
      arguments.add("--identityJdbcUrl=" + identity.jdbcUrl());
      arguments.add("--identityUser=" + identity.user());
    }
    return arguments;
  }

  private List<String> report(Simulation simulation, RunReport raw, RunReport kpis) {
    DuckDbWarehouse local = new DuckDbWarehouse(warehouse);
    DemoReport report = new DemoReport(warehouse, out);
    report.printConservation(raw.counts(), simulation.expectations());
    report.printDeadLetters(raw.counts(), simulation.expectations());
    new DemoKpis(local, out).print();
    List<String> failures =
        new ArrayList<>(
            DemoChecks.failures(simulation.expectations(), raw.counts(), kpis.counts(), local));
    if (identified()) {
      failures.addAll(IdentityDemoChecks.failures(simulation, local));
    }
    report.printNextSteps();
    return failures;
  }

  private ExitCode conclude(List<String> failures) {
    if (failures.isEmpty()) {
      out.println("Every known count holds: what was simulated is what came out.");
      out.println("The semester on one page, for a browser: " + review());
      return ExitCode.DONE;
    }
    failures.forEach(failure -> err.println("error: " + failure));
    return ExitCode.CHECK;
  }

  /** As if it were written when the semester has just ended. */
  private Path review() {
    DuckDbWarehouse local = new DuckDbWarehouse(warehouse);
    Instant end =
        local
            .query(
                "SELECT max(epoch_ms(as_of)) FROM kpi_values",
                row -> Instant.ofEpochMilli(Objects.requireNonNull(row.integer(0))))
            .get(0);
    return ReportCommand.write(
        local,
        new ReportQuestion(
            ENVIRONMENT,
            "staging",
            Optional.empty(),
            Optional.of(end),
            end,
            WEEKS,
            "--localWarehouse=" + warehouse),
        warehouse.resolveSibling("report.html"));
  }

  private void writeTerms(Simulation simulation) {
    try {
      Files.writeString(terms, simulation.termsCsv());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clearWarehouse() {
    try {
      if (warehouse.toAbsolutePath().getParent() != null) {
        Files.createDirectories(warehouse.toAbsolutePath().getParent());
      }
      Files.deleteIfExists(warehouse);
      Files.deleteIfExists(Path.of(warehouse + ".wal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
