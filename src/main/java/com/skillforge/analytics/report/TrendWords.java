package com.skillforge.analytics.report;

import java.util.ArrayList;
import java.util.List;

/** What a drawing shows, in words, for those who do not see it. */
final class TrendWords {
  private TrendWords() {}

  /** A point in a few words. */
  static String of(Point point) {
    String text = point.text();
    if (point.caption().hasUnits()) {
      text += ", n = " + point.units() + " " + point.caption().units();
    }
    return point.sums().pending() == 0
        ? text
        : text + ", " + Numbers.count(point.sums().pending()) + " pending";
  }

  /** All points in a sentence. */
  static String description(List<Point> points) {
    List<Point> known = points.stream().filter(point -> point.value() != null).toList();
    if (known.isEmpty()) {
      return "Nothing has been decided yet.";
    }
    Point first = known.get(0);
    Point newest = known.get(known.size() - 1);
    return "From "
        + first.text()
        + " ("
        + first.period()
        + ") to "
        + newest.text()
        + " ("
        + newest.period()
        + "). Every value stands in the table below.";
  }

  /** All points, one a row. */
  static Table table(String title, List<Point> points) {
    boolean units = points.get(0).caption().hasUnits();
    Table.Builder table = Table.of(title, "Period").numbers(KpiSection.VALUE);
    if (units) {
      table.numbers("n (" + points.get(0).caption().units() + ")");
    }
    table.numbers("Pending").numbers("Can still become").numbers("Opted out").texts("State");
    for (Point point : points) {
      List<String> cells = new ArrayList<>();
      cells.add(point.text());
      if (units) {
        cells.add(point.units());
      }
      cells.add(Numbers.count(point.sums().pending()));
      cells.add(point.possibleText());
      cells.add(Numbers.count(point.sums().excluded()));
      cells.add(KpiSection.state(point));
      table.row(point.period(), cells.toArray(String[]::new));
    }
    return table.build();
  }
}
