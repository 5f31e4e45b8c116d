package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.kpi.ShardProgress.Watch;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.testing.GoldenBytes;
import com.skillforge.analytics.testing.TestRecords;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What running streams know of their shards is read, and still written, byte for byte. */
class ShardProgressGoldenTest {
  private static final GoldenBytes GOLDEN = GoldenBytes.in("shard-progress-2.txt");
  private static final GoldenBytes GOLDEN_SUBJECTS = GoldenBytes.in("subject-history-1.txt");
  private static final ShardProgress.Coder CODER = ShardProgress.Coder.of();
  private static final SubjectHistory.Coder SUBJECTS = SubjectHistory.Coder.of();

  private static KpiTable table(String kpi, Period period) {
    KpiTable table = new KpiTable();
    KpiTotals row =
        table.row(new KpiSeries(kpi, 1, "prod", "north", "student", "advisor", "é").at(period));
    row.add(KpiTotals.NUMERATOR, 3);
    row.sample("hours", 0.5);
    return table;
  }

  private static ShardProgress progress() {
    Map<KpiPeriod, PackedTable> sums = new HashMap<>();
    long end = 1_716_306_138_000L;
    for (PeriodGrain grain : PeriodGrain.values()) {
      for (String kpi : new String[] {"plan_adherence", "é"}) {
        Period period = new Period(grain, -1, end++);
        sums.put(new KpiPeriod(kpi, period), PackedTable.of(table(kpi, period)));
      }
    }
    KpiTotals active = new KpiTotals();
    active.add(KpiTotals.DENOMINATOR, 2);
    KpiTable days = new KpiTable();
    days.days(new KpiSeries("advisee_activation", 1, "prod", "north", "all", "", ""))
        .add(new Period(PeriodGrain.DAY, 0, 10 * 86_400_000L), active);
    Map<SubjectKey, Watch> watched = new LinkedHashMap<>();
    watched.put(SubjectKey.sender("north", "usr_1"), new Watch(end, end - 1, Set.of()));
    watched.put(
        SubjectKey.of("north", Subject.session("é")),
        new Watch(Long.MAX_VALUE, Long.MAX_VALUE, Set.of("usr_2", "usr_1")));
    return new ShardProgress(9_000_000_000L, sums, PackedTable.of(days), watched, end, -end, true);
  }

  private static SubjectHistory history() {
    return new SubjectHistory(
        List.of(
            TestRecords.block(TestRecords.session("usr_1", "2026-01-07T10:00:00Z")),
            TestRecords.block(TestRecords.optOut("usr_1", "2026-01-08T10:00:00Z", true))),
        PackedTable.of(table("é", new Period(PeriodGrain.WEEK, 0, 7 * 86_400_000L))));
  }

  private static <T> void holds(GoldenBytes golden, String name, Coder<T> coder, T value)
      throws Exception {
    byte[] today = CoderUtils.encodeToByteArray(coder, value);
    golden.hold(name, today);
    T read = CoderUtils.decodeFromByteArray(coder, golden.bytes(name, today));
    assertThat(read).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(value);
  }

  @Test
  void progressStays() throws Exception {
    holds(GOLDEN, "progress", CODER, progress());
  }

  @Test
  void noProgressStays() throws Exception {
    holds(GOLDEN, "none", CODER, ShardProgress.NONE);
  }

  @Test
  void theHistoryOfASubjectStays() throws Exception {
    byte[] today = CoderUtils.encodeToByteArray(SUBJECTS, history());
    GOLDEN_SUBJECTS.hold("history", today);
    SubjectHistory read =
        CoderUtils.decodeFromByteArray(SUBJECTS, GOLDEN_SUBJECTS.bytes("history", today));
    assertThat(read.contributions()).isEqualTo(history().contributions());
    assertThat(read.records()).isEqualTo(2);
    assertThat(CoderUtils.encodeToByteArray(SUBJECTS, read)).isEqualTo(today);
  }

  @Test
  void nothingOfASubjectStays() throws Exception {
    holds(GOLDEN_SUBJECTS, "none", SUBJECTS, SubjectHistory.NONE);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 1, 3, 127})
  void anUnknownFormatSaysWhatToDo(byte format) throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, ShardProgress.NONE);
    int at = 1; // behind the length
    assertThat(bytes[at]).isEqualTo((byte) ShardProgress.Coder.FORMAT);
    bytes[at] = format;
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(CODER, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format " + format + ", but this release reads format 2")
        .hasMessageContaining("drain the stream");
  }

  /** Until then a stream kept what it had sent on, and all records of a shard in one. */
  @Test
  void whatTheFirstFormatWroteSaysWhatToDo() {
    byte[] old = GoldenBytes.in("shard-progress-1.txt").bytes("progress", new byte[0]);
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(CODER, old))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format 1, but this release reads format 2");
  }

  @Test
  void anUnknownFormatOfASubjectSaysWhatToDo() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(SUBJECTS, history());
    bytes[0] = 2;
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(SUBJECTS, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format 2, but this release reads format 1");
  }
}
