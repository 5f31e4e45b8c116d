package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Since when the input of a run holds everything that each of its KPIs looks at. Opt-outs are not
 * spoken of: those that topics have lost are known from the warehouses.
 */
public final class KnownHistory implements Serializable {
  private static final long serialVersionUID = 1L;

  /** That of an input which lacks nothing. */
  public static final KnownHistory COMPLETE = new KnownHistory(Map.of(), Map.of());

  /** By KPI: since when there is everything of what it looks back to for a time. */
  private final HashMap<String, Instant> looked;

  /** By KPI: since when there is everything of what it needs however old it is. */
  private final HashMap<String, Instant> whole;

  private KnownHistory(Map<String, Instant> looked, Map<String, Instant> whole) {
    this.looked = new HashMap<>(looked);
    this.whole = new HashMap<>(whole);
  }

  /**
   * What topics that have lost their beginning mean for KPIs.
   *
   * @param plan the tracking plan, with the topics of this deployment
   * @param since by topic: since when it holds everything; a topic that is missing has lost nothing
   */
  public static KnownHistory of(List<Kpi> kpis, TrackingPlan plan, Map<String, Instant> since) {
    KnownHistory known = new KnownHistory(Map.of(), Map.of());
    for (Topic topic : plan.topics()) {
      Instant start = since.get(topic.name());
      if (start == null) {
        continue;
      }
      for (Kpi kpi : kpis) {
        Set<String> read = new HashSet<>(kpi.recordTypes(plan));
        read.retainAll(topic.recordTypes());
        if (read.removeAll(kpi.wholeHistory())) {
          known.whole.merge(kpi.name(), start, KnownHistory::later);
        }
        if (!read.isEmpty()) {
          known.looked.merge(kpi.name(), start, KnownHistory::later);
        }
      }
    }
    return known;
  }

  /**
   * The same where records of some types have been deleted too, because they are kept no longer.
   * What a KPI needs however old it is, it needs for as long as it is kept: an assignment counts
   * for those years.
   *
   * @param expired by record type: since when there are records
   */
  public static KnownHistory of(
      List<Kpi> kpis, TrackingPlan plan, Map<String, Instant> since, Map<String, Instant> expired) {
    KnownHistory known = of(kpis, plan, since);
    for (Kpi kpi : kpis) {
      for (String type : kpi.recordTypes(plan)) {
        Instant start = expired.get(type);
        if (start != null) {
          known.looked.merge(kpi.name(), start, KnownHistory::later);
        }
      }
    }
    return known;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Since when the input holds everything, where a KPI needs earlier input; empty where it reaches
   * back far enough.
   *
   * @param neededMillis the earliest event time of the input that the KPI looks back to; {@link
   *     Long#MIN_VALUE} for all that there ever was
   */
  public Optional<Instant> incompleteSince(Kpi kpi, long neededMillis) {
    Instant always = whole.get(kpi.name());
    Instant recent = looked.get(kpi.name());
    if (recent == null || recent.toEpochMilli() <= neededMillis) {
      return Optional.ofNullable(always);
    }
    return Optional.of(always == null ? recent : later(always, recent));
  }

  /** The same for the row of one period. */
  Optional<Instant> incompleteSince(Kpi kpi, Period period) {
    return incompleteSince(kpi, period.startMillis() - kpi.lookBack().toMillis());
  }

  /** Since when the input holds everything that is needed however old it is; empty for always. */
  public Optional<Instant> wholeSince(Kpi kpi) {
    return Optional.ofNullable(whole.get(kpi.name()));
  }
}
