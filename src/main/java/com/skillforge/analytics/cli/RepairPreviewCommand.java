package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.repair.RepairPreview;
import com.skillforge.analytics.trial.Scratch;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code dead-letters.sh preview}: what a repair would do. */
final class RepairPreviewCommand implements Command {
  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    if (CommandLine.asksForHelp(args)) {
      return DeadLetterPipeline.run(args, out, System.err);
    }
    DeadLetterPipeline.Options options = DeadLetterPipeline.options(args);
    Instant asOf =
        Values.instant(options.getAsOf())
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    try (Scratch scratch =
        Scratch.copyOf(new DuckDbWarehouse(Path.of(options.getLocalWarehouse())))) {
      RepairPreview.of(args, scratch, asOf, System.err).print(out);
    }
    return ExitCode.DONE;
  }
}
