package com.skillforge.analytics.cli;

import com.skillforge.analytics.commandline.CommandLine;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.launch.JobRunner;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.repair.RepairPreview;
import com.skillforge.analytics.trial.Needed;
import com.skillforge.analytics.trial.Scratch;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code dead-letters.sh preview}: what a repair would do. */
final class RepairPreviewCommand implements Command {
  @Override
  public ExitCode run(String[] args, PrintStream out) throws Exception {
    if (CommandLine.asksForHelp(args)) {
      return DeadLetterPipeline.run(args, out, System.err);
    }
    JobRunner.Checked<DeadLetterPipeline.Options> repair = DeadLetterPipeline.check(args);
    Instant asOf =
        Values.instant(repair.options().getAsOf())
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    WarehouseKind kind = repair.request().warehouses().get(0);
    Needed needed =
        DeadLetterPipeline.recordTypes(repair)
            .map(types -> Needed.whereRecordsCome(types, TrackingPlan.builtIn()))
            .orElse(Needed.EVERYTHING);
    try (Scratch scratch = Scratch.copyOf(Warehouses.reader(kind, repair.options()), needed)) {
      RepairPreview.of(args, scratch, needed.kpis(), asOf, System.err).print(out);
    }
    return ExitCode.DONE;
  }
}
