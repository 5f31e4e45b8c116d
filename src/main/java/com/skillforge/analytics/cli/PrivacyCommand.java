package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.ExitCode;
import java.io.PrintStream;
import java.util.List;

/** {@code privacy.sh}: what those ask who answer for personal data. */
public final class PrivacyCommand implements Command {
  private static final Questions QUESTIONS =
      new Questions(
          "privacy.sh",
          List.of(
              new Questions.Question(
                  "scan",
                  "looks for raw PII in every text of a warehouse, and in files",
                  new WarehouseToRead(new ScanCommand())),
              new Questions.Question(
                  "audit",
                  "counts what is stored against opt-outs",
                  new WarehouseToRead(OptOutsCommand.COMMAND)),
              new Questions.Question(
                  "receipts",
                  "shows what erasures have removed, for whom",
                  new WarehouseToRead(ReceiptsCommand.COMMAND))));

  public static void main(String[] args) {
    new PrivacyCommand().runProcess(args);
  }

  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    return QUESTIONS.run(args, out);
  }
}
