package com.skillforge.analytics.kpi;

import com.skillforge.analytics.kpi.ShardProgress.Watch;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the subjects of a shard that may contribute something else than when they were evaluated
 * last: those of whom records came, those that change at an instant that has passed, and those
 * about whom somebody whose opt-outs have changed has sent something. What concerns everybody makes
 * everybody dirty.
 */
final class DirtySubjects {
  private DirtySubjects() {}

  /**
   * Finds them.
   *
   * @param asOfMillis the watermark that is evaluated
   * @param common what is kept of the records that concern everybody
   */
  static Set<SubjectKey> find(
      FreshRecords fresh,
      ShardProgress before,
      long asOfMillis,
      List<RecordBlock> common,
      ShardState state,
      TrackingPlan plan) {
    Set<SubjectKey> dirty = new HashSet<>(fresh.bySubject().keySet());
    Set<Sender> optOuts = optOuts(fresh.common());
    if (concernsEverybody(fresh.common(), common, optOuts, plan)) {
      dirty.addAll(state.names());
    }
    before
        .watched()
        .forEach(
            (subject, watch) -> {
              if (watch.staleAtMillis() <= asOfMillis || hasGuestsOf(subject, watch, optOuts)) {
                dirty.add(subject);
              }
            });
    return dirty;
  }

  /** The users whose opt-outs decide about the guests of a subject, those known before included. */
  static Set<String> guestsOf(SubjectKey subject, List<AnalyticsRecord> fresh, Set<String> known) {
    Set<String> users = new HashSet<>(known);
    for (AnalyticsRecord record : fresh) {
      boolean judged =
          record.subject() != null
              && (subject.kind() == Subject.Kind.SESSION
                  || record.type().behaviour().suppressible());
      String user = record.canonicalUserId();
      if (judged && user != null) {
        users.add(user);
      }
    }
    return users;
  }

  private record Sender(String tenantId, String user) {}

  private static boolean isPreference(AnalyticsRecord record) {
    return record.type().name().equals(OptOutIntervals.RECORD_TYPE);
  }

  private static Set<Sender> optOuts(List<AnalyticsRecord> common) {
    return common.stream()
        .filter(DirtySubjects::isPreference)
        .filter(record -> record.canonicalUserId() != null)
        .map(record -> new Sender(record.tenantId(), record.canonicalUserId()))
        .collect(Collectors.toSet());
  }

  private static boolean concernsEverybody(
      List<AnalyticsRecord> fresh, List<RecordBlock> kept, Set<Sender> optOuts, TrackingPlan plan) {
    if (!fresh.stream().allMatch(DirtySubjects::isPreference)) {
      return true;
    }
    if (!optOuts.isEmpty()) {
      for (RecordBlock block : kept) {
        for (AnalyticsRecord record : block.records(plan)) {
          if (!isPreference(record)
              && record.canonicalUserId() != null
              && optOuts.contains(new Sender(record.tenantId(), record.canonicalUserId()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean hasGuestsOf(SubjectKey subject, Watch watch, Set<Sender> optOuts) {
    return !optOuts.isEmpty()
        && watch.guestsOf().stream()
            .anyMatch(user -> optOuts.contains(new Sender(subject.tenantId(), user)));
  }
}
