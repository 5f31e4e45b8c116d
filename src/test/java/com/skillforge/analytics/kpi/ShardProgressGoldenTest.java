package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.testing.GoldenBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What running streams know of their shards is read, and still written, byte for byte. */
class ShardProgressGoldenTest {
  private static final GoldenBytes GOLDEN = GoldenBytes.in("shard-progress-1.txt");
  private static final ShardProgress.Coder CODER = ShardProgress.Coder.of();

  private static ShardProgress progress() {
    Map<KpiPeriod, UUID> published = new HashMap<>();
    long end = 1_716_306_138_000L;
    for (PeriodGrain grain : PeriodGrain.values()) {
      for (String kpi : new String[] {"plan_adherence", "é"}) {
        published.put(new KpiPeriod(kpi, new Period(grain, -1, end++)), new UUID(-end, end));
      }
    }
    RunCounts counted = new RunCounts();
    counted.addAccepted("session_started", 300);
    counted.addSuppressed("page_timing", 2);
    counted.addDuplicates(1);
    RunCounts forgotten = new RunCounts();
    forgotten.addAccepted("session_started", 7);
    return new ShardProgress(9_000_000_000L, published, counted, forgotten);
  }

  private static byte[] bytes(ShardProgress progress) throws Exception {
    return CoderUtils.encodeToByteArray(CODER, progress);
  }

  private static void holds(String name, ShardProgress progress) throws Exception {
    byte[] today = bytes(progress);
    GOLDEN.hold(name, today);
    ShardProgress read = CoderUtils.decodeFromByteArray(CODER, GOLDEN.bytes(name, today));
    assertThat(read).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(progress);
  }

  @Test
  void progressStays() throws Exception {
    holds("progress", progress());
  }

  @Test
  void noProgressStays() throws Exception {
    holds("none", ShardProgress.NONE);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, 127})
  void anUnknownFormatSaysWhatToDo(byte format) throws Exception {
    byte[] bytes = bytes(ShardProgress.NONE);
    int at = 1; // behind the length
    assertThat(bytes[at]).isEqualTo((byte) ShardProgress.Coder.FORMAT);
    bytes[at] = format;
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(CODER, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format " + format + ", but this release reads format 1")
        .hasMessageContaining("drain the stream");
  }
}
