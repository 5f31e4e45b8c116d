package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.PiiScanOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.privacy.FileScan;
import com.skillforge.analytics.privacy.ScanReport;
import com.skillforge.analytics.privacy.WarehouseScan;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code privacy.sh scan}: looks for raw PII where none may be. */
final class ScanCommand implements Command {
  private static final OptionsCommand.Help HELP =
      new OptionsCommand.Help(
          "privacy.sh scan [--option=value …]",
          """
          Looks for e-mail addresses and phone numbers, as ingestion does, in every column of text,
          lists and JSON of every table of the warehouses, and in files. Nothing of what it finds is
          printed: it names table, column, kind and number of rows, shows an example with its
          letters and digits masked, and says where the first one is. Ends with exit code 6 when it
          has found something.

          Examples:
            privacy.sh scan --localWarehouse=skillforge.duckdb
            privacy.sh scan --warehouses=bigquery,snowflake --project=my-project …
            privacy.sh scan --input=logs/*.log,metrics.json.gz""",
          List.of(
              PiiScanOptions.class,
              WarehouseOptions.class,
              BigQuerySinkOptions.class,
              SnowflakeOptions.class));

  private record Request(
      List<WarehouseKind> kinds, Optional<String> input, PiiScanOptions options) {}

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    boolean warehouseGiven =
        CommandLine.gives(args, "warehouses") || CommandLine.gives(args, "localWarehouse");
    return OptionsCommand.<PiiScanOptions, Request>reading(
            HELP,
            PiiScanOptions.class,
            (options, problems) -> read(options, warehouseGiven, problems),
            ScanCommand::scan)
        .run(args, out);
  }

  private static Request read(
      PiiScanOptions options, boolean warehouseGiven, List<String> problems) {
    Optional<String> input = Optional.ofNullable(options.getInput());
    if (input.filter(String::isBlank).isPresent()) {
      problems.add("--input must name files, for example --input=logs/*.log.");
    }
    boolean filesOnly = input.isPresent() && !warehouseGiven;
    List<WarehouseKind> kinds =
        filesOnly ? List.of() : WarehouseChecks.checkReachSome(options, problems);
    return new Request(kinds, input, options);
  }

  private static ExitCode scan(Request request, PrintStream out) {
    ScanReport report = new ScanReport();
    for (WarehouseKind kind : request.kinds()) {
      QueryableWarehouse warehouse = Warehouses.reader(kind, request.options());
      report.add(
          warehouse.name(),
          new WarehouseScan(warehouse, TrackingPlan.builtIn())
              .run(Warehouses.catalog(kind, request.options())));
    }
    request.input().ifPresent(input -> report.add(new FileScan().run(input)));
    return report.print(out) ? ExitCode.DONE : ExitCode.CHECK;
  }
}
