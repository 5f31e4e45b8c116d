package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.history.UserHistories;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which records of a stream came too late, and when the rows of a period are closed: a shard sends
 * no table of such a period on, so that what is dropped does not depend on how a runner treats late
 * elements.
 *
 * <p>A record came too late when a row to which it contributes was closed when it came, and open at
 * its event time. It still counts in rows that are open, and in what later rows look back to; but
 * one row lacks it for good, and so it is counted as dropped, once.
 */
final class LateRecords implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whose record it is, as far as opt-outs are concerned. */
  private record Owner(String environment, String tenantId, @Nullable String user) {
    static Owner of(AnalyticsRecord record) {
      return new Owner(record.environment(), record.tenantId(), record.canonicalUserId());
    }
  }

  private final List<Kpi> kpis;
  private final TrackingPlan plan;
  private final KpiEvaluation evaluation;
  private final long latenessMillis;

  /**
   * Creates the rule.
   *
   * @param latenessMillis how long after the end of its period a row is restated
   */
  LateRecords(List<Kpi> kpis, TrackingPlan plan, long latenessMillis) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
    this.evaluation = new KpiEvaluation(kpis, plan);
    this.latenessMillis = latenessMillis;
  }

  /** Whether the rows of a period are not restated any more: Beam's rule for expired windows. */
  boolean isClosed(Period period, long watermark) {
    return lastMillis(period) < watermark;
  }

  /** The last watermark, and the last event time, at which the rows of a period are open. */
  private long lastMillis(Period period) {
    return PeriodWindows.of(period).maxTimestamp().getMillis() + latenessMillis;
  }

  /**
   * What has to be added to the counts of a shard, which has all its records as accepted.
   *
   * @param earlier the records that were evaluated before
   * @param fresh the records that have come since
   * @param dropped the tables that have changed and were not sent on
   * @param watermark up to where rows are closed
   */
  RunCounts correction(
      Iterable<RecordBlock> earlier,
      List<RecordBlock> fresh,
      Horizon horizon,
      Set<KpiPeriod> dropped,
      long watermark) {
    Map<RecordPosition, AnalyticsRecord> own = new HashMap<>();
    for (RecordBlock block : fresh) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (!record.remembered() && record.subject() == null) {
          own.put(record.position(), record);
        }
      }
    }
    List<RecordBlock> all = new ArrayList<>(fresh);
    earlier.forEach(all::add);
    Set<RecordPosition> late = new HashSet<>();
    if (!dropped.isEmpty()) {
      addContributing(own, earlier, all, horizon, dropped, late);
    }
    addWithGuests(own, watermark, late);
    RunCounts correction = new RunCounts();
    if (!late.isEmpty()) {
      late.retainAll(accepted(all));
      late.forEach(position -> correction.addLateDropped(own.get(position)));
    }
    return correction;
  }

  private void addContributing(
      Map<RecordPosition, AnalyticsRecord> own,
      Iterable<RecordBlock> earlier,
      List<RecordBlock> all,
      Horizon horizon,
      Set<KpiPeriod> dropped,
      Set<RecordPosition> late) {
    Map<KpiPeriod, Set<Owner>> concerned = new HashMap<>();
    BiConsumer<KpiPeriod, List<AnalyticsRecord>> contribution =
        (period, records) -> {
          for (AnalyticsRecord record : records) {
            if (own.containsKey(record.position())
                && record.eventTimeMillis() <= lastMillis(period.period())) {
              late.add(record.position());
            }
            concerned.computeIfAbsent(period, k -> new HashSet<>()).add(Owner.of(record));
          }
        };
    Evidence evidence =
        new Evidence() {
          @Override
          public KpiTotals unit(KpiKey key, List<AnalyticsRecord> records, KpiTable table) {
            KpiPeriod period = KpiPeriod.of(key);
            if (dropped.contains(period)) {
              contribution.accept(period, records);
            }
            return table.row(key);
          }

          @Override
          public void stretch(
              KpiSeries series,
              Period days,
              List<AnalyticsRecord> records,
              KpiTotals totals,
              KpiTable table) {
            dropped.stream()
                .filter(period -> period.kpi().equals(series.kpi()))
                .filter(period -> DailyCounts.isDayOf(days, period.period()))
                .forEach(period -> contribution.accept(period, records));
          }
        };
    evaluation.evaluate(all, horizon, evidence);
    List<AnalyticsRecord> optOuts =
        own.values().stream()
            .filter(record -> record.type().name().equals(OptOutIntervals.RECORD_TYPE))
            .filter(record -> record.canonicalUserId() != null)
            .toList();
    if (!optOuts.isEmpty()) {
      // What an opt-out takes out of a row contributed before, and does no more.
      evaluation.evaluate(earlier, horizon, evidence);
      concerned.forEach(
          (period, owners) ->
              optOuts.stream()
                  .filter(optOut -> optOut.eventTimeMillis() < period.period().endMillis())
                  .filter(optOut -> owners.contains(Owner.of(optOut)))
                  .forEach(optOut -> late.add(optOut.position())));
    }
  }

  /**
   * What counts with those whom it concerns does so in their shards, of which there may be many. It
   * is counted in its own, by the row of its time.
   */
  private void addWithGuests(
      Map<RecordPosition, AnalyticsRecord> own, long watermark, Set<RecordPosition> late) {
    for (Kpi kpi : kpis) {
      kpi.routes().stream()
          .flatMap(
              route ->
                  own.values().stream()
                      .filter(record -> record.type().name().equals(route.recordType())))
          .filter(record -> isClosed(kpi.periodOf(record.eventTimeMillis()), watermark))
          .forEach(record -> late.add(record.position()));
    }
  }

  /** Where the records stand that are neither copies nor suppressed. */
  private Set<RecordPosition> accepted(List<RecordBlock> blocks) {
    Set<RecordPosition> accepted = new HashSet<>();
    UserHistories.forEach(
        blocks,
        plan,
        new RunCounts(),
        user ->
            Stream.concat(user.records().stream(), user.reduced().stream())
                .forEach(record -> accepted.add(record.position())));
    return accepted;
  }
}
