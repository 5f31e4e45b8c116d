package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One interval, {@code [assignedMillis, unassignedMillis)} in epoch milliseconds, for which a
 * student is assigned to an advisor; {@link Long#MAX_VALUE} while it is open.
 *
 * @param record the roster record that says so
 */
record RosterInterval(
    String advisor, long assignedMillis, long unassignedMillis, AnalyticsRecord record) {
  static final String RECORD_TYPE = "roster_assignment";
  static final Set<String> NEEDS = Set.of("advisor_id", "student_id", "unassigned_at");

  /** What makes two roster records speak of one interval; the tenant is given. */
  private record Key(String advisor, String student, long assignedMillis) {
    static Key of(AnalyticsRecord record) {
      return new Key(
          String.valueOf(record.text("advisor_id")),
          String.valueOf(record.text("student_id")),
          record.eventTimeMillis());
    }
  }

  /** Of several records of one interval the one with the greatest end counts; none ranks lowest. */
  private static final Comparator<AnalyticsRecord> BY_END =
      Comparator.comparingLong(
          record -> {
            Long end = record.integer("unassigned_at");
            return end == null ? Long.MIN_VALUE : end;
          });

  /**
   * The intervals that roster records of one student make, by start; an interval that a tombstone
   * voids, before or after, is none.
   */
  static List<RosterInterval> of(List<AnalyticsRecord> records) {
    Map<Key, AnalyticsRecord> latest = new HashMap<>();
    Set<Key> voided = new HashSet<>();
    for (AnalyticsRecord record : records) {
      if (record.tombstone()) {
        voided.add(Key.of(record));
      } else {
        latest.merge(Key.of(record), record, (a, b) -> BY_END.compare(a, b) >= 0 ? a : b);
      }
    }
    latest.keySet().removeAll(voided);
    return latest.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(RosterInterval::assignedMillis)
                .thenComparing(RosterInterval::advisor))
        .toList();
  }

  private static RosterInterval of(Key key, AnalyticsRecord record) {
    Long end = record.integer("unassigned_at");
    return new RosterInterval(
        key.advisor, key.assignedMillis, end == null ? Long.MAX_VALUE : end, record);
  }

  /** Whether the student is assigned at an instant: it began before and has not ended before. */
  boolean holdsAt(long millis) {
    return assignedMillis < millis && millis <= unassignedMillis;
  }
}
