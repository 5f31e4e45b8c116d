package com.skillforge.analytics.io.snowflake;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.id;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.run;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.NewerPlan;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams through SnowflakeIO and Snowpipe, merged by the task of the project's script. */
class SnowflakeStreamIT {
  private static final String PIPE = "staging.landing_pipe";
  private static final RunInfo RUN = run("kafka", true);

  @TempDir private Path folder;
  private SnowflakeStandIn snowflake;
  private StagingSink sink;
  private OpenRun open;

  @BeforeEach
  void start() {
    snowflake = SnowflakeStandIn.start();
    snowflake.createTables();
    createLanding(PLAN);
    SnowflakeAccount account = SnowflakeSetting.account(snowflake, folder);
    sink = new StagingSink(SnowflakeSetting.connector(account, folder), PLAN);
  }

  private void createLanding(TrackingPlan plan) {
    snowflake.run(
        new SnowflakeLanding(plan)
            .script()
            .replace("&{staging_bucket}", folder + "/staged/")
            .replace("&{storage_integration}", "staging_area"));
  }

  @AfterEach
  void stop() {
    snowflake.close();
  }

  private static <T> PCollection<T> stream(
      Pipeline pipeline, String name, Coder<T> coder, List<T> elements) {
    TestStream.Builder<T> stream = TestStream.create(coder);
    for (T element : elements) {
      stream = stream.addElements(element).advanceProcessingTime(Duration.standardSeconds(2));
    }
    return pipeline.apply(
        name,
        stream.advanceProcessingTime(Duration.standardSeconds(5)).advanceWatermarkToInfinity());
  }

  /**
   * Writes a stream to its end; the pipeline has one test stream only, so that all else is flat.
   */
  private void write(List<AnalyticsRecord> records) {
    open = sink.begin(RUN);
    Pipeline pipeline = Pipeline.create(TestPipeline.testingPipelineOptions());
    RunCounts counts = new RunCounts();
    counts.addRead(records.size());
    PCollection<RecordBlock> blocks =
        stream(
            pipeline,
            "Records",
            RecordBlockCoder.of(),
            records.stream().map(record -> SinkFixture.blocks(List.of(record)).get(0)).toList());
    open.write(
        new WarehouseRows(
            Optional.of(blocks),
            with(pipeline, "Letters", SerializableCoder.of(DeadLetter.class), letter(900, "{")),
            Optional.empty(),
            Optional.of(
                with(
                    pipeline,
                    "Values",
                    SerializableCoder.of(KpiValue.class),
                    wau(0, MONDAY, 2, 1.0))),
            Optional.empty(),
            with(pipeline, "Counts", RunCountsCoder.of(), counts)),
        List.of());
    pipeline.run().waitUntilFinish();
  }

  private static <T> PCollection<T> with(
      Pipeline pipeline, String name, Coder<T> coder, T element) {
    return pipeline.apply(name, Create.of(element).withCoder(coder));
  }

  private static List<AnalyticsRecord> sessions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> session("u" + i, "event " + i, MONDAY + i, i).build())
        .toList();
  }

  @Test
  void aStreamWhoseColumnsWouldBeDroppedDoesNotStart() {
    TrackingPlan newer = NewerPlan.withMood();
    SnowflakeAccount account = SnowflakeSetting.account(snowflake, folder);
    StagingSink next = new StagingSink(SnowflakeSetting.connector(account, folder), newer);

    assertThatThrownBy(() -> next.begin(RUN))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("Snowflake lacks user_sessions.mood,")
        .hasMessageContaining("apply-ddl.sh --warehouse=snowflake")
        .hasMessageContaining("landing.sql");

    snowflake.run("ALTER TABLE user_sessions ADD COLUMN mood VARCHAR;");
    assertThatThrownBy(() -> next.begin(RUN))
        .hasMessageStartingWith("The task that merges what streams land");

    createLanding(newer);
    assertThat(next.begin(RUN)).isNotNull();
    // The older stream is told, too, before it lands what the newer task does not expect of it.
    assertThatThrownBy(() -> sink.begin(RUN)).hasMessageContaining("landing.sql");
  }

  private void merge() {
    snowflake.run("EXECUTE TASK " + SnowflakeLanding.TASK + ";");
  }

  private void assertStored(int sessions) {
    assertThat(snowflake.rows("SELECT event_id FROM user_sessions ORDER BY record_offset"))
        .isEqualTo(IntStream.range(0, sessions).mapToObj(i -> List.of(id("event " + i))).toList());
    assertThat(snowflake.rows("SELECT payload FROM dead_letters")).containsExactly(List.of("{"));
    assertThat(snowflake.rows("SELECT numerator FROM kpi_values")).containsExactly(List.of("2.0"));
    assertThat(snowflake.rows("SELECT count(*) FROM staging.landing"))
        .containsExactly(List.of("0"));
  }

  @Test
  void landedRowsAreMergedOnceHoweverOftenTheyAreDelivered() {
    write(sessions(5));
    assertThat(snowflake.rows("SELECT count(*) FROM user_sessions")).containsExactly(List.of("0"));
    merge();
    assertStored(5);

    snowflake.loadPipeAgain(PIPE);
    assertThat(snowflake.rows("SELECT count(*) > 0 FROM staging.landing"))
        .containsExactly(List.of("true"));
    merge();
    merge();
    assertStored(5);
    assertThat(open.finish().counts().read()).isEqualTo(5);
  }

  @Test
  void copiesThatLandTogetherAreMergedOnce() {
    write(sessions(3));
    snowflake.loadPipeAgain(PIPE);
    merge();
    assertStored(3);
  }

  @Test
  void aSnowpipeThatStumblesIsToldAgain() {
    snowflake.faults().on("pipe.insertFiles").refuse(503, "unavailable");
    snowflake.faults().on("pipe.insertFiles").dropAfter();
    write(sessions(3));
    assertThat(snowflake.faults().allHappened()).isTrue();
    merge();
    assertStored(3);
  }

  @Test
  void aTaskThatFailsKeepsWhatHasLanded() {
    write(sessions(2));
    snowflake.run(
        "INSERT INTO staging.landing(table_name, document) VALUES ('kpi_values', 'e30=');");
    snowflake.run(
        "INSERT INTO staging.landing(table_name, document) VALUES ('user_sessions', '!');");

    assertThatThrownBy(this::merge).isNotNull();

    assertThat(snowflake.rows("SELECT count(*) FROM user_sessions")).containsExactly(List.of("0"));
    snowflake.run("DELETE FROM staging.landing WHERE document IN ('!', 'e30=');");
    merge();
    assertStored(2);
  }
}
