package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class DailyCountsTest {
  private static final long DAY = 86_400_000;

  /** One contribution, to the days from the first to before the end. */
  private record Stretch(KpiSeries series, int first, int end, KpiTotals totals) {
    static Stretch random(Random random) {
      KpiTotals totals = new KpiTotals();
      totals.add(random.nextBoolean() ? KpiTotals.DENOMINATOR : KpiTotals.EXCLUDED_OPT_OUT);
      totals.add(KpiTotals.NUMERATOR, random.nextInt(2));
      int first = random.nextInt(60) - 20; // before 1970 too
      String advisor = "adv_" + random.nextInt(3);
      return new Stretch(
          new KpiSeries("a", 1, "prod", "north", "student", "advisor_id", advisor),
          first,
          first + 1 + random.nextInt(30),
          totals);
    }

    void addTo(KpiTable table) {
      table.days(series).add(new Period(PeriodGrain.DAY, first * DAY, end * DAY), totals);
    }

    void addDayByDay(KpiTable table) {
      for (long day = first; day < end; day++) {
        KpiTotals row =
            table.row(series.at(new Period(PeriodGrain.DAY, day * DAY, (day + 1) * DAY)));
        totals.forEachCount(
            (name, n) -> {
              if (n != 0) {
                row.add(name, n);
              }
            });
      }
    }
  }

  @Test
  void daysAreThoseOfTheStretchesOneByOne() throws Exception {
    Random random = new Random(11);
    for (int attempt = 0; attempt < 200; attempt++) {
      KpiTable one = new KpiTable();
      KpiTable other = new KpiTable();
      KpiTable dayByDay = new KpiTable();
      for (int n = random.nextInt(12); n > 0; n--) {
        Stretch stretch = Stretch.random(random);
        stretch.addTo(random.nextBoolean() ? one : other);
        stretch.addDayByDay(dayByDay);
      }
      KpiTable sum = one.merge(decoded(other));

      assertThat(sum.byDay()).isEqualTo(dayByDay);
      assertThat(decoded(sum).byDay()).isEqualTo(dayByDay);
    }
  }

  @Test
  void theOrderOfStretchesDoesNotMatter() {
    Random random = new Random(12);
    List<Stretch> stretches =
        new ArrayList<>(Stream.generate(() -> Stretch.random(random)).limit(50).toList());
    KpiTable one = new KpiTable();
    stretches.forEach(stretch -> stretch.addTo(one));
    Collections.shuffle(stretches, random);
    KpiTable other = new KpiTable();
    stretches.forEach(stretch -> stretch.addTo(other));

    assertThat(other.toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void samplesHaveNoPlaceThere() {
    KpiTotals totals = new KpiTotals();
    totals.sample("hours", 1);

    assertThatThrownBy(() -> new DailyCounts().add(new Period(PeriodGrain.DAY, 0, DAY), totals))
        .isInstanceOf(IllegalStateException.class);
  }

  private static KpiTable decoded(KpiTable table) throws CoderException {
    KpiTable.Coder coder = KpiTable.Coder.of();
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, table));
  }
}
