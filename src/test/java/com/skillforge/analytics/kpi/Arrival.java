package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.testing.Histories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/**
 * How records arrive at a stream, and what is computed of them.
 *
 * @param kpis one alone is not looked at again because another one changes
 * @param watermarks the instants at which the watermark halts, rising
 * @param late whether some records arrive when the watermark has passed them
 * @param seed decides where between two halts each record arrives
 */
record Arrival(List<String> kpis, List<Long> watermarks, int shards, boolean late, long seed) {
  /** Every window of every history has closed. */
  static final long END = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  /** Measures of units that are in neither numerator nor denominator. */
  private static final Set<String> UNITS_APART =
      Set.of("single_score", "sessions_without_planner", "members");

  /** Any arrival, of one of some KPIs or of all of them. */
  static Arbitrary<Arrival> of(List<String> names) {
    Arbitrary<List<String>> kpis =
        Arbitraries.of(names).map(List::of).injectNull(0.3).map(one -> one == null ? names : one);
    Arbitrary<Long> halts =
        Combinators.combine(Histories.instants(), Arbitraries.of(-1L, 0L, 0L, 1L)).as(Long::sum);
    return Combinators.combine(
            kpis,
            halts.list().ofMinSize(2).ofMaxSize(10).map(TreeSet::new).map(List::copyOf),
            Arbitraries.of(1, 3, 12, 12),
            Arbitraries.of(true, true, false),
            Arbitraries.longs())
        .as(Arrival::new);
  }

  /** Computes those of some KPIs that are asked for, until the watermark has passed everything. */
  KpiRuns.Output run(List<Kpi> all, List<AnalyticsRecord> records) {
    List<Kpi> computed = all.stream().filter(kpi -> kpis.contains(kpi.name())).toList();
    // The watermark has passed everything: it does not matter how the stream ends then.
    return KpiRuns.stream(computed, stream(computed, records), seed % 2 == 0);
  }

  /** The newest pane of each row; a row of zeros says that an earlier pane was withdrawn. */
  static Collection<KpiValue> newest(List<KpiValue> panes) {
    Comparator<KpiValue> byAge =
        Comparator.comparingLong(KpiValue::asOfMillis).thenComparingLong(KpiValue::paneIndex);
    Map<KpiKey, KpiValue> newest = new HashMap<>();
    panes.forEach(
        pane ->
            newest.merge(
                pane.key(), pane, (old, next) -> byAge.compare(next, old) > 0 ? next : old));
    return newest.values().stream().filter(Arrival::hasUnits).toList();
  }

  /** Whether a row says of at least one unit what became of it. */
  static boolean hasUnits(KpiValue row) {
    return Stream.of(row.numerator(), row.denominator()).anyMatch(n -> n != null && n != 0)
        || row.pending() + row.excludedOptOut() + row.excludedUnresolved() > 0
        || row.measures().entrySet().stream()
            .anyMatch(figure -> UNITS_APART.contains(figure.getKey()) && figure.getValue() > 0);
  }

  private TestStream<KV<Integer, RecordBlock>> stream(
      List<Kpi> computed, List<AnalyticsRecord> records) {
    TestStream.Builder<KV<Integer, RecordBlock>> stream = TestStream.create(KpiRuns.BLOCKS);
    Random random = new Random(seed);
    for (int halt = 0; halt <= watermarks.size(); halt++) {
      List<AnalyticsRecord> now = new ArrayList<>();
      for (AnalyticsRecord record : records) {
        if (haltOf(record) == halt) {
          now.add(record);
        }
      }
      // One step of the stream for all: each costs the runner tens of milliseconds.
      List<TimestampedValue<KV<Integer, RecordBlock>>> blocks =
          KpiRuns.blocks(computed, now, shards, random).stream()
              .map(block -> TimestampedValue.of(block, timestampOf(block.getValue())))
              .collect(Collectors.toCollection(ArrayList::new));
      if (!blocks.isEmpty()) {
        stream = add(stream, blocks.remove(0), blocks);
      }
      // Nothing, or enough for totals to gather, or enough for shards to look at new records too.
      int seconds = List.of(0, 2, 10, 10).get(random.nextInt(4));
      if (seconds > 0) {
        stream = stream.advanceProcessingTime(Duration.standardSeconds(seconds));
      }
      if (halt < watermarks.size()) {
        stream =
            stream.advanceWatermarkTo(org.joda.time.Instant.ofEpochMilli(watermarks.get(halt)));
      }
    }
    return stream
        .advanceProcessingTime(Duration.standardSeconds(10))
        .advanceWatermarkTo(org.joda.time.Instant.ofEpochMilli(END))
        .advanceProcessingTime(Duration.standardSeconds(10))
        .advanceWatermarkToInfinity();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays do not exist
  private static TestStream.Builder<KV<Integer, RecordBlock>> add(
      TestStream.Builder<KV<Integer, RecordBlock>> stream,
      TimestampedValue<KV<Integer, RecordBlock>> first,
      List<TimestampedValue<KV<Integer, RecordBlock>>> rest) {
    return stream.addElements(first, rest.toArray(new TimestampedValue[0]));
  }

  private static org.joda.time.Instant timestampOf(RecordBlock block) {
    return org.joda.time.Instant.ofEpochMilli(block.minEventTimeMillis());
  }

  /**
   * After which halt of the watermark a record arrives: mostly just before the watermark passes its
   * event time, sometimes ahead of that, sometimes behind. Does not depend on the other records.
   */
  private int haltOf(AnalyticsRecord record) {
    Random random = new Random(seed * 31 + record.position().hashCode());
    int last = watermarks.size();
    int onTime = 0;
    while (onTime < last && watermarks.get(onTime) <= record.eventTimeMillis()) {
      onTime++;
    }
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(onTime + 1);
      case 1, 2 -> !late ? onTime : onTime + random.nextInt(last - onTime + 1);
      default -> onTime;
    };
  }
}
