package com.skillforge.analytics.repair;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.trial.KpiCells;
import com.skillforge.analytics.trial.Scratch;
import com.skillforge.analytics.trial.TrialRuns;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/**
 * What a repair would do: it is done, on a copy of the warehouse, and the KPIs that read such
 * records are computed from the copy before and after.
 *
 * @param report what the run over the copy tells
 * @param cells the KPI rows that differ
 * @param rows how many rows these KPIs have
 * @param kpis the names of these KPIs, or {@code all}
 */
public record RepairPreview(
    RunReport report, List<KpiCells.Change> cells, int rows, List<String> kpis) {
  /** How many changed rows are shown. */
  private static final int SHOWN = 200;

  /**
   * Tries a repair.
   *
   * @param args the command line of the repair; where its rows go is not looked at
   * @param scratch a copy of the warehouse, which is changed
   * @param kpis the KPIs that may change, or {@code all}
   * @param err where progress is drawn
   */
  public static RepairPreview of(
      String[] args, Scratch scratch, List<String> kpis, Instant asOf, PrintStream err) {
    TrialRuns runs = new TrialRuns(args, err);
    KpiCells before = runs.kpis(scratch, kpis, TrackingPlan.builtIn(), asOf);
    RunReport report = DeadLetterPipeline.run(TrialRuns.moved(args, scratch), err);
    KpiCells after = runs.kpis(scratch, kpis, TrackingPlan.builtIn(), asOf);
    return new RepairPreview(report, before.changesTo(after), after.size(), kpis);
  }

  /** Prints it. */
  public void print(PrintStream out) {
    out.print(report.toText());
    report.notices().forEach(out::println);
    if (!cells.isEmpty()) {
      List<List<Value>> shown = cells.stream().limit(SHOWN).map(KpiCells.Change::row).toList();
      ResultFormat.TABLE.print(new ListedRows(KpiCells.Change.COLUMNS, shown), out);
    }
    out.printf(
        "%s%,d of %,d KPI rows would change%s. This was tried on a copy: nothing is stored.%n",
        kpis.contains("all")
            ? ""
            : kpis.isEmpty()
                ? "No KPI reads such records. "
                : "Such records are read by " + String.join(", ", kpis) + ": ",
        cells.size(),
        rows,
        cells.size() > SHOWN ? ", of which the first are shown" : "");
  }
}
