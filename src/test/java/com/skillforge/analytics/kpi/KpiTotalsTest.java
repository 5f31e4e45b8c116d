package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KpiTotalsTest {
  @Test
  void percentilesAreInterpolatedLikePercentileCont() {
    KpiTotals totals = sampled(List.of(4.0, 10.0, 2.0));

    assertThat(totals.percentile("x", 0)).isEqualTo(2);
    assertThat(totals.percentile("x", 0.25)).isEqualTo(3);
    assertThat(totals.percentile("x", 0.5)).isEqualTo(4).isEqualTo(totals.median("x"));
    assertThat(totals.percentile("x", 0.75)).isEqualTo(7);
    assertThat(totals.percentile("x", 0.9)).isCloseTo(8.8, within(1e-12));
    assertThat(totals.percentile("x", 1)).isEqualTo(10);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(sampled(List.of(1.0, 2.0, 4.0, 100.0)).median("x")).isEqualTo(3);
  }

  @Test
  void withoutAValueThereIsNoFigure() {
    KpiTotals totals = new KpiTotals();

    assertThat(totals.median("x")).isNull();
    assertThat(totals.percentile("x", 0.5)).isNull();
    assertThat(totals.mean("x")).isNull();
    assertThat(totals.sum("x")).isZero();
  }

  @Test
  void sumsAndMeansDoNotDependOnTheOrderOfUnits() {
    List<Double> values = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      values.add(random.nextGaussian() * Math.pow(10, i % 12));
    }
    KpiTotals ordered = sampled(values);
    Collections.shuffle(values, random);
    KpiTotals shuffled = sampled(values);

    assertThat(shuffled.sum("x")).isEqualTo(ordered.sum("x"));
    assertThat(shuffled.mean("x")).isEqualTo(ordered.mean("x"));
  }

  @Test
  void aUnitThatIsInNoColumnMakesARowAndAFigureWithoutUnitsDoesNot() {
    KpiTotals unit = new KpiTotals();
    unit.add(KpiTotals.UNIT);
    KpiTotals figure = new KpiTotals();
    figure.add("unmatched_completions");

    assertThat(unit.hasUnits()).isTrue();
    assertThat(figure.hasUnits()).isFalse();
  }

  private static KpiTotals sampled(List<Double> values) {
    KpiTotals totals = new KpiTotals();
    values.forEach(value -> totals.sample("x", value));
    return totals;
  }
}
