package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.io.compare.ParityRule.Verdict;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether two sides have about as many records of each event on each UTC day. */
public final class EventParity {
  /** Under this name the records of all events are judged together. */
  public static final String ALL = "all events";

  private final Side left;
  private final Side right;
  private final ParityRule rule;

  public EventParity(Side left, Side right, ParityRule rule) {
    this.left = left;
    this.right = right;
    this.rule = rule;
  }

  /** An event, or a record of another kind, and the table in which each of its records is once. */
  public record Event(String name, ComparedTable table) {
    /** All that the plan has, in its order. */
    public static List<Event> all(TrackingPlan plan) {
      return RawTable.all(plan).stream()
          .map(raw -> new Event(raw.type().name(), ComparedTable.of(raw)))
          .toList();
    }
  }

  /** The numbers of an event's records of a day. */
  public record Line(String event, LocalDate day, long left, long right, Verdict verdict) {
    /** In per cent of the larger number. */
    public double difference() {
      return ParityRule.difference(left, right);
    }
  }

  /** Both numbers of a day. */
  private record Pair(long left, long right) {
    Pair plus(Pair other) {
      return new Pair(left + other.left, right + other.right);
    }
  }

  /**
   * A line for each event and day of which a side has records, and one for all events of a day.
   *
   * @param lines in the order of the events, then of days
   */
  public record Result(List<Line> lines) {
    public Result {
      lines = List.copyOf(lines);
    }

    /** Whether neither side has any record. */
    public boolean isEmpty() {
      return lines.isEmpty();
    }

    /** What is not near enough. */
    public List<Line> outside() {
      return lines.stream().filter(line -> line.verdict().isOutside()).toList();
    }

    /** The line, of those judged by the tolerance, on which the sides differ most. */
    public Optional<Line> widest() {
      return lines.stream()
          .filter(line -> line.verdict() == Verdict.WITHIN)
          .max(Comparator.comparingDouble(Line::difference));
    }
  }

  /** Counts and judges the records whose time is in the range. */
  public Result compare(List<Event> events, TimeRange range) {
    List<Line> lines = new ArrayList<>();
    SortedMap<Long, Pair> all = new TreeMap<>();
    for (Event event : events) {
      SortedMap<Long, Pair> pairs = pairs(event, range);
      pairs.forEach((day, pair) -> all.merge(day, pair, Pair::plus));
      lines.addAll(judge(event.name(), pairs));
    }
    if (events.size() > 1) {
      lines.addAll(judge(ALL, all));
    }
    return new Result(lines);
  }

  /** In the order of days. */
  private SortedMap<Long, Pair> pairs(Event event, TimeRange range) {
    Map<Long, Long> leftDays = DayCounts.of(left, event.table(), Optional.of(range));
    Map<Long, Long> rightDays = DayCounts.of(right, event.table(), Optional.of(range));
    SortedSet<Long> days = new TreeSet<>(leftDays.keySet());
    days.addAll(rightDays.keySet());
    SortedMap<Long, Pair> pairs = new TreeMap<>();
    days.forEach(
        day ->
            pairs.put(
                day, new Pair(leftDays.getOrDefault(day, 0L), rightDays.getOrDefault(day, 0L))));
    return pairs;
  }

  private List<Line> judge(String event, SortedMap<Long, Pair> pairs) {
    boolean missing =
        pairs.values().stream().allMatch(pair -> pair.left() == 0)
            || pairs.values().stream().allMatch(pair -> pair.right() == 0);
    return pairs.entrySet().stream()
        .map(
            day -> {
              Pair pair = day.getValue();
              return new Line(
                  event,
                  LocalDate.ofEpochDay(day.getKey()),
                  pair.left(),
                  pair.right(),
                  rule.judge(pair.left(), pair.right(), missing));
            })
        .toList();
  }
}
