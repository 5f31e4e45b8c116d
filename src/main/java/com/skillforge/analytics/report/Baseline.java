package com.skillforge.analytics.report;

import com.skillforge.analytics.io.compare.EventParity;
import com.skillforge.analytics.io.compare.EventParity.Event;
import com.skillforge.analytics.io.compare.EventParity.Line;
import com.skillforge.analytics.io.compare.ParityRule;
import com.skillforge.analytics.io.compare.Side;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment beside the one that it is compared with.
 *
 * @param day the last whole day, of which events are counted
 * @param events of both environments; empty where the other one has none on that day
 * @param figures the other one's headline figures, by KPI, each of the period that is reported
 */
record Baseline(TimeRange day, List<Line> events, Map<String, Point> figures) {
  /** The product document: within 2 % over the last 24 hours. */
  static final double TOLERANCE = 2;

  /** Fewer than so many may differ by chance. */
  private static final int FEW = 100;

  static Baseline read(
      QueryableWarehouse warehouse,
      ReportQuestion question,
      Instant asOf,
      Map<String, Point> figures) {
    Period last = Period.containing(PeriodGrain.DAY, asOf.toEpochMilli() - 1);
    TimeRange day =
        new TimeRange(
            Instant.ofEpochMilli(last.startMillis()), Instant.ofEpochMilli(last.endMillis()));
    List<Line> lines =
        new EventParity(
                side(warehouse, question.environment()),
                side(warehouse, question.baseline()),
                new ParityRule(TOLERANCE, FEW, true))
            .compare(Event.all(TrackingPlan.builtIn()), day)
            .lines();
    boolean there = lines.stream().anyMatch(line -> line.right() > 0);
    return new Baseline(day, there ? lines : List.of(), figures);
  }

  private static Side side(QueryableWarehouse warehouse, String environment) {
    return new Side(environment, warehouse, Optional.of(environment));
  }

  /** Whether the other environment has anything to compare with. */
  boolean isThere() {
    return !events.isEmpty() || !figures.isEmpty();
  }

  /** All events of the day together; empty where there are none. */
  Optional<Line> allEvents() {
    return events.stream().filter(line -> line.event().equals(EventParity.ALL)).findFirst();
  }
}
