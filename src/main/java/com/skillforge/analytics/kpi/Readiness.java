package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Observations of a user's readiness, in points from 0 to 100: assessments and recalculations, by
 * time, then id. Alerts repeat what was observed before and are none.
 */
final class Readiness {
  static final String ASSESSED = "assessment_completed";
  static final String RECALCULATED = "readiness_recalculated";
  private static final String SCORE = "readiness_score";

  /** What observations need, by record type. */
  static final Map<String, Set<String>> NEEDS =
      Map.of(ASSESSED, Set.of(SCORE), RECALCULATED, Set.of(SCORE));

  private final List<AnalyticsRecord> observations;

  private Readiness(List<AnalyticsRecord> observations) {
    this.observations = observations;
  }

  static Readiness of(UserHistory user) {
    List<AnalyticsRecord> observations = new ArrayList<>();
    for (AnalyticsRecord record : user.records()) {
      String type = record.type().name();
      if (type.equals(ASSESSED) || type.equals(RECALCULATED)) {
        observations.add(record);
      }
    }
    return new Readiness(observations);
  }

  /** All observations, by time, then id. */
  List<AnalyticsRecord> all() {
    return observations;
  }

  /** The latest observation in {@code (afterMillis, atMillis]}; null when there is none. */
  @Nullable AnalyticsRecord latest(long afterMillis, long atMillis) {
    int low = 0;
    int high = observations.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (observations.get(middle).eventTimeMillis() <= atMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return null;
    }
    AnalyticsRecord latest = observations.get(low - 1);
    return latest.eventTimeMillis() > afterMillis ? latest : null;
  }

  static double score(AnalyticsRecord observation) {
    Double score = observation.number(SCORE);
    if (score == null) {
      throw new IllegalStateException("the plan requires a score of " + observation);
    }
    return score;
  }
}
