package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.kpi.KnownHistory;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what a KPI run reads reaches back as far as its KPIs look.
 *
 * @param from the start of the report; empty for everything that is read
 * @param to the end of the report; empty for everything that is read
 * @param readsStored whether the raw tables of a warehouse are read too
 */
record HistoryCheck(
    List<Kpi> kpis,
    Optional<Instant> from,
    Optional<Instant> to,
    boolean streaming,
    boolean readsStored) {

  /** By topic: since when it holds everything; a topic that is missing has lost nothing. */
  static Map<String, Instant> sinceByTopic(List<HistoryStart> starts) {
    Map<String, Instant> since = new HashMap<>();
    starts.forEach(
        start ->
            since.merge(
                start.topic(), start.since(), (one, other) -> one.isAfter(other) ? one : other));
    return since;
  }

  /**
   * Refuses what would be computed from less than it needs.
   *
   * @param plan the tracking plan, with the topics of this deployment
   * @param starts the partitions of which the source lacks the beginning
   * @param expired by record type: since when there are records, where older ones are kept no more
   * @throws SourceException names each KPI concerned, what it needs, what is there, what helps
   */
  void require(TrackingPlan plan, List<HistoryStart> starts, Map<String, Instant> expired) {
    KnownHistory known = KnownHistory.of(kpis, plan, sinceByTopic(starts), expired);
    List<String> lacking = new ArrayList<>();
    for (Kpi kpi : kpis) {
      long needed = neededMillis(kpi);
      known
          .incompleteSince(kpi, needed)
          .ifPresent(
              since ->
                  lacking.add(
                      kpi.name()
                          + " needs "
                          + needs(kpi, needed, known)
                          + ", everything is there since "
                          + since));
    }
    if (!lacking.isEmpty()) {
      throw new SourceException(
          "The source does not reach back far enough, because its first records have been deleted or"
              + " are not read ("
              + String.join("; ", lacking)
              + "): "
              + String.join(", ", helps(known))
              + ".");
    }
  }

  private long neededMillis(Kpi kpi) {
    return streaming
        ? Long.MIN_VALUE
        : from.map(start -> kpi.firstInputMillis(start.toEpochMilli())).orElse(Long.MIN_VALUE);
  }

  private static String needs(Kpi kpi, long neededMillis, KnownHistory known) {
    if (known.wholeSince(kpi).isPresent()) {
      return String.join(", ", kpi.wholeHistory()) + " from the first one on";
    }
    return neededMillis == Long.MIN_VALUE
        ? "all records from the first one on"
        : "records since " + Instant.ofEpochMilli(neededMillis);
  }

  private List<String> helps(KnownHistory known) {
    List<String> helps = new ArrayList<>();
    if (!streaming && !readsStored) {
      helps.add("read what raw-events has stored with --source=warehouse,kafka");
    }
    reportableFrom(known).ifPresent(start -> helps.add("report from --from=" + start + " on"));
    helps.add("or go on with --allowPartialHistory, which marks the rows in history_from");
    return helps;
  }

  /** From when on a report needs no more than is there; empty where no later start helps. */
  private Optional<Instant> reportableFrom(KnownHistory known) {
    Instant start = Instant.EPOCH;
    for (Kpi kpi : kpis) {
      Optional<Instant> since = known.incompleteSince(kpi, neededMillis(kpi));
      if (streaming || known.wholeSince(kpi).isPresent() || kpi.grain() == PeriodGrain.TERM) {
        return Optional.empty();
      }
      if (since.isPresent()) {
        long earliest = since.get().plus(kpi.lookBack()).toEpochMilli();
        Period period = kpi.periodOf(earliest);
        Instant first =
            Instant.ofEpochMilli(period.startMillis() == earliest ? earliest : period.endMillis());
        start = first.isAfter(start) ? first : start;
      }
    }
    Instant found = start;
    return to.filter(end -> !found.isBefore(end)).isPresent()
        ? Optional.empty()
        : Optional.of(found);
  }
}
