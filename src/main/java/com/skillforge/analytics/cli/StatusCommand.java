package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.StatusOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.status.Limits;
import com.skillforge.analytics.status.Question;
import com.skillforge.analytics.status.Status;
import com.skillforge.analytics.status.StatusReport;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code status.sh}: is what the warehouses hold fresh, complete and right? */
public final class StatusCommand {
  public static final Command COMMAND =
      new WarehouseToRead(
          OptionsCommand.reading(
              new OptionsCommand.Help(
                  "status.sh [--option=value …]",
                  """
              Says whether what warehouses hold is fresh, complete and right: what each pipeline has
              covered, by its schedule; runs that failed or died; how old the newest events are, and
              whether they should be newer; offsets that were lost; dead letters against the usual;
              gates that failed; the checks of validate_kpis.sql; audits of KPIs that are due, or
              did not confirm them; requests for erasure that are open; warehouses that are behind
              others. What is wrong is named with the command that helps.

              Ends with exit code 0 when all is well, and with 6 when something is not: a monitor
              may start it every few minutes. Changes nothing.

              Examples:
                status.sh --localWarehouse=skillforge.duckdb
                status.sh --localWarehouse=skillforge.duckdb --freshWithin=PT1H,compliance:P90D
                status.sh --warehouses=bigquery,snowflake --environment=prod --format=json …""",
                  List.of(
                      StatusOptions.class,
                      WarehouseOptions.class,
                      BigQuerySinkOptions.class,
                      SnowflakeOptions.class)),
              StatusOptions.class,
              StatusCommand::read,
              StatusCommand::report));

  private StatusCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(
      List<WarehouseKind> kinds, Question question, boolean json, StatusOptions options) {}

  private static Request read(StatusOptions options, List<String> problems) {
    Optional<Instant> at = Values.readInstant("at", options.getAt(), problems);
    Limits limits = limits(options, problems);
    Values.checkChoice("format", options.getFormat(), List.of("text", "json"), problems);
    Optional<List<PipelineFolder>> scheduled =
        Optional.ofNullable(options.getPipelines())
            .map(text -> PipelineFolder.read("pipelines", text, problems));
    List<WarehouseKind> kinds = WarehouseChecks.checkReachSome(options, problems);
    Question question =
        new Question(
            at.orElseGet(Instant::now),
            Optional.ofNullable(options.getEnvironment()),
            PipelineFolder.all(),
            scheduled,
            limits,
            kinds.equals(List.of(WarehouseKind.LOCAL))
                ? "--localWarehouse=" + options.getLocalWarehouse()
                : "--warehouses=" + options.getWarehouses() + " …");
    return new Request(kinds, question, options.getFormat().equals("json"), options);
  }

  private static Limits limits(StatusOptions options, List<String> problems) {
    SortedSet<String> datasets = new TreeSet<>();
    for (Dialect dialect : List.of(DuckDb.SQL, BigQuery.SQL, Snowflake.SQL)) {
      datasets.addAll(Freshness.names(dialect, TrackingPlan.builtIn()));
    }
    return new Limits(
        Values.readDuration("lateAfter", options.getLateAfter(), problems),
        StatusOptions.freshWithin(options, List.copyOf(datasets), problems),
        Optional.ofNullable(options.getAuditEvery())
            .map(text -> Values.readDuration("auditEvery", text, problems)));
  }

  private static ExitCode report(Request request, PrintStream out) {
    Status status = new Status(request.question());
    request.kinds().forEach(kind -> status.add(Warehouses.reader(kind, request.options())));
    StatusReport report = new StatusReport(request.question().at(), status.findings());
    out.print(request.json() ? report.toJson() : report.toText());
    return report.isGreen() ? ExitCode.DONE : ExitCode.CHECK;
  }
}
