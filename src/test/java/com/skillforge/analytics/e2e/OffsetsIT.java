package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.cli.StatusCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What scheduled runs take from Kafka: every offset once, whatever the timestamps. */
@ExtendWith(SharedBroker.class)
class OffsetsIT {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final String STUDENTS = "analytics.events.student";
  private static final List<String> DAYS =
      List.of("2026-01-08", "2026-01-12", "2026-01-19", "2026-01-27");
  private static final String COVERAGE =
      "SELECT concat_ws(' ', outcome, topic_partition, start_offset, end_offset, offsets)"
          + " FROM offset_coverage ORDER BY ALL";
  private static final String STORED = "SELECT count(*) FROM main.user_sessions";

  private final TestKafka kafka;
  private OwnTopics topics;
  private String topic;
  private int sent;

  @TempDir Path folder;

  OffsetsIT(TestKafka kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopics() {
    topics = OwnTopics.create(kafka.bootstrapServers());
    topic = topics.name(STUDENTS);
    kafka.deleteTopic(topic);
    kafka.createTopic(topic, 1);
  }

  /** What a run ends with. */
  private record End(ExitCode code, String out, String err) {
    List<String> losses() {
      return err.lines().filter(line -> line.startsWith("Lost:")).toList();
    }
  }

  private Path warehouse() {
    return folder.resolve("warehouse.duckdb");
  }

  private End scheduled(String day, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--range=P1D", "--at=" + day + "T00:30:00Z"));
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  private List<String> arguments(List<String> more) {
    List<String> arguments = new ArrayList<>(List.of(topics.arguments()));
    arguments.add("--bootstrapServers=" + kafka.bootstrapServers());
    arguments.add("--localWarehouse=" + warehouse());
    arguments.addAll(more);
    return arguments;
  }

  private End run(List<String> more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code =
        RawEventsPipeline.run(
            arguments(more).toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new End(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What status.sh says half an hour after the run of a day; it is red. */
  private String status(String day) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExitCode code =
        StatusCommand.COMMAND.run(
            new String[] {"--localWarehouse=" + warehouse(), "--at=" + day + "T01:00:00Z"},
            new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(ExitCode.CHECK);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void send(Instant time) {
    send(0, time);
  }

  private void send(int partition, Instant time) {
    kafka.send(topic, partition, time.toEpochMilli(), null, session(time));
  }

  /** A record of its own. */
  private String session(Instant time) {
    return """
        {"event_name": "session_started", "event_timestamp": "%s",
         "anonymous_id": "00000000-0000-4000-8000-%012d", "user_id": "usr_%d",
         "persona": "student", "context_page": "/home", "opt_out_status": false}
        """
        .formatted(time, ++sent, sent % 7);
  }

  /** Ten records a day for three weeks, and in the middle one from the future. */
  private void sendThreeWeeks() {
    for (int i = 0; i < 210; i++) {
      if (i == 105) {
        send(Instant.parse("2030-01-01T00:00:00Z"));
      }
      send(MONDAY.plus(Duration.ofDays(i / 10)).plus(Duration.ofHours(10 + i % 10)));
    }
  }

  private long stored() {
    return Long.parseLong(Tables.query(warehouse(), STORED).get(0));
  }

  @Test
  void aClockThatLiesStopsNothing() {
    sendThreeWeeks();
    for (String day : DAYS) {
      assertThat(scheduled(day).code()).isEqualTo(ExitCode.DONE);
    }
    assertThat(stored()).isEqualTo(210);
    assertThat(Tables.query(warehouse(), "SELECT error_codes[1] FROM dead_letters"))
        .containsExactly("TIMESTAMP_OUT_OF_RANGE");
    assertThat(Tables.query(warehouse(), COVERAGE)).containsExactly("taken 0 0 211 211");
    assertThat(scheduled(DAYS.get(3)).err()).contains("there is nothing new");
  }

  @Test
  void aKpiCountsWhatHappenedBeforeItsAsOfWhereverItStands() {
    Instant late = MONDAY.plus(Duration.ofDays(27));
    kafka.send(topic, 0, late.toEpochMilli(), null, session(MONDAY));
    send(MONDAY.plus(Duration.ofDays(10)));
    send(MONDAY.plus(Duration.ofHours(2)));

    Runs.kpi(arguments(List.of("--kpis=weekly_active_users", "--to=2026-01-12")));

    assertThat(
            Tables.query(
                warehouse(),
                "SELECT period_start || ' ' || value FROM kpi_current WHERE dimension = ''"
                    + " AND kpi = 'weekly_active_users' AND persona = 'all' AND value > 0"))
        .containsExactly("2026-01-05 00:00:00 2.0");
  }

  @Test
  void whatRetentionHasDeletedIsNamedOnce() throws Exception {
    sendThreeWeeks();
    kafka.deleteBefore(topic, 0, 70);

    End first = scheduled(DAYS.get(0), "--summary=json");

    assertThat(first.code()).isEqualTo(ExitCode.CHECK);
    assertThat(first.losses())
        .containsExactly(
            "Lost: offsets 0 to 69 of topic "
                + topic
                + " partition 0 (70 of them) were deleted from Kafka before any run had taken them"
                + " for local; everything after them is taken.");
    assertThat(first.out()).contains("\"start_offset\":0,\"end_offset\":70,\"offsets\":70");
    assertThat(stored()).isEqualTo(140);
    assertThat(status(DAYS.get(0)))
        .contains("offsets " + topic + "/0 (local, local): 70 offsets (0 to 69) were deleted from")
        .contains("run.sh raw-events --source=files")
        .contains("RED at 2026-01-08T01:00:00Z: 1 of ");

    End second = scheduled(DAYS.get(1));
    assertThat(second.code()).isEqualTo(ExitCode.DONE);
    assertThat(second.losses()).isEmpty();

    send(MONDAY);
    send(MONDAY);
    kafka.deleteBefore(topic, 0, 212);
    End third = scheduled(DAYS.get(2));
    assertThat(third.code()).isEqualTo(ExitCode.CHECK);
    assertThat(third.losses()).singleElement().asString().contains("offsets 211 to 211");
    assertThat(Tables.query(warehouse(), COVERAGE))
        .containsExactlyInAnyOrder(
            "lost 0 0 70 70", "taken 0 70 211 141", "lost 0 211 212 1", "taken 0 212 213 1");
    assertThat(stored()).isEqualTo(141);
  }

  /** What earlier releases have taken they did not note: nobody can tell what was lost then. */
  @Test
  void aWarehouseOfAnEarlierReleaseTakesAllOnceMoreAndNamesNothing() {
    sendThreeWeeks();
    scheduled(DAYS.get(0));
    new DuckDbWarehouse(warehouse())
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("DROP VIEW offset_coverage");
                statement.execute("DROP TABLE run_offsets");
                statement.execute("ALTER TABLE pipeline_runs DROP COLUMN late_dropped");
                return statement.execute("ALTER TABLE pipeline_runs DROP COLUMN launched_at");
              }
            });
    kafka.deleteBefore(topic, 0, 70);

    assertThat(scheduled(DAYS.get(1)).code()).isEqualTo(ExitCode.DONE);
    assertThat(stored()).isEqualTo(210);
    assertThat(Tables.query(warehouse(), COVERAGE)).containsExactly("taken 0 70 211 141");
  }

  @Test
  void onlyWhatIsCommittedIsTakenAndTheNextRunGoesOnThere() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      for (int count : List.of(10, -10, 5)) {
        producer.beginTransaction();
        sendIn(producer, Math.abs(count));
        if (count > 0) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
      producer.beginTransaction();
      sendIn(producer, 5);
      kafka.awaitCommitted(topic, 0, 28);

      assertThat(scheduled(DAYS.get(0)).code()).isEqualTo(ExitCode.DONE);
      assertThat(stored()).isEqualTo(15);
      producer.commitTransaction();
      kafka.awaitCommitted(topic, 0, 34);
    }
    assertThat(scheduled(DAYS.get(1)).code()).isEqualTo(ExitCode.DONE);
    assertThat(stored()).isEqualTo(20);
    assertThat(Tables.query(warehouse(), COVERAGE))
        .as("25 records, 5 more, and a marker for each transaction")
        .containsExactly("taken 0 0 34 34");
  }

  private void sendIn(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      producer.send(TestKafka.record(topic, 0, MONDAY.toEpochMilli(), null, session(MONDAY))).get();
    }
  }

  @Test
  void aPartitionThatIsAddedAndATopicThatIsMadeAnewBeginAtTheirBeginning() {
    for (int i = 0; i < 5; i++) {
      send(MONDAY);
    }
    scheduled(DAYS.get(0));
    kafka.growTopic(topic, 2);
    send(1, MONDAY);
    assertThat(scheduled(DAYS.get(1)).code()).isEqualTo(ExitCode.DONE);
    assertThat(stored()).isEqualTo(6);

    kafka.deleteTopic(topic);
    kafka.createTopic(topic, 1);
    for (int i = 0; i < 3; i++) {
      send(MONDAY);
    }
    assertThat(scheduled(DAYS.get(2)).code()).isEqualTo(ExitCode.DONE);
    assertThat(stored()).isEqualTo(9);
    assertThat(Tables.query(warehouse(), COVERAGE))
        .containsExactly("taken 0 0 3 3", "taken 0 0 5 5", "taken 1 0 1 1");
  }

  @Test
  void whatAFailedRunHasNotTakenTheNextOneTakesInBigQuery() {
    send(MONDAY);
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      bigQuery.faults().on("statement.insert").after(1).always().breakWith("no more");
      List<String> first = new ArrayList<>(bigQuery.arguments(List.of("--range=P1D")));
      first.add("--at=2026-01-08T00:30:00Z");
      assertThatThrownBy(() -> run(first)).hasCauseInstanceOf(WarehouseException.class);
      bigQuery.faults().clear();
      String coverage =
          "SELECT concat_ws(' ', outcome, start_offset, end_offset) FROM skillforge.offset_coverage"
              + " ORDER BY ALL";
      assertThat(bigQuery.service().query(coverage)).isEmpty();

      send(MONDAY);
      List<String> second = new ArrayList<>(bigQuery.arguments(List.of("--range=P1D")));
      second.add("--at=2026-01-09T00:30:00Z");
      assertThat(run(second).code()).isEqualTo(ExitCode.DONE);
      assertThat(bigQuery.tables().count("main.user_sessions")).isEqualTo(2);
      assertThat(bigQuery.service().query(coverage)).containsExactly("taken 0 2");
    }
  }

  /** The least advanced warehouse decides where to start; only there something is lost. */
  @Test
  void eachWarehouseKnowsWhatItLacks() {
    send(MONDAY);
    send(MONDAY);
    scheduled(DAYS.get(0));
    send(MONDAY);
    kafka.deleteBefore(topic, 0, 1);
    try (SnowflakeLoopback snowflake = SnowflakeLoopback.start(folder)) {
      List<String> both = new ArrayList<>(snowflake.arguments(List.of("--range=P1D")));
      both.replaceAll(a -> a.startsWith("--warehouses=") ? "--warehouses=local,snowflake" : a);
      both.add("--at=2026-01-09T00:30:00Z");
      End end = run(both);

      assertThat(end.code()).isEqualTo(ExitCode.CHECK);
      assertThat(end.losses())
          .singleElement()
          .asString()
          .contains("offsets 0 to 0", "for snowflake");
      assertThat(stored()).isEqualTo(3);
      assertThat(snowflake.tables().count("main.user_sessions")).isEqualTo(2);
      assertThat(Tables.query(warehouse(), COVERAGE)).containsExactly("taken 0 0 3 3");
      assertThat(snowflake.views().rows().get("main.offset_coverage"))
          .hasSize(2)
          .anyMatch(row -> row.contains("'outcome': lost") && row.contains("'end_offset': 1"))
          .anyMatch(row -> row.contains("'outcome': taken") && row.contains("'start_offset': 1"));
      assertThat(run(both).err()).contains("there is nothing new");
    }
  }
}
