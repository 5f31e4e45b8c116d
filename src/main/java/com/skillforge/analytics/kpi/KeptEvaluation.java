package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Works out how the sums of a run differ from those that the last run has kept: of the subjects
 * that are looked at, what they contributed goes, what they contribute now comes.
 */
final class KeptEvaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a shard amounts to.
   *
   * @param change what is to be added to the sums; {@link KpiTable#settled} then makes them whole
   * @param counts accepted, duplicate and suppressed records
   */
  record Result(KpiTable change, RunCounts counts) {}

  private final KpiEvaluation evaluation;

  KeptEvaluation(List<Kpi> kpis, TrackingPlan plan) {
    this.evaluation = new KpiEvaluation(kpis, plan);
  }

  /**
   * Looks at subjects of one shard.
   *
   * @param before what was kept of those to look at; empty to look at all that have records
   * @param out takes what is to be kept of them in its place
   */
  Result evaluate(
      Iterable<RecordBlock> blocks,
      Optional<Map<SubjectKey, KeptContributions>> before,
      Horizon horizon,
      Consumer<KeptContributions> out) {
    KpiTable change = new KpiTable();
    Map<SubjectKey, KeptContributions> gone = new HashMap<>(before.orElse(Map.of()));
    RunCounts counts =
        evaluation.evaluateEach(
            blocks,
            horizon,
            subject -> before.map(kept -> kept.containsKey(subject)).orElse(true),
            (subject, table, changesAtMillis, staleAtMillis) -> {
              KeptContributions now =
                  new KeptContributions(
                      subject, table.isEmpty() ? null : table.packed(), changesAtMillis);
              KeptContributions was = gone.remove(subject);
              if (was == null ? !now.isNothing() : !now.equals(was)) {
                out.accept(now);
              }
              take(was, change);
              change.merge(table);
            });
    gone.forEach(
        (subject, was) -> {
          if (!was.isNothing()) {
            out.accept(KeptContributions.none(subject));
          }
          take(was, change);
        });
    return new Result(change, counts);
  }

  private static void take(@Nullable KeptContributions was, KpiTable change) {
    if (was != null && was.packed() != null) {
      change.subtract(KpiTable.unpacked(was.packed()));
    }
  }
}
