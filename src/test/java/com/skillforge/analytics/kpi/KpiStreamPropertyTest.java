package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.KpiOracle;
import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.testing.Blocks;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/**
 * The engine in streaming, against the oracle: when the watermark has passed everything, the newest
 * pane of each row is the row of a batch run, whatever the order and the delays of arrival.
 */
class KpiStreamPropertyTest {
  /** Every window of every history has closed. */
  private static final long END = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  /**
   * How records arrive, and what is computed of them.
   *
   * @param kpis one alone is not looked at again because another one changes
   * @param watermarks the instants at which the watermark halts, rising
   * @param late whether some records arrive when the watermark has passed them
   * @param seed decides where between two halts each record arrives
   */
  record Arrival(List<String> kpis, List<Long> watermarks, int shards, boolean late, long seed) {}

  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.any().list().ofSize(8).map(Crowd::new);
  }

  @Provide
  Arbitrary<Arrival> arrivals() {
    Arbitrary<List<String>> kpis =
        Arbitraries.of(KpiRuns.NAMES)
            .map(List::of)
            .injectNull(0.3)
            .map(KpiStreamPropertyTest::orAll);
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

  private static List<String> orAll(List<String> kpis) {
    return kpis == null ? KpiRuns.NAMES : kpis;
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theNewestPanesAreTheOraclesRows(
      @ForAll("crowds") Crowd crowd, @ForAll("arrivals") Arrival arrival) {
    KpiRuns.Output output = run(crowd.records(), arrival);
    Collection<KpiValue> newest = newest(output.rows());

    for (History failing : crowd.smallestWhere(one -> differences(one, newest, arrival.kpis))) {
      History smallest = failing.shrunkWhile(one -> !differences(one, arrival).isEmpty());
      assertThat(differences(smallest, arrival)).as("%s %s", smallest, arrival).isEmpty();
      assertThat(differences(failing, newest, arrival.kpis))
          .as("only in a crowd: %s", failing)
          .isEmpty();
    }
    if (!arrival.late) {
      assertFinalRowsStay(output.rows());
    }
    KpiRuns.assertCounts(crowd.records(), output.counts());
  }

  /**
   * Without late records a row that says that it is final does not change its figures any more. (A
   * task can still be given a due date in a week that has ended: that row is restated.)
   */
  private static void assertFinalRowsStay(List<KpiValue> panes) {
    Map<KpiKey, Set<List<Double>>> figures = new HashMap<>();
    for (KpiValue pane : panes) {
      if (pane.isFinal() && !pane.key().kpi().equals("plan_adherence")) {
        figures
            .computeIfAbsent(pane.key(), key -> new HashSet<>())
            .add(Arrays.asList(pane.numerator(), pane.denominator(), pane.value()));
      }
    }
    assertThat(figures.values()).allMatch(distinct -> distinct.size() == 1);
  }

  private static List<String> differences(History history, Arrival arrival) {
    return differences(history, newest(run(history.records(), arrival).rows()), arrival.kpis);
  }

  private static List<String> differences(
      History history, Collection<KpiValue> newest, List<String> kpis) {
    return Rows.differences(
        new KpiOracle(history.records())
            .rows(null, END).stream().filter(row -> kpis.contains(row.key().kpi())).toList(),
        Crowd.rowsOf(history, newest));
  }

  private static KpiRuns.Output run(List<AnalyticsRecord> records, Arrival arrival) {
    return KpiRuns.stream(
        arrival.kpis.stream().map(KpiRuns::named).toList(), stream(records, arrival));
  }

  /** The newest pane of each row; a row of zeros says that an earlier pane was withdrawn. */
  private static Collection<KpiValue> newest(List<KpiValue> panes) {
    Comparator<KpiValue> byAge =
        Comparator.comparingLong(KpiValue::asOfMillis).thenComparingLong(KpiValue::paneIndex);
    Map<KpiKey, KpiValue> newest = new HashMap<>();
    panes.forEach(
        pane ->
            newest.merge(
                pane.key(), pane, (old, next) -> byAge.compare(next, old) > 0 ? next : old));
    return newest.values().stream().filter(KpiStreamPropertyTest::hasUnits).toList();
  }

  private static boolean hasUnits(KpiValue row) {
    return Stream.of(row.numerator(), row.denominator()).anyMatch(n -> n != null && n != 0)
        || row.pending() + row.excludedOptOut() + row.excludedUnresolved() > 0;
  }

  private static TestStream<KV<Integer, RecordBlock>> stream(
      List<AnalyticsRecord> records, Arrival arrival) {
    TestStream.Builder<KV<Integer, RecordBlock>> stream = TestStream.create(KpiRuns.BLOCKS);
    Random random = new Random(arrival.seed);
    List<Long> halts = arrival.watermarks;
    for (int halt = 0; halt <= halts.size(); halt++) {
      List<AnalyticsRecord> now = new ArrayList<>();
      for (AnalyticsRecord record : records) {
        if (haltOf(record, arrival) == halt) {
          now.add(record);
        }
      }
      // One step of the stream for all: each costs the runner tens of milliseconds.
      List<TimestampedValue<KV<Integer, RecordBlock>>> blocks =
          Blocks.random(
                  now,
                  Kpis.projection(KpiRuns.KPIS),
                  Kpis.guests(KpiRuns.KPIS),
                  arrival.shards,
                  random)
              .stream()
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
      if (halt < halts.size()) {
        stream = stream.advanceWatermarkTo(org.joda.time.Instant.ofEpochMilli(halts.get(halt)));
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
  private static int haltOf(AnalyticsRecord record, Arrival arrival) {
    Random random = new Random(arrival.seed * 31 + record.position().hashCode());
    int last = arrival.watermarks.size();
    int onTime = 0;
    while (onTime < last && arrival.watermarks.get(onTime) <= record.eventTimeMillis()) {
      onTime++;
    }
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(onTime + 1);
      case 1, 2 -> !arrival.late ? onTime : onTime + random.nextInt(last - onTime + 1);
      default -> onTime;
    };
  }
}
