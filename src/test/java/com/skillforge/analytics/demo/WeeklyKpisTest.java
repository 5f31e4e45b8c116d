package com.skillforge.analytics.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.demo.WeeklyKpis.Cell;
import com.skillforge.analytics.demo.WeeklyKpis.Column;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeeklyKpisTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 12);
  private static final LocalDate SECOND = FIRST.plusWeeks(1);

  private final WeeklyKpis weekly =
      new WeeklyKpis(
          List.of(
              new Cell(FIRST, "plan_adherence", 1, 1, 1.0, 2),
              new Cell(SECOND, "plan_adherence", 30, 40, 0.75, 3),
              new Cell(SECOND, "resume_conversion", 0, 0, null, 4)));

  @Test
  void aShareOfFewIsNoPercentage() {
    assertThat(weekly.weeks()).containsExactly(FIRST, SECOND);
    assertThat(weekly.text(FIRST, Column.ADHERENCE)).isEqualTo("1 of 1");
    assertThat(weekly.text(SECOND, Column.ADHERENCE)).isEqualTo("75.0 %");
    assertThat(weekly.text(SECOND, Column.CONVERSION)).isEqualTo("-");
    assertThat(weekly.text(FIRST, Column.ACTIVE)).isEqualTo("-");
    assertThat(weekly.pending(SECOND)).isEqualTo(7);
  }

  @Test
  void aTrendHasAScale() {
    assertThat(Sparkline.of(weekly.trend(Column.ADHERENCE))).isEqualTo("█▁");
    assertThat(Sparkline.scale(weekly.trend(Column.ADHERENCE)).getMin()).isEqualTo(0.75);
    assertThat(Sparkline.scale(weekly.trend(Column.ADHERENCE)).getMax()).isEqualTo(1.0);
    assertThat(Sparkline.scale(weekly.trend(Column.CONVERSION)).getCount()).isZero();
    assertThat(Sparkline.of(weekly.trend(Column.CONVERSION))).isEqualTo("  ");
  }
}
