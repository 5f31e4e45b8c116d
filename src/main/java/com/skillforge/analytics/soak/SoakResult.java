package com.skillforge.analytics.soak;

import java.util.List;

/**
 * What came of the days.
 *
 * @param days one after the other
 * @param failures a sentence for each thing that is not as it should be
 */
public record SoakResult(List<Day> days, List<String> failures) {
  private static final int MONTH = 30;

  public SoakResult {
    days = List.copyOf(days);
    failures = List.copyOf(failures);
  }

  /**
   * What a day of the last month costs, as a multiple of what one of the second month costs; 1 when
   * there are less than three months.
   */
  public double growth() {
    if (days.size() < 3 * MONTH) {
      return 1;
    }
    return mean(days.subList(days.size() - MONTH, days.size()))
        / mean(days.subList(MONTH, 2 * MONTH));
  }

  private static double mean(List<Day> days) {
    return days.stream().mapToDouble(Day::seconds).average().orElseThrow();
  }
}
