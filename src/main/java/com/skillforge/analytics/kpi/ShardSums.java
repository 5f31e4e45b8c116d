package com.skillforge.analytics.kpi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sums of what the subjects of a shard contribute, by KPI and period: of a subject that
 * changes, what it contributed goes and what it contributes now comes. The rest stays packed.
 */
final class ShardSums {
  private final Map<KpiPeriod, PackedTable> rows;
  private PackedTable days;
  private long fromMillis;

  /** The sums after the last evaluation. */
  ShardSums(ShardProgress progress) {
    this.rows = new HashMap<>(progress.sums());
    this.days = progress.days();
    this.fromMillis = progress.summedFromMillis();
  }

  Map<KpiPeriod, PackedTable> rows() {
    return rows;
  }

  PackedTable days() {
    return days;
  }

  long fromMillis() {
    return fromMillis;
  }

  /**
   * Changes the sums.
   *
   * @param gone what subjects contributed
   * @param come what the same subjects contribute now
   * @return which tables are others now; those that are not summed any more among them
   */
  Set<KpiPeriod> replace(KpiTable gone, KpiTable come) {
    Map<KpiPeriod, KpiTable> less = gone.byPeriod();
    Map<KpiPeriod, KpiTable> more = come.byPeriod();
    Set<KpiPeriod> touched = new HashSet<>(less.keySet());
    touched.addAll(more.keySet());
    Set<KpiPeriod> changed = new HashSet<>();
    for (KpiPeriod period : touched) {
      KpiTable was = less.getOrDefault(period, new KpiTable());
      KpiTable is = more.getOrDefault(period, new KpiTable());
      if (isForgotten(period) ? !was.equals(is) : changes(period, was, is)) {
        changed.add(period);
      }
    }
    KpiTable dayChange = come.daily().subtract(gone.daily()).settled(Long.MIN_VALUE);
    if (!dayChange.isEmpty()) {
      days = PackedTable.of(days.unpack().merge(dayChange).settled(Long.MIN_VALUE));
      changed.addAll(dayChange.byDay().byPeriod().keySet());
    }
    return changed;
  }

  private boolean isForgotten(KpiPeriod period) {
    return period.period().endMillis() < fromMillis;
  }

  private boolean changes(KpiPeriod period, KpiTable was, KpiTable is) {
    PackedTable before = rows.getOrDefault(period, PackedTable.NONE);
    KpiTable sum = before.unpack().subtract(was).merge(is).settled(Long.MIN_VALUE);
    PackedTable after = PackedTable.of(sum);
    if (sum.isEmpty()) {
      rows.remove(period);
    } else {
      rows.put(period, after);
    }
    return !after.equals(before);
  }

  /** Whole tables; empty where nobody contributes any more. */
  Map<KpiPeriod, KpiTable> tables(Set<KpiPeriod> periods) {
    Map<KpiPeriod, KpiTable> tables = new HashMap<>();
    if (!periods.isEmpty()) {
      Map<KpiPeriod, KpiTable> daily = days.unpack().byDay().byPeriod();
      for (KpiPeriod period : periods) {
        KpiTable table = rows.getOrDefault(period, PackedTable.NONE).unpack();
        KpiTable ofDay = daily.get(period);
        tables.put(period, ofDay == null ? table : table.merge(ofDay));
      }
    }
    return tables;
  }

  /** The KPIs and periods that have a table and end after an instant. */
  Set<KpiPeriod> endingAfter(long millis) {
    Set<KpiPeriod> open = new HashSet<>(rows.keySet());
    open.addAll(days.unpack().byDay().byPeriod().keySet());
    open.removeIf(period -> period.period().endMillis() <= millis);
    return open;
  }

  /** Forgets the sums of periods that end before an instant: they are closed for good. */
  void forgetBefore(long millis) {
    fromMillis = millis;
    rows.keySet().removeIf(this::isForgotten);
  }
}
