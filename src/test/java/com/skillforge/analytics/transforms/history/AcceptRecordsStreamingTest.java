package com.skillforge.analytics.transforms.history;

import static com.skillforge.analytics.testing.TestRecords.PLAN;
import static com.skillforge.analytics.testing.TestRecords.block;
import static com.skillforge.analytics.testing.TestRecords.match;
import static com.skillforge.analytics.testing.TestRecords.optOut;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class AcceptRecordsStreamingTest {
  private static final AnalyticsRecord OPT_OUT =
      optOut("ann", "2026-01-06T10:00:00Z", true).toBuilder().remembered(true).build();
  private static final AnalyticsRecord ANN = match("ann", "2026-01-08T09:00:00Z");
  private static final AnalyticsRecord BEA = match("bea", "2026-01-08T09:00:00Z");

  private static TestStream.Builder<KV<Integer, RecordBlock>> stream() {
    return TestStream.create(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
  }

  private static KV<Integer, RecordBlock> element(AnalyticsRecord... records) {
    return KV.of(0, block(records));
  }

  /** What is accepted, and how many records are suppressed and duplicates. */
  private static void check(
      TestStream<KV<Integer, RecordBlock>> stream,
      List<AnalyticsRecord> accepted,
      long suppressed,
      long duplicates) {
    List<String> expected = accepted.stream().map(AnalyticsRecord::recordId).toList();
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionTuple out =
        pipeline.apply(stream).apply(new AcceptRecordsStreaming(PLAN, Duration.standardDays(7)));
    PAssert.that(out.get(AcceptRecords.ACCEPTED))
        .satisfies(
            blocks -> {
              List<String> ids = new ArrayList<>();
              blocks.forEach(some -> some.records(PLAN).forEach(r -> ids.add(r.recordId())));
              assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
              return null;
            });
    PAssert.that(out.get(AcceptRecords.COUNTS))
        .satisfies(
            parts -> {
              RunCounts counts = new RunCounts();
              parts.forEach(counts::merge);
              assertThat(counts.suppressed()).isEqualTo(suppressed);
              assertThat(counts.duplicates()).isEqualTo(duplicates);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whatEarlierRunsHaveStoredDecidesAboutTheFirstRecordsToo() {
    check(
        stream()
            .addElements(element(OPT_OUT))
            .addElements(element(ANN, BEA))
            .advanceWatermarkToInfinity(),
        List.of(BEA),
        1,
        0);
  }

  @Test
  void itDecidesAboutThoseThatComeLater() {
    check(
        stream()
            .addElements(element(OPT_OUT))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(element(ANN))
            .addElements(element(BEA))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .advanceWatermarkToInfinity(),
        List.of(BEA),
        1,
        0);
  }

  @Test
  void aLateOptInLetsThroughWhatWasSuppressed() {
    check(
        stream()
            .addElements(element(OPT_OUT))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(element(ANN))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(element(optOut("ann", "2026-01-07T10:00:00Z", false)))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .advanceWatermarkToInfinity(),
        List.of(ANN, optOut("ann", "2026-01-07T10:00:00Z", false)),
        0,
        0);
  }

  @Test
  void copiesAreDroppedWhetherTheyComeAtOnceOrLater() {
    check(
        stream()
            .addElements(element(BEA, ANN), element(BEA))
            .advanceProcessingTime(Duration.standardSeconds(2))
            .addElements(element(ANN))
            .advanceWatermarkToInfinity(),
        List.of(ANN, BEA),
        0,
        2);
  }
}
