package com.skillforge.analytics.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A trend as it is drawn: coordinates and texts, of which the template makes SVG.
 *
 * @param id unique on the page
 * @param title what it shows
 * @param description the same in words, for those who do not see it
 * @param lines the horizontal lines of the axis
 * @param periods the names of periods below it
 * @param paths the line through the values, broken where there is none
 * @param dots the values
 * @param ranges between what values can become
 * @param bars of how many units each value is
 * @param barsLegend what the bars are, and the longest one's number; empty without bars
 * @param open whether some of it can still change
 * @param table the same as a table
 */
record Chart(
    String id,
    String title,
    String description,
    String height,
    List<Line> lines,
    List<Mark> periods,
    List<String> paths,
    List<Dot> dots,
    List<Span> ranges,
    List<Bar> bars,
    String barsLegend,
    boolean open,
    Table table) {
  boolean barsShown() {
    return !bars.isEmpty();
  }

  static final int WIDTH = 420;
  private static final int LEFT = 46;
  private static final int RIGHT = 16;
  private static final int TOP = 30;
  private static final int BOTTOM = 150;
  private static final int BARS_TOP = 182;
  private static final int BARS_BOTTOM = 206;
  private static final int LABELS = 6;
  private static final int LABEL_WIDTH = 38;
  private static final int LABEL_GAP = 10;

  /** Where the line comes from above. */
  private static final int LABEL_BELOW = 20;

  private static final int LABEL_CHARS = 14;

  /** A line of the axis with its label; the one at zero is stronger. */
  record Line(String y, String label, boolean zero) {}

  /** A text below the axis. */
  record Mark(String x, String text) {}

  /** A value; the last one is labelled. */
  record Dot(
      String x,
      String y,
      boolean settled,
      String tooltip,
      String label,
      String labelX,
      String labelY) {
    boolean labelShown() {
      return !label.isEmpty();
    }
  }

  /** A vertical range. */
  record Span(String x, String low, String high) {}

  /** A number of units. */
  record Bar(String x, String y, String width, String height) {}

  /** Draws points in their order; empty where none has a value, and of a single point. */
  static Optional<Chart> of(String id, String title, List<Point> points) {
    boolean nothing =
        points.stream().allMatch(point -> point.value() == null && point.possible().isEmpty());
    return nothing || points.size() == 1
        ? Optional.empty()
        : Optional.of(new Drawing(id, title, points).chart());
  }

  /** One chart in the making. */
  private static final class Drawing {
    private final String id;
    private final String title;
    private final List<Point> points;
    private final Caption caption;
    private final Axis axis;

    Drawing(String id, String title, List<Point> points) {
      this.id = id;
      this.title = title;
      this.points = points;
      this.caption = points.get(0).caption();
      this.axis = Axis.of(heights());
    }

    /** All that has to be on the axis; of what is possible, a fall of everybody at most. */
    private List<Double> heights() {
      List<Double> heights = new ArrayList<>();
      for (Point point : points) {
        Optional.ofNullable(point.value()).ifPresent(heights::add);
        point
            .possible()
            .ifPresent(
                range -> {
                  heights.add(Math.max(-1, range.low()));
                  heights.add(range.high());
                });
      }
      return heights;
    }

    Chart chart() {
      double most =
          points.stream().mapToDouble(point -> point.sums().denominator()).max().orElse(0);
      boolean bars = caption.hasUnits() && most > 0;
      return new Chart(
          id,
          title,
          TrendWords.description(points),
          String.valueOf(bars ? BARS_BOTTOM + 2 : BOTTOM + 22),
          lines(),
          periods(),
          paths(),
          dots(),
          ranges(),
          bars ? bars(most) : List.of(),
          bars ? "n, up to " + Numbers.count(most) + " " + caption.units() : "",
          points.stream().anyMatch(point -> point.value() != null && !point.isSettled())
              || !ranges().isEmpty(),
          TrendWords.table(title, points));
    }

    private double x(int index) {
      double width = (double) (WIDTH - LEFT - RIGHT) / points.size();
      return LEFT + width * (index + 0.5);
    }

    private double y(double value) {
      return BOTTOM - (BOTTOM - TOP) * axis.position(value);
    }

    private static String at(double coordinate) {
      return Numbers.coordinate(coordinate);
    }

    private List<Line> lines() {
      return axis.lines().stream()
          .map(
              value ->
                  new Line(
                      at(y(value)),
                      Numbers.tick(caption.unit(), value),
                      Math.abs(value) < axis.step() / 2))
          .toList();
    }

    private List<Mark> periods() {
      int each = (points.size() + LABELS - 1) / LABELS;
      List<Mark> marks = new ArrayList<>();
      for (int i = (points.size() - 1) % each; i < points.size(); i += each) {
        String text = points.get(i).shortPeriod();
        marks.add(
            new Mark(
                at(x(i)),
                text.length() > LABEL_CHARS ? text.substring(0, LABEL_CHARS - 1) + "…" : text));
      }
      return marks;
    }

    private List<String> paths() {
      List<String> paths = new ArrayList<>();
      StringBuilder path = new StringBuilder();
      int length = 0;
      for (int i = 0; i <= points.size(); i++) {
        Double value = i < points.size() ? points.get(i).value() : null;
        if (value != null) {
          path.append(length == 0 ? "M" : "L").append(at(x(i))).append(' ').append(at(y(value)));
          length++;
        } else {
          if (length > 1) {
            paths.add(path.toString());
          }
          path.setLength(0);
          length = 0;
        }
      }
      return paths;
    }

    private List<Dot> dots() {
      int last = last();
      double before = BOTTOM;
      List<Dot> dots = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        Point point = points.get(i);
        if (point.value() != null) {
          double y = y(Objects.requireNonNull(point.value()));
          dots.add(
              new Dot(
                  at(x(i)),
                  at(y),
                  point.isSettled(),
                  point.period() + ": " + TrendWords.of(point),
                  i == last ? point.text() : "",
                  at(Math.min(x(i), WIDTH - LABEL_WIDTH)),
                  at(
                      before < y - 1 && y < BOTTOM - 2 * LABEL_GAP
                          ? y + LABEL_BELOW
                          : y - LABEL_GAP)));
          before = y;
        }
      }
      return dots;
    }

    /** The point that is labelled: the newest that is settled, or else has a value. */
    private int last() {
      int last = -1;
      for (int i = 0; i < points.size(); i++) {
        Point point = points.get(i);
        boolean better = last < 0 || point.isSettled() || !points.get(last).isSettled();
        if (point.value() != null && better) {
          last = i;
        }
      }
      return last;
    }

    private List<Span> ranges() {
      List<Span> ranges = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        String x = at(x(i));
        points
            .get(i)
            .possible()
            .ifPresent(range -> ranges.add(new Span(x, at(y(range.low())), at(y(range.high())))));
      }
      return ranges;
    }

    private List<Bar> bars(double most) {
      double width = Math.min(26, (double) (WIDTH - LEFT - RIGHT) / points.size() * 0.6);
      List<Bar> bars = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        double height = (BARS_BOTTOM - BARS_TOP) * points.get(i).sums().denominator() / most;
        bars.add(new Bar(at(x(i) - width / 2), at(BARS_BOTTOM - height), at(width), at(height)));
      }
      return bars;
    }
  }
}
