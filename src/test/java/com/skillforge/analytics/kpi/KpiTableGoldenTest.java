package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.testing.GoldenBytes;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** Sums that wait in the state of running streams are read, and still written, byte for byte. */
class KpiTableGoldenTest {
  private static final GoldenBytes GOLDEN = GoldenBytes.in("kpi-tables.txt");

  private static KpiTable table() {
    KpiTable table = new KpiTable();
    long end = 1_716_306_138_000L;
    for (PeriodGrain grain : PeriodGrain.values()) {
      Period period = new Period(grain, -1, end++);
      KpiTotals totals = table.row(new KpiKey("a", 2, "prod", "north", "student", "", "é", period));
      totals.add(KpiTotals.NUMERATOR, -3);
      totals.add("late", 9_000_000_000L);
      totals.sample("hours", 0.1);
      totals.sample("hours", -2);
    }
    return table;
  }

  @Test
  void tablesStay() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(KpiTable.Coder.of(), table());
    GOLDEN.hold("kpi-table", bytes);
    assertThat(
            CoderUtils.decodeFromByteArray(KpiTable.Coder.of(), GOLDEN.bytes("kpi-table", bytes)))
        .isEqualTo(table());
  }

  /** Days that are held as changes stand behind the rows, which stay as they were without them. */
  @Test
  void tablesWithDaysStay() throws Exception {
    KpiTable table = table();
    KpiTotals student = new KpiTotals();
    student.add(KpiTotals.DENOMINATOR);
    student.add(KpiTotals.NUMERATOR, 0);
    for (String advisor : List.of("x", "é")) {
      table
          .days(new KpiSeries("a", 2, "prod", "north", "student", "advisor_id", advisor))
          .add(new Period(PeriodGrain.DAY, -86_400_000L, 800 * 86_400_000L), student);
    }
    byte[] bytes = CoderUtils.encodeToByteArray(KpiTable.Coder.of(), table);
    GOLDEN.hold("kpi-table-with-days", bytes);
    assertThat(
            CoderUtils.decodeFromByteArray(
                KpiTable.Coder.of(), GOLDEN.bytes("kpi-table-with-days", bytes)))
        .isEqualTo(table);
  }

  @Test
  void tablesOfShardsStay() throws Exception {
    ShardTable shard =
        new ShardTable(12, 300, -1, false, new Period(PeriodGrain.WEEK, 0, 604_800_000L), table());
    byte[] bytes = CoderUtils.encodeToByteArray(ShardTable.Coder.of(), shard);
    GOLDEN.hold("shard-table", bytes);
    assertThat(
            CoderUtils.decodeFromByteArray(
                ShardTable.Coder.of(), GOLDEN.bytes("shard-table", bytes)))
        .isEqualTo(shard);
  }

  @Test
  void tablesOfShardsThatWereCutOffStay() throws Exception {
    ShardTable shard =
        new ShardTable(
            12, 300, -1, true, new Period(PeriodGrain.WEEK, 0, 604_800_000L), new KpiTable());
    byte[] bytes = CoderUtils.encodeToByteArray(ShardTable.Coder.of(), shard);
    GOLDEN.hold("shard-table-cut-off", bytes);
    assertThat(
            CoderUtils.decodeFromByteArray(
                ShardTable.Coder.of(), GOLDEN.bytes("shard-table-cut-off", bytes)))
        .isEqualTo(shard);
  }
}
