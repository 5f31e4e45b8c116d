package com.skillforge.analytics.report;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A KPI over time.
 *
 * @param days the last seven days, the oldest first; empty where the KPI has no days
 * @param periods the last weeks, months or terms, the oldest first
 * @param grain what the periods are
 * @param daily whether it is counted by day too
 */
record Trends(List<Point> days, List<Point> periods, PeriodGrain grain, boolean daily) {
  private static final int DAYS = 7;
  private static final int MONTHS = 12;
  private static final int TERMS = 8;

  /**
   * Of the headline cells of a KPI, up to its as-of.
   *
   * @param weeks how many weeks at most
   */
  static Trends of(Extent extent, List<Cell> all, int weeks) {
    Caption caption = extent.caption();
    List<Cell> cells = all.stream().filter(cell -> cell.kpi().equals(caption.name())).toList();
    List<Cell> days = of(PeriodGrain.DAY, cells);
    if (!of(PeriodGrain.TERM, cells).isEmpty()) {
      return new Trends(
          List.of(),
          last(TERMS, points(caption, of(PeriodGrain.TERM, cells))),
          PeriodGrain.TERM,
          false);
    }
    if (!of(PeriodGrain.MONTH, cells).isEmpty()) {
      return new Trends(
          List.of(),
          last(MONTHS, points(caption, of(PeriodGrain.MONTH, cells))),
          PeriodGrain.MONTH,
          false);
    }
    List<Cell> ofWeeks = of(PeriodGrain.WEEK, cells);
    List<Point> byWeek = ofWeeks.isEmpty() ? weeks(caption, days) : points(caption, ofWeeks);
    Instant end = Instant.ofEpochMilli(endOf(PeriodGrain.DAY, extent.asOf()));
    return new Trends(
        days.isEmpty() ? List.of() : every(PeriodGrain.DAY, end, DAYS, points(caption, days)),
        every(
            PeriodGrain.WEEK,
            Instant.ofEpochMilli(endOf(PeriodGrain.WEEK, extent.asOf())),
            weeks,
            byWeek),
        PeriodGrain.WEEK,
        !days.isEmpty());
  }

  /** The start of the first of so many weeks up to an as-of. */
  static Instant firstWeek(Instant asOf, int weeks) {
    return Instant.ofEpochMilli(endOf(PeriodGrain.WEEK, asOf)).minus(Duration.ofDays(7L * weeks));
  }

  /** The end of the period that ends at, or holds, the last moment before an as-of. */
  private static long endOf(PeriodGrain grain, Instant asOf) {
    return Period.containing(grain, asOf.toEpochMilli() - 1).endMillis();
  }

  private static List<Cell> of(PeriodGrain grain, List<Cell> cells) {
    return cells.stream().filter(cell -> cell.grain() == grain).toList();
  }

  private static List<Point> points(Caption caption, List<Cell> cells) {
    return cells.stream()
        .map(cell -> new Point(caption, cell.start(), cell.end(), cell.label(), cell.sums()))
        .sorted(Comparator.comparing(Point::start).thenComparing(Point::label))
        .toList();
  }

  /** Weeks of days: all of them added up, or the last one. */
  static List<Point> weeks(Caption caption, List<Cell> days) {
    Map<Long, Sums> weeks = new TreeMap<>();
    boolean last = caption.adding() == Caption.Adding.LAST_DAY;
    days.stream()
        .sorted(Comparator.comparing(Cell::start))
        .forEach(
            day ->
                weeks.merge(
                    Period.containing(PeriodGrain.WEEK, day.start().toEpochMilli()).startMillis(),
                    day.sums(),
                    (before, next) -> last ? next : before.plus(next)));
    List<Point> points = new ArrayList<>();
    weeks.forEach(
        (start, sums) -> {
          Instant from = Instant.ofEpochMilli(start);
          points.add(new Point(caption, from, from.plus(Duration.ofDays(7)), "", sums));
        });
    return points;
  }

  private static <T> List<T> last(int count, List<T> all) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** One point for each period, also for those without a row; none before the first row. */
  private static List<Point> every(PeriodGrain grain, Instant end, int count, List<Point> known) {
    Duration length = grain == PeriodGrain.DAY ? Duration.ofDays(1) : Duration.ofDays(7);
    List<Point> points = new ArrayList<>();
    for (int i = count; i >= 1; i--) {
      Instant start = end.minus(length.multipliedBy(i));
      Optional<Point> there =
          known.stream().filter(point -> point.start().equals(start)).findFirst();
      if (there.isPresent() || !points.isEmpty()) {
        points.add(
            there.orElseGet(
                () ->
                    new Point(
                        known.get(0).caption(), start, start.plus(length), "", Sums.none(end))));
      }
    }
    return points;
  }

  /** The newest period that is settled; else the newest with a value; else the newest. */
  Optional<Point> headline() {
    return newest(periods.stream().filter(Point::isSettled).toList())
        .or(() -> newest(periods.stream().filter(point -> point.value() != null).toList()))
        .or(() -> newest(periods.stream().filter(point -> point.sums().rows() > 0).toList()));
  }

  /** The newest period with a value before another one. */
  Optional<Point> before(Point headline) {
    return newest(
        periods.stream()
            .filter(point -> Objects.nonNull(point.value()))
            .filter(point -> point.start().isBefore(headline.start()))
            .toList());
  }

  /** Units that are pending in periods after another one. */
  long pendingAfter(Point headline) {
    return periods.stream()
        .filter(point -> point.start().isAfter(headline.start()))
        .mapToLong(point -> point.sums().pending())
        .sum();
  }

  private static Optional<Point> newest(List<Point> points) {
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }
}
