package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.options.AllWarehouseOptions;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.privacy.OptOutReport;
import java.io.PrintStream;
import java.util.List;

/** {@code privacy.sh audit}: what is stored against opt-outs. */
final class OptOutsCommand {
  static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "privacy.sh audit [--option=value …]",
              """
              Counts, by table, the stored rows of persons at times at which they had opted out: what
              the next run of privacy-audit would remove, or reduce. Changes nothing. Ends with exit
              code 6 when there are any.""",
              List.of(WarehouseOptions.class, BigQuerySinkOptions.class, SnowflakeOptions.class)),
          AllWarehouseOptions.class,
          Request::read,
          OptOutsCommand::report);

  private OptOutsCommand() {}

  private record Request(List<WarehouseKind> kinds, AllWarehouseOptions options) {
    static Request read(AllWarehouseOptions options, List<String> problems) {
      return new Request(WarehouseChecks.checkReachSome(options, problems), options);
    }
  }

  private static ExitCode report(Request request, PrintStream out) {
    OptOutReport report = new OptOutReport();
    request.kinds().forEach(kind -> report.add(Warehouses.reader(kind, request.options())));
    return report.print(out) ? ExitCode.DONE : ExitCode.CHECK;
  }
}
