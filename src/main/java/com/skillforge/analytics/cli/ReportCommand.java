package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.ReportOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.report.Report;
import com.skillforge.analytics.report.ReportQuestion;
import com.skillforge.analytics.status.Finding;
import com.skillforge.analytics.status.Limits;
import com.skillforge.analytics.status.Question;
import com.skillforge.analytics.status.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code report.sh}: the weekly review as one HTML page. */
public final class ReportCommand {
  private static final String PROD = "prod";
  private static final int MOST_WEEKS = 53;

  /** As status.sh has it unless it is told otherwise. */
  private static final Duration LATE_AFTER = Duration.ofHours(3);

  public static final Command COMMAND =
      new WarehouseToRead(
          OptionsCommand.reading(
              new OptionsCommand.Help(
                  "report.sh [--output=report.html] [--option=value …]",
                  """
                  Writes the weekly review as one HTML page that needs nothing else, no network either:
                  a summary that prints on one sheet; each KPI with its weeks and its last 7 days, what
                  pending units can still make of it, its parts by persona, source, advisor, cohort and
                  institution, and what was restated and why; production beside staging; rejected
                  records by code; freshness; and what status.sh says. Changes nothing.

                  Examples:
                    report.sh --localWarehouse=skillforge.duckdb --output=report.html
                    report.sh --warehouses=bigquery --environment=prod --tenant=north …\
                  """,
                  List.of(
                      ReportOptions.class,
                      WarehouseOptions.class,
                      BigQuerySinkOptions.class,
                      SnowflakeOptions.class)),
              ReportOptions.class,
              ReportCommand::read,
              ReportCommand::write));

  private ReportCommand() {}

  public static void main(String[] args) {
    COMMAND.runProcess(args);
  }

  private record Request(WarehouseKind kind, Optional<Instant> until, ReportOptions options) {}

  private static Request read(ReportOptions options, List<String> problems) {
    Values.checkAtLeast("weeks", options.getWeeks(), 2, problems);
    if (options.getWeeks() > MOST_WEEKS) {
      problems.add("--weeks must be at most " + MOST_WEEKS + ", not " + options.getWeeks() + ".");
    }
    List<WarehouseKind> kinds = WarehouseChecks.checkReachSome(options, problems);
    if (kinds.size() > 1) {
      problems.add("A page shows one warehouse: --warehouses must name only one.");
    }
    Optional<Instant> until = Values.readInstant("until", options.getUntil(), problems);
    return new Request(kinds.isEmpty() ? WarehouseKind.LOCAL : kinds.get(0), until, options);
  }

  private static ExitCode write(Request request, PrintStream out) {
    ReportOptions options = request.options();
    QueryableWarehouse warehouse = Warehouses.reader(request.kind(), options);
    String environment = environment(options, warehouse);
    ReportQuestion question =
        new ReportQuestion(
            environment,
            options.getBaseline(),
            Optional.ofNullable(options.getTenant()),
            request.until(),
            request.until().orElseGet(Instant::now),
            options.getWeeks(),
            request.kind() == WarehouseKind.LOCAL
                ? "--localWarehouse=" + options.getLocalWarehouse()
                : "--warehouses=" + options.getWarehouses() + " …");
    out.println(write(warehouse, question, Path.of(options.getOutput())));
    return ExitCode.DONE;
  }

  /**
   * Writes the page of a warehouse.
   *
   * @return the file, by its whole path
   */
  static Path write(QueryableWarehouse warehouse, ReportQuestion question, Path output) {
    String html = new Report(warehouse, question, findings(warehouse, question)).html();
    Path file = output.toAbsolutePath().normalize();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, file + " cannot be written: give --output another path.", e);
    }
    return file;
  }

  private static String environment(ReportOptions options, QueryableWarehouse warehouse) {
    if (options.getEnvironment() != null) {
      return options.getEnvironment();
    }
    List<String> known = Report.environments(warehouse);
    if (known.isEmpty() || known.contains(PROD)) {
      return PROD;
    }
    if (known.size() > 1) {
      throw new UserError(
          ExitCode.USAGE,
          "The warehouse has KPIs of several environments: say which one, --environment="
              + String.join("|", known)
              + ".");
    }
    return known.get(0);
  }

  private static List<Finding> findings(QueryableWarehouse warehouse, ReportQuestion question) {
    Status status =
        new Status(
            new Question(
                question.at(),
                Optional.of(question.environment()),
                PipelineFolder.all(),
                Optional.empty(),
                Limits.lateAfter(LATE_AFTER),
                question.reach()));
    status.add(warehouse);
    return status.findings();
  }
}
