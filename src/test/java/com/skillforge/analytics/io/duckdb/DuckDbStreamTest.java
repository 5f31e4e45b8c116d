package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.NewerPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStreamTest {
  private static final Duration COMMIT = Duration.standardSeconds(3);

  @TempDir Path directory;

  @Test
  void commitsWhatHasComeAndAddsUpTheCounts() {
    SinkFixture warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    RunInfo run = SinkFixture.run("stream", true);
    OpenRun open = new StagingSink(new DuckDbConnector(warehouse.file()), PLAN).begin(run);
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    TestStream<RecordBlock> records =
        TestStream.create(RecordBlockCoder.of())
            .addElements(block(session("u1", "a", MONDAY, 5).build()))
            .advanceProcessingTime(COMMIT)
            // The same record again, read earlier: it takes the stored one's place.
            .addElements(block(session("u1", "a", MONDAY, 4).build()))
            .addElements(
                block(session("u2", "b", MONDAY, 8).build()),
                block(session("u2", "b", MONDAY, 7).build()))
            .advanceProcessingTime(COMMIT)
            .advanceWatermarkToInfinity();
    TestStream<DeadLetter> letters =
        TestStream.create(SerializableCoder.of(DeadLetter.class))
            .addElements(letter(1, "x"))
            .advanceProcessingTime(COMMIT)
            .addElements(letter(2, "y"))
            .advanceProcessingTime(COMMIT)
            .advanceWatermarkToInfinity();
    TestStream<KpiValue> values =
        TestStream.create(SerializableCoder.of(KpiValue.class))
            .addElements(wau(0, MONDAY + DAY, 1, null))
            .advanceProcessingTime(COMMIT)
            .addElements(
                SinkFixture.pane(wau(0, MONDAY + DAY, 2, null), 1),
                SinkFixture.pane(wau(0, MONDAY + DAY, 2, null), 2),
                SinkFixture.pane(wau(0, MONDAY + DAY, 3, null), 3))
            .advanceProcessingTime(COMMIT)
            .advanceWatermarkToInfinity();
    TestStream<RunCounts> counts =
        TestStream.create(RunCountsCoder.of())
            .addElements(counts(2, 1))
            .advanceProcessingTime(COMMIT)
            .addElements(late(counts(3, 2)))
            .advanceProcessingTime(COMMIT)
            .advanceWatermarkToInfinity();
    open.write(
        new WarehouseRows(
            Optional.of(pipeline.apply("Records", records)),
            pipeline.apply("Letters", letters),
            Optional.empty(),
            Optional.of(pipeline.apply("Values", values)),
            Optional.empty(),
            pipeline.apply("Counts", counts)),
        List.of());
    pipeline.run().waitUntilFinish();
    assertThat(warehouse.query("SELECT status FROM pipeline_runs")).containsExactly("running");
    RunSummary summary = open.finish();
    assertThat(summary.status()).isEqualTo("succeeded");
    assertThat(summary.counts().read()).isEqualTo(5);
    assertThat(summary.counts().acceptedByType()).isEqualTo(Map.of("session_started", 2L));
    assertThat(summary.counts().lateDropped()).isEqualTo(1);
    assertThat(warehouse.query("SELECT accepted, late_dropped FROM pipeline_runs"))
        .containsExactly("2|1");
    // Of the sessions one was added, then replaced; then another was added.
    assertThat(summary.rowsWritten())
        .isEqualTo(
            Map.of(
                "user_sessions",
                3L,
                "dead_letters",
                2L,
                "kpi_values",
                3L,
                "duplicate_records",
                1L));
    assertThat(warehouse.query("SELECT user_id, record_offset FROM user_sessions ORDER BY ALL"))
        .containsExactly("u1|4", "u2|7");
    assertThat(warehouse.query("SELECT record_offset FROM dead_letters ORDER BY ALL"))
        .containsExactly("1", "2");
    assertThat(warehouse.query("SELECT value, pane_index FROM kpi_values ORDER BY ALL"))
        .containsExactly("1.0|0", "2.0|1", "3.0|3");
    assertThat(warehouse.file().resolveSibling("w.duckdb.staging")).doesNotExist();
  }

  @Test
  void aStreamByANewerPlanFillsItsColumnInAnOlderFile() {
    SinkFixture warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    RunInfo run = SinkFixture.run("stream", true);
    TrackingPlan newer = NewerPlan.withMood();
    assertThat(warehouse.query("SELECT count(*) FROM user_sessions")).containsExactly("0");

    OpenRun open = new StagingSink(new DuckDbConnector(warehouse.file()), newer).begin(run);
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    TestStream<RecordBlock> records =
        TestStream.create(RecordBlockCoder.of())
            .addElements(
                block(
                    AnalyticsRecord.builder(newer.recordType("session_started").orElseThrow())
                        .recordId(SinkFixture.id("a"))
                        .environment("prod")
                        .canonicalUserId("u1")
                        .eventTimeMillis(MONDAY)
                        .recordTimestampMillis(MONDAY)
                        .position(new RecordPosition(RecordPosition.KAFKA, "t", 0, 1))
                        .value("mood", "fine")
                        .build()))
            .advanceProcessingTime(COMMIT)
            .advanceWatermarkToInfinity();
    open.write(
        new WarehouseRows(
            Optional.of(pipeline.apply("Records", records)),
            pipeline.apply("Letters", Create.empty(DeadLetterCoder.of())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            pipeline.apply("Counts", Create.empty(RunCountsCoder.of()))),
        List.of());
    pipeline.run().waitUntilFinish();
    open.finish();

    assertThat(warehouse.query("SELECT mood FROM user_sessions")).containsExactly("fine");
  }

  private static RecordBlock block(AnalyticsRecord record) {
    return SinkFixture.blocks(List.of(record)).get(0);
  }

  private static RunCounts late(RunCounts counts) {
    counts.addAccepted("session_started", -1);
    counts.addLateDropped(1);
    return counts;
  }

  private static RunCounts counts(long read, long accepted) {
    RunCounts counts = new RunCounts();
    counts.addRead(read);
    counts.addAccepted("session_started", accepted);
    return counts;
  }
}
