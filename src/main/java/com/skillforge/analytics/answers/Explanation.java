package com.skillforge.analytics.answers;

import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The records that one row was computed from, unit by unit. */
final class Explanation {
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
    units.sort(Comparator.comparing(Explanation::first));
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

  /** Units come by their user and their first record. */
  private static String first(KpiTrace.Unit unit) {
    return unit.records().stream()
        .findFirst()
        .map(
            record ->
                "%s %020d %s"
                    .formatted(record.sender(), record.eventTimeMillis(), record.recordId()))
        .orElse("");
  }
}
