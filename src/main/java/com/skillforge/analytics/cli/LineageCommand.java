package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.commandline.WordsAndOptions;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.LineageChecks;
import com.skillforge.analytics.options.LineageEmitOptions;
import com.skillforge.analytics.options.LineageOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.TopicNames;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.pipelines.lineage.DatasetNames;
import com.skillforge.analytics.pipelines.lineage.LedgerRuns;
import com.skillforge.analytics.pipelines.lineage.LedgerRuns.EndedRun;
import com.skillforge.analytics.pipelines.lineage.LineageCollector;
import com.skillforge.analytics.pipelines.lineage.LineageEvents;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code lineage.sh emit}: tells what ended runs have read and written, by the ledger: of those
 * that a service has carried out, and of those whose collector was away.
 */
public final class LineageCommand {
  public static final Command COMMAND =
      OptionsCommand.withWords(
          new OptionsCommand.Help(
              "lineage.sh emit [--option=value …]",
              """
              Sends events of OpenLineage, START and then COMPLETE or FAIL, for the runs that the
              ledger has as ended. Runs of Dataflow tell their start only: let this run after them, on
              a schedule. To send the same run again does no harm: its id is the same.

              Examples:
                lineage.sh emit --warehouses=bigquery --project=my-project --bootstrapServers=kafka:9092 --openLineageUrl=http://marquez:5000
                lineage.sh emit --localWarehouse=skillforge.duckdb --since=2026-01-12 --openLineageFile=lineage.ndjson""",
              List.of(
                  LineageEmitOptions.class,
                  LineageOptions.class,
                  WarehouseOptions.class,
                  BigQuerySinkOptions.class,
                  SnowflakeOptions.class)),
          LineageEmitOptions.class,
          LineageCommand::read,
          LineageCommand::emit);

  private LineageCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(List<WarehouseKind> kinds, Instant since, LineageEmitOptions options) {}

  private static Request read(WordsAndOptions<LineageEmitOptions> given, List<String> problems) {
    LineageEmitOptions options = given.options();
    if (!given.words().equals(List.of("emit"))) {
      problems.add("Say what to do: emit, not '" + String.join(" ", given.words()) + "'.");
    }
    LineageChecks.check(options, problems);
    if (!LineageChecks.isAskedFor(options)) {
      problems.add("Give --openLineageUrl, --openLineageFile, or both: somebody has to be told.");
    }
    Instant otherwise =
        options.getRunId() == null ? Instant.now().minus(Duration.ofDays(1)) : Instant.EPOCH;
    return new Request(
        WarehouseChecks.checkReachSome(options, problems),
        Values.readInstant("since", options.getSince(), problems).orElse(otherwise),
        options);
  }

  private static ExitCode emit(Request request, PrintStream out) throws InterruptedException {
    LineageEmitOptions options = request.options();
    LedgerRuns ledgers = new LedgerRuns();
    for (WarehouseKind kind : request.kinds()) {
      ledgers.add(
          Warehouses.reader(kind, options),
          request.since(),
          Optional.ofNullable(options.getRunId()));
    }
    TrackingPlan plan = TopicNames.of(options);
    LineageCollector collector = LineageCollector.of(options);
    for (EndedRun ended : ledgers.all()) {
      LineageEvents events =
          new LineageEvents(
              plan,
              DatasetNames.of(options, options.getBootstrapServers()),
              ended.warehouses(),
              options.getOpenLineageNamespace());
      try {
        collector.take(events.started(ended.run()));
        collector.take(events.ended(ended.run(), ended.end()));
      } catch (IOException e) {
        throw new UserError(
            ExitCode.CHECK, "Lineage could not be told: " + e.getMessage() + ".", e);
      }
    }
    out.println("Told of " + ledgers.all().size() + " runs that ended since " + request.since());
    return ExitCode.DONE;
  }
}
