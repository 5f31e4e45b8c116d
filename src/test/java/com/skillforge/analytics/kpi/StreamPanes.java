package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.testing.TestRecords.block;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.testing.TestRecords;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;

/** Streams into a KPI, and the panes of one row that come out: that of all personas in a week. */
final class StreamPanes {
  static final String WEEK = "2026-01-05T00:00:00Z";
  static final String WEEK_END = "2026-01-12T00:00:00Z";
  private static final int SHARDS = 3;
  private static final Duration EARLY = Duration.standardSeconds(5);
  private static final Duration LATENESS = Duration.standardDays(3);

  private StreamPanes() {}

  /** Feeds records as they arrive and the watermark as it moves. */
  static final class Arrivals {
    private TestStream.Builder<KV<Integer, RecordBlock>> stream =
        TestStream.create(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));

    Arrivals records(AnalyticsRecord... records) {
      for (AnalyticsRecord record : records) {
        int shard = Math.floorMod(record.sender().hashCode(), SHARDS);
        stream =
            stream.addElements(
                TimestampedValue.of(
                    KV.of(shard, block(record)),
                    org.joda.time.Instant.ofEpochMilli(record.eventTimeMillis())));
      }
      return this;
    }

    Arrivals watermark(String time) {
      stream = stream.advanceWatermarkTo(org.joda.time.Instant.parse(time));
      return this;
    }

    Arrivals secondsPass(int seconds) {
      stream = stream.advanceProcessingTime(Duration.standardSeconds(seconds));
      return this;
    }

    TestStream<KV<Integer, RecordBlock>> end() {
      return stream.advanceWatermarkToInfinity();
    }
  }

  static StreamKpis streamOf(Kpi kpi) {
    return new StreamKpis(List.of(kpi), TestRecords.PLAN, EARLY, LATENESS);
  }

  /** Checks all panes of the headline row of the week over all personas, in order of emission. */
  static void assertPanes(StreamKpis kpis, Arrivals arrivals, PanesCheck check) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(pipeline.apply(arrivals.end()).apply(kpis).get(ComputeKpis.VALUES))
        .satisfies(
            rows -> {
              List<KpiValue> panes = new ArrayList<>();
              for (KpiValue row : rows) {
                boolean headline =
                    row.key().dimension().isEmpty()
                        && row.key().persona().equals(KpiKey.ALL_PERSONAS)
                        && row.key().period().startMillis() == Instant.parse(WEEK).toEpochMilli();
                if (headline) {
                  panes.add(row);
                }
              }
              panes.sort(Comparator.comparingLong(KpiValue::paneIndex));
              check.accept(panes);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  static void assertPanes(Kpi kpi, Arrivals arrivals, PanesCheck check) {
    assertPanes(streamOf(kpi), arrivals, check);
  }

  /** Travels with the pipeline that it checks. */
  interface PanesCheck extends Serializable {
    void accept(List<KpiValue> panes);
  }

  /** Checks the sum of all partial counts. */
  static void assertCounts(Kpi kpi, Arrivals arrivals, CountsCheck check) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(pipeline.apply(arrivals.end()).apply(streamOf(kpi)).get(ComputeKpis.COUNTS))
        .satisfies(
            parts -> {
              RunCounts sum = new RunCounts();
              parts.forEach(sum::merge);
              check.accept(sum);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** Travels with the pipeline that it checks. */
  interface CountsCheck extends Serializable {
    void accept(RunCounts counts);
  }

  /** Checks how many records count, and how many came too late to. */
  static void assertLateDropped(Kpi kpi, Arrivals arrivals, long accepted, long late) {
    assertCounts(
        kpi,
        arrivals,
        counts -> {
          assertThat(counts.lateDropped()).isEqualTo(late);
          assertThat(counts.accepted()).isEqualTo(accepted);
          assertThat(counts.acceptedByType().values().stream().mapToLong(n -> n).sum())
              .isEqualTo(accepted);
        });
  }

  static List<Double> values(List<KpiValue> panes) {
    return panes.stream().map(KpiValue::value).toList();
  }

  /** A stream that has seen nothing until the Wednesday of the week. */
  static Arrivals midWeek() {
    return new Arrivals().watermark("2026-01-07T00:00:00Z");
  }
}
