package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of any size are kept in rows of a bounded one. */
class KpiTablePartsTest {
  private static final int MOST = 100;
  private static final long DAY = 86_400_000L;

  private static KpiTable table(long seed) {
    Random random = new Random(seed);
    KpiTable table = new KpiTable();
    for (int row = random.nextInt(20); row > 0; row--) {
      Period day = new Period(PeriodGrain.DAY, row * DAY, (row + 1) * DAY);
      KpiTotals totals = table.row(new KpiKey("k", 1, "prod", "t", "all", "", "", day));
      totals.add(KpiTotals.DENOMINATOR, row);
      for (int n = random.nextInt(8) == 0 ? 3 * MOST + 7 : random.nextInt(5); n > 0; n--) {
        totals.sample(n % 3 == 0 ? "minutes" : "hours", random.nextInt(9));
      }
    }
    for (int series = random.nextInt(6); series > 0; series--) {
      KpiTotals one = new KpiTotals();
      one.add(KpiTotals.NUMERATOR, 1);
      table
          .days(new KpiSeries("d", 1, "prod", "t", "all", "advisor", "a" + series))
          .add(new Period(PeriodGrain.DAY, 0, (1 + random.nextInt(90)) * DAY), one);
    }
    return table;
  }

  private static int numbers(KpiTable table) {
    int numbers = table.rows().values().stream().mapToInt(KpiTotals::size).sum();
    for (KpiSeries series : table.series()) {
      numbers += table.days(series).size();
    }
    return numbers;
  }

  @Test
  void partsAreSmallAndAddUpInAnyOrder() {
    int parts = 0;
    for (long seed = 0; seed < 200; seed++) {
      List<KpiTable> of = table(seed).parts(MOST);
      parts += of.size();

      assertThat(of).allMatch(part -> !part.isEmpty());
      // A portion of samples goes with the counts of its row, and days of a series stay together.
      assertThat(of).allMatch(part -> numbers(part) <= MOST + 5);
      Collections.shuffle(of, new Random(seed));
      KpiTable sum = new KpiTable();
      of.forEach(part -> sum.merge(KpiTable.unpacked(part.packed())));
      assertThat(sum).isEqualTo(table(seed));
    }
    assertThat(parts).isGreaterThan(400);
  }

  @Test
  void equalTablesHaveEqualParts() {
    assertThat(table(3).parts(MOST)).isEqualTo(table(3).parts(MOST));
  }

  @Test
  void anEmptyTableHasNone() {
    assertThat(new KpiTable().parts(MOST)).isEmpty();
  }
}
