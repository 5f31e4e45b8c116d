package com.skillforge.analytics.cli;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.options.FormatOptions;
import com.skillforge.analytics.options.ReceiptOptions;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.options.WarehouseOptions;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.privacy.ErasureReceipts;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** {@code privacy.sh receipts}: what erasures have removed. */
final class ReceiptsCommand {
  private static final String DEFAULT_TENANT = "default";

  static final Command COMMAND =
      OptionsCommand.reading(
          new OptionsCommand.Help(
              "privacy.sh receipts [--user=… | --request=…] [--option=value …]",
              """
              Shows what was removed for requests for erasure: how many rows of which table of which
              store, for which request, and when. Receipts name no person; --user finds those of a
              user by the salted hashes of the suppression list.""",
              List.of(
                  ReceiptOptions.class,
                  FormatOptions.class,
                  WarehouseOptions.class,
                  BigQuerySinkOptions.class,
                  SnowflakeOptions.class)),
          ReceiptOptions.class,
          ReceiptsCommand::read,
          ReceiptsCommand::show);

  private ReceiptsCommand() {}

  private record Request(
      List<WarehouseKind> kinds,
      ErasureReceipts.Question question,
      ResultFormat format,
      ReceiptOptions options) {}

  private static Request read(ReceiptOptions options, List<String> problems) {
    Optional<String> user = Optional.ofNullable(options.getUser());
    Optional<String> request = Optional.ofNullable(options.getRequest());
    if (user.isPresent() && request.isPresent()) {
      problems.add("Give --user or --request, not both.");
    }
    Optional<String> tenant =
        Optional.ofNullable(options.getTenant()).or(() -> user.map(some -> DEFAULT_TENANT));
    return new Request(
        WarehouseChecks.checkReachSome(options, problems),
        new ErasureReceipts.Question(tenant, request, user),
        ResultFormat.read(options.getFormat(), problems),
        options);
  }

  private static ExitCode show(Request request, PrintStream out) {
    ErasureReceipts receipts = new ErasureReceipts(request.question());
    request.kinds().forEach(kind -> receipts.add(Warehouses.reader(kind, request.options())));
    request.format().print(receipts.rows(), out);
    if (request.format().isForPeople()) {
      out.println(receipts.total());
    }
    return ExitCode.DONE;
  }
}
