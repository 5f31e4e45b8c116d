package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.UserHistories;
import com.skillforge.analytics.transforms.UserHistory;
import java.io.Serializable;
import java.util.List;

/**
 * Computes several KPIs over the records of one shard of users, in plain Java: batch and streaming
 * share it, so that they cannot disagree.
 */
final class KpiEvaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a shard amounts to.
   *
   * @param table the totals of every row that the shard's users contribute to
   * @param counts accepted, duplicate and suppressed records
   * @param nextChangeMillis the instant at which the table changes even if no record comes; {@link
   *     Long#MAX_VALUE} when it does not
   */
  record Result(KpiTable table, RunCounts counts, long nextChangeMillis) {}

  private final List<Kpi> kpis;
  private final TrackingPlan plan;

  KpiEvaluation(List<Kpi> kpis, TrackingPlan plan) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
  }

  Result evaluate(Iterable<RecordBlock> blocks, Horizon horizon) {
    KpiTable table = new KpiTable();
    RunCounts counts = new RunCounts();
    List<Step> steps =
        kpis.stream()
            .map(kpi -> new Step(kpi, horizon, new Contributions(kpi, horizon, table.rows())))
            .toList();
    UserHistories.forEach(
        blocks, plan, counts, user -> steps.forEach(step -> step.contribute(user)));
    long nextChange =
        steps.stream().mapToLong(step -> step.out.nextChangeMillis()).min().orElse(Long.MAX_VALUE);
    return new Result(table, counts, nextChange);
  }

  /** One KPI of one evaluation, with the stretch of input that it may look at. */
  private static final class Step {
    private final Kpi kpi;
    private final Horizon horizon;
    private final Contributions out;
    private final long inputStart;

    Step(Kpi kpi, Horizon horizon, Contributions out) {
      this.kpi = kpi;
      this.horizon = horizon;
      this.out = out;
      this.inputStart =
          horizon.reportFromMillis() == Long.MIN_VALUE
              ? Long.MIN_VALUE
              : kpi.periodOf(horizon.reportFromMillis()).startMillis() - kpi.lookBack().toMillis();
    }

    void contribute(UserHistory user) {
      out.startUser(user);
      kpi.contribute(
          new UserHistory(
              user.environment(),
              user.tenantId(),
              user.canonicalUserId(),
              user.sender(),
              inRange(user.records()),
              user.reduced(),
              inRange(user.suppressed()),
              user.optOuts()),
          horizon,
          out);
    }

    /** Records come by time, so that nearly always the list itself is in range. */
    private List<AnalyticsRecord> inRange(List<AnalyticsRecord> records) {
      if (records.isEmpty()
          || (isInRange(records.get(0)) && isInRange(records.get(records.size() - 1)))) {
        return records;
      }
      return records.stream().filter(this::isInRange).toList();
    }

    private boolean isInRange(AnalyticsRecord record) {
      long millis = record.eventTimeMillis();
      return inputStart <= millis && millis < horizon.inputEndMillis();
    }
  }
}
