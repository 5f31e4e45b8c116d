package com.skillforge.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "SHARE, 0.75346, 75.3_%",
    "SHARE, -0.5, −50.0_%",
    "SHARE, -0.00001, 0.0_%",
    "MINUTES, 12.35, 12.4_min",
    "POINTS, 3.21, +3.2_points",
    "POINTS, -3.21, −3.2_points",
    "PEOPLE, 12345, '12,345'",
    "PEOPLE, , –"
  })
  void valuesHaveTheirUnit(Unit unit, Double value, String text) {
    assertThat(Numbers.value(unit, value)).isEqualTo(text.replace('_', '\u00a0'));
  }

  @Test
  void changesSayOfWhat() {
    assertThat(Numbers.change(Unit.SHARE, 0.5, 0.525)).isEqualTo("+2.5\u00a0pp");
    assertThat(Numbers.change(Unit.PEOPLE, 200, 150)).isEqualTo("−50, −25.0\u00a0%");
    assertThat(Numbers.change(Unit.PEOPLE, 0, 150)).isEqualTo("+150");
  }

  @Test
  void periodsEndWithTheirLastDay() {
    Instant monday = Instant.parse("2026-05-18T00:00:00Z");
    assertThat(Numbers.days(monday, monday.plusSeconds(7 * 86_400)))
        .isEqualTo("18 May – 24 May 2026");
    assertThat(Numbers.days(monday, monday.plusSeconds(86_400))).isEqualTo("18 May 2026");
    assertThat(Numbers.instant(monday.minusMillis(167))).isEqualTo("18 May 2026, 00:00 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "0.61, 0.76, 0, 0.8, 0.2",
    "0.0, 0.0, 0, 1, 0.25",
    "-0.3, 0.4, -0.4, 0.4, 0.2",
    "-35, -3, -40, 0, 10",
    "1200, 1523, 0, 2000, 500",
  })
  void anAxisHoldsZeroAndEndsAtRoundNumbers(
      double one, double other, double low, double high, double step) {
    Axis axis = Axis.of(List.of(one, other));
    assertThat(axis.low()).isEqualTo(low, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(axis.high()).isEqualTo(high, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(axis.step()).isEqualTo(step, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(axis.lines()).hasSizeLessThan(8).contains(0.0);
  }
}
