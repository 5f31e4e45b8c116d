package com.skillforge.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final Period DAY = new Period(PeriodGrain.DAY, 0, 86_400_000);

  @Test
  void ordersByStartThenEndThenGrain() {
    Period termOfOneDay = new Period(PeriodGrain.TERM, 0, 86_400_000);
    Period longer = new Period(PeriodGrain.DAY, 0, 86_400_001);
    Period later = new Period(PeriodGrain.DAY, 1, 2);

    assertThat(List.of(later, longer, termOfOneDay, DAY).stream().sorted())
        .containsExactly(DAY, termOfOneDay, longer, later);
  }

  @Test
  void aTermOfOneDayIsNotThatDay() {
    Period term = new Period(PeriodGrain.TERM, DAY.startMillis(), DAY.endMillis());

    assertThat(new TreeSet<>(List.of(DAY, term))).containsExactlyInAnyOrder(DAY, term);
  }

  @Test
  void equalPeriodsCompareAsEqual() {
    assertThat(DAY).isEqualByComparingTo(new Period(PeriodGrain.DAY, 0, 86_400_000));
  }
}
