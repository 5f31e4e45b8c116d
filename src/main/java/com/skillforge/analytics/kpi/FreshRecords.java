package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a shard that have come since its last evaluation.
 *
 * @param bySubject by whom they have to be kept with: the sender, or whom a guest concerns
 * @param common guests that concern everybody
 * @param lastMillis behind the latest event time; {@link Long#MIN_VALUE} without a record
 */
record FreshRecords(
    Map<SubjectKey, List<AnalyticsRecord>> bySubject,
    List<AnalyticsRecord> common,
    long lastMillis) {

  static FreshRecords of(List<RecordBlock> blocks, TrackingPlan plan) {
    Map<SubjectKey, List<AnalyticsRecord>> bySubject = new HashMap<>();
    List<AnalyticsRecord> common = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (RecordBlock block : blocks) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (!record.remembered()) {
          last = Math.max(last, record.eventTimeMillis() + 1);
        }
        if (isCommon(record)) {
          common.add(record);
        } else {
          bySubject.computeIfAbsent(keptWith(record), subject -> new ArrayList<>()).add(record);
        }
      }
    }
    return new FreshRecords(bySubject, common, last);
  }

  private static boolean isCommon(AnalyticsRecord record) {
    Subject subject = record.subject();
    return subject != null && subject.kind() == Subject.Kind.EVERYBODY;
  }

  /** What others sent about a person is kept with what that person sent. */
  private static SubjectKey keptWith(AnalyticsRecord record) {
    Subject subject = record.subject();
    return subject == null
        ? SubjectKey.sender(record.tenantId(), record.sender())
        : SubjectKey.of(record.tenantId(), subject);
  }

  /** The fresh records of a subject. */
  List<AnalyticsRecord> of(SubjectKey subject) {
    return bySubject.getOrDefault(subject, List.of());
  }
}
