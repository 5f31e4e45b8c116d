package com.skillforge.analytics.answers;

import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The records that one row was computed from, unit by unit. */
final class Explanation {
  /** Units come by the user and the time of their first record. */
  private static final Comparator<AnalyticsRecord> BY_USER =
      Comparator.comparing(AnalyticsRecord::sender)
          .thenComparingLong(AnalyticsRecord::eventTimeMillis)
          .thenComparing(AnalyticsRecord::recordId);

  private Explanation() {}

  /**
   * Computes the row again and lists its records.
   *
   * @throws NotReproducedException when the stored records give other figures, or the definition
   *     was another
   */
  static List<RecordLine> of(KpiRow row, CellHistory history) {
    NotReproducedException.checkDefinition(row, history.definitionVersion());
    CellHistory.View view = history.view(row);
    NotReproducedException.check(row, view.trace().row(row.key()));
    List<KpiTrace.Unit> units = new ArrayList<>(view.trace().units(row.key()));
    units.sort(Comparator.comparing(Explanation::first, Comparator.nullsFirst(BY_USER)));
    List<RecordLine> lines = new ArrayList<>();
    int number = 0;
    for (KpiTrace.Unit unit : units) {
      number++;
      for (AnalyticsRecord record : unit.records()) {
        RecordPosition at = view.seen().get(record.position()).position();
        lines.add(RecordLine.of(String.valueOf(number), record, at, unit.contributed()));
      }
    }
    return lines;
  }

  private static @Nullable AnalyticsRecord first(KpiTrace.Unit unit) {
    return unit.records().isEmpty() ? null : unit.records().get(0);
  }
}
