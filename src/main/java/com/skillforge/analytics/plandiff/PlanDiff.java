package com.skillforge.analytics.plandiff;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.PlanCompatibility;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.trial.KpiCells;
import com.skillforge.analytics.trial.Scratch;
import com.skillforge.analytics.trial.TrialRuns;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two tracking plans compared: by what they say, and by what they make of the same records.
 *
 * @param plans what changes in the plan
 * @param replayed what became of the records; empty where none were read
 */
public record PlanDiff(List<PlanCompatibility.Change> plans, Optional<Replayed> replayed) {
  private static final List<String> ALL = List.of("all");
  private static final List<Rows.Column> PLAN_COLUMNS =
      List.of(Rows.Column.of("impact"), Rows.Column.of("where"), Rows.Column.of("what"));

  /**
   * The same records by both plans.
   *
   * @param before what the run by the older plan tells
   * @param after what the run by the newer plan tells
   * @param records what would become of records otherwise
   * @param cells the KPI rows that would differ
   * @param rows how many KPI rows there are
   */
  public record Replayed(
      RunReport before,
      RunReport after,
      List<RecordChange> records,
      List<KpiCells.Change> cells,
      int rows) {}

  /** Compares what the plans say. */
  public static PlanDiff of(TrackingPlan oldPlan, TrackingPlan newPlan) {
    return new PlanDiff(PlanCompatibility.between(oldPlan, newPlan), Optional.empty());
  }

  /**
   * Compares what they make of records too.
   *
   * @param source the arguments by which a pipeline finds the records
   * @param asOf of the KPI rows
   */
  public static PlanDiff of(
      TrackingPlan oldPlan,
      TrackingPlan newPlan,
      TrialRuns runs,
      List<String> source,
      Instant asOf,
      PrintStream err) {
    return of(oldPlan, newPlan, runs, source, Positions.RECEIVED, asOf, err);
  }

  /** Compares what they make of what a warehouse has stored and rejected. */
  public static PlanDiff of(
      TrackingPlan oldPlan,
      TrackingPlan newPlan,
      TrialRuns runs,
      StoredInput stored,
      Instant asOf,
      PrintStream err) {
    return of(oldPlan, newPlan, runs, stored.arguments(), stored, asOf, err);
  }

  private static PlanDiff of(
      TrackingPlan oldPlan,
      TrackingPlan newPlan,
      TrialRuns runs,
      List<String> source,
      Positions positions,
      Instant asOf,
      PrintStream err) {
    try (Scratch byOld = Scratch.empty();
        Scratch byNew = Scratch.empty()) {
      RunReport before = RawEventsPipeline.run(oldPlan, runs.arguments(byOld, source), err);
      RunReport after = RawEventsPipeline.run(newPlan, runs.arguments(byNew, source), err);
      KpiCells then = runs.kpis(byOld, ALL, oldPlan, asOf);
      KpiCells now = runs.kpis(byNew, ALL, newPlan, asOf);
      return new PlanDiff(
          PlanCompatibility.between(oldPlan, newPlan),
          Optional.of(
              new Replayed(
                  before,
                  after,
                  RecordChanges.between(
                      oldPlan, byOld.warehouse(), newPlan, byNew.warehouse(), positions),
                  then.changesTo(now),
                  now.size())));
    }
  }

  /** Whether the plan can be rolled out: it breaks with nothing, and rejects nothing more. */
  public boolean isSafe() {
    return plans.stream().noneMatch(c -> c.impact() == PlanCompatibility.Impact.BREAKING)
        && replayed.stream()
            .flatMap(run -> run.records().stream())
            .noneMatch(change -> change.kind() == RecordChange.Kind.REJECTED);
  }

  /**
   * Prints it.
   *
   * @param most how many rows of each kind
   */
  public void print(int most, PrintStream out) {
    out.printf("The plans: %d differences%n", plans.size());
    print(
        PLAN_COLUMNS,
        plans.stream()
            .map(
                change ->
                    List.of(
                        Value.text(change.impact().name().toLowerCase(Locale.ROOT)),
                        Value.text(change.where()),
                        Value.text(change.reason())))
            .toList(),
        most,
        out);
    replayed.ifPresent(run -> print(run, most, out));
    out.println(
        isSafe()
            ? "Nothing that was valid would be rejected, and nothing that is stored breaks."
            : "This plan cannot be rolled out on its own: see what is breaking, or rejected.");
  }

  private static void print(Replayed run, int most, PrintStream out) {
    out.printf(
        "%n%,d records: %,d accepted and %,d rejected by the older plan, %,d and %,d by the newer%n",
        run.before().counts().read(),
        run.before().counts().accepted(),
        run.before().counts().deadLettered(),
        run.after().counts().accepted(),
        run.after().counts().deadLettered());
    print(RecordChange.COLUMNS, run.records().stream().map(RecordChange::row).toList(), most, out);
    out.printf("%n%,d of %,d KPI rows would differ%n", run.cells().size(), run.rows());
    print(
        KpiCells.Change.COLUMNS,
        run.cells().stream().map(KpiCells.Change::row).toList(),
        most,
        out);
  }

  private static void print(
      List<Rows.Column> columns, List<List<Value>> rows, int most, PrintStream out) {
    if (rows.isEmpty()) {
      return;
    }
    ResultFormat.TABLE.print(new ListedRows(columns, rows.stream().limit(most).toList()), out);
    if (rows.size() > most) {
      out.printf("… of %,d: --rows=%d lists them all.%n", rows.size(), rows.size());
    }
  }
}
