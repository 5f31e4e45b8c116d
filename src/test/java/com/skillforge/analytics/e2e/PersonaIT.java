package com.skillforge.analytics.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.FirstConnection;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.testing.TestRedis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Events without persona, and a real Redis that knows it, or not, or is away. */
@ExtendWith(SharedBroker.class)
class PersonaIT {
  private static final Instant MONDAY = Instant.parse("2026-01-05T08:00:00Z");
  private static final int USERS = 300;
  private static final int EVENTS = 6_000;

  /** Who is stored, with which persona. */
  private static final String PERSONAS =
      "SELECT user_id || ' ' || persona FROM user_sessions ORDER BY 1";

  private static final String LETTERS =
      "SELECT concat_ws(' ', stage, array_to_string(error_codes, ','), record_offset)"
          + " FROM dead_letters ORDER BY record_offset";

  private static TestRedis redis;

  @TempDir Path directory;
  private Path events;
  private Path warehouse;

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void forget() {
    redis.with(client -> client.flushAll());
    redis.with(client -> client.configResetStat());
    events = directory.resolve("events.ndjson");
    warehouse = directory.resolve("warehouse.duckdb");
  }

  private static String event(String user, @Nullable String persona, int second) {
    return ("{\"event_name\":\"session_started\",\"event_id\":\"%s\",\"anonymous_id\":\"%s\","
            + "\"user_id\":\"%s\",\"event_timestamp\":\"%s\",%s\"context_page\":\"/x\","
            + "\"context_device\":\"desktop\",\"opt_out_status\":false}")
        .formatted(
            TestRecords.uuid(user + second),
            TestRecords.uuid(user),
            user,
            MONDAY.plusSeconds(second),
            persona == null ? "" : "\"persona\":\"" + persona + "\",");
  }

  private List<String> arguments(String uri, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--source=files",
                "--input=" + events,
                "--localWarehouse=" + warehouse,
                "--personaPatienceSeconds=1",
                "--personaRedisUri=" + uri));
    all.addAll(List.of(more));
    return all;
  }

  private static String letter(String stage, String code, int line) {
    return stage + " " + code + " " + line;
  }

  private static List<String> query(Path warehouse, String sql) {
    return Tables.query(warehouse, sql);
  }

  @Test
  void whatRedisKnowsIsStoredAndTheRestIsRejected() throws IOException {
    redis.put("student", "student");
    redis.put("advisor", "advisor");
    redis.put("odd", "teacher");
    Files.write(
        events,
        List.of(
            event("own", "career_changer", 0),
            event("student", null, 1),
            event("advisor", null, 2),
            event("odd", null, 3),
            event("stranger", null, 4)));

    RunReport raw = Runs.rawEvents(arguments(redis.uri()));
    Runs.kpi(arguments(redis.uri(), "--kpis=weekly_active_users", "--to=2026-02-01"));

    assertThat(raw.isSound()).isTrue();
    assertThat(raw.notices()).noneMatch(notice -> notice.contains("REDIS"));
    assertThat(raw.personas().lookedUp()).isEqualTo(4);
    assertThat(raw.personas().missing()).isEqualTo(1);
    assertThat(raw.toJson()).contains("\"personas\":{\"looked_up\":4,");
    assertThat(query(warehouse, PERSONAS))
        .containsExactly("advisor advisor", "own career_changer", "student student");
    assertThat(query(warehouse, LETTERS))
        .containsExactly(
            letter("validate", "PERSONA_NOT_ALLOWED", 3),
            letter("validate", "MISSING_PROPERTY", 4));
    assertThat(
            query(
                warehouse,
                "SELECT persona || ' ' || value FROM kpi_current WHERE persona <> 'all'"
                    + " ORDER BY 1"))
        .containsExactly("advisor 1.0", "career_changer 1.0", "student 1.0");
  }

  @Test
  void aBatchAsksOnceForHundredsOfRecords() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      lines.add(event("u" + i % USERS, i % 3 == 0 ? "student" : null, i));
    }
    for (int i = 0; i < USERS; i++) {
      redis.put("u" + i, "student");
    }
    Files.write(events, lines);

    RunReport raw = Runs.rawEvents(arguments(redis.uri()));

    assertThat(raw.counts().accepted()).isEqualTo(EVENTS);
    assertThat(raw.personas().lookedUp()).isEqualTo(EVENTS * 2 / 3);
    assertThat(raw.personas().cacheHits()).isPositive();
    // One before the run; then one for each 500 records, and less where all are remembered.
    assertThat(redis.calls("mget")).isBetween(2L, 1L + EVENTS * 2 / 3 / 500 + 2);
  }

  @Test
  void withTlsAndAPasswordToo() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "of the reader\n");
    redis.with(
        client -> client.aclSetUser("reader", "on", ">of the reader", "+mget", "~persona:*"));
    redis.put("u", "student");
    Files.write(events, List.of(event("u", null, 0)));

    RunReport raw =
        Runs.rawEvents(
            arguments(
                redis.tlsUri(),
                "--personaRedisUser=reader",
                "--personaRedisPasswordFile=" + password,
                "--personaRedisCaFile=" + redis.certificate()));

    assertThat(raw.isSound()).isTrue();
    assertThat(query(warehouse, PERSONAS)).containsExactly("u student");
  }

  @Test
  void aCheckTriesRedisToo() throws IOException {
    Files.write(events, List.of(event("own", "student", 0)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);

    ExitCode code =
        RawEventsPipeline.run(
            arguments(redis.uri(), "--check").toArray(String[]::new), print, print);

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(UTF_8)).contains("personas: ready");
    assertThat(redis.calls("mget")).isEqualTo(1);
  }

  @Test
  void aRedisThatIsNotThereStopsARunBeforeItStarts() throws IOException {
    Files.write(events, List.of(event("own", "student", 0)));

    assertThatThrownBy(() -> Runs.rawEvents(arguments("redis://127.0.0.1:1")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("The Redis redis://127.0.0.1:1 cannot be reached");
    assertThat(Files.exists(warehouse)).isFalse();
  }

  @Test
  void whatAnOutageRejectedIsStoredByTheNextRunAndStays() throws IOException {
    redis.put("u", "student");
    Files.write(
        events,
        List.of(event("own", "career_changer", 0), event("u", null, 1), event("x", null, 2)));

    RunReport outage = withoutRedis();
    List<String> lettersOfOutage = query(warehouse, LETTERS);
    List<String> storedInOutage = query(warehouse, PERSONAS);
    RunReport second = Runs.rawEvents(arguments(redis.uri()));
    List<String> lettersAfter = query(warehouse, LETTERS);
    redis.put("u", "advisor");
    RunReport again = Runs.rawEvents(arguments(redis.uri()));
    withoutRedis();

    assertThat(outage.isSound()).isFalse();
    assertThat(outage.counts().isConserved()).isTrue();
    assertThat(outage.personas().failed()).isEqualTo(2);
    assertThat(outage.notices())
        .anyMatch(notice -> notice.startsWith("REDIS COULD NOT BE REACHED: 2 records"));
    assertThat(storedInOutage).containsExactly("own career_changer");
    assertThat(lettersOfOutage)
        .containsExactly(
            letter("persona", "MISSING_PROPERTY", 1), letter("persona", "MISSING_PROPERTY", 2));
    assertThat(second.isSound()).isTrue();
    assertThat(second.counts().isConserved()).isTrue();
    assertThat(lettersAfter).containsExactly(letter("validate", "MISSING_PROPERTY", 2));
    // What is stored stays, whatever Redis says later, or when it says nothing.
    assertThat(again.counts().accepted()).isEqualTo(2);
    assertThat(query(warehouse, PERSONAS)).containsExactly("own career_changer", "u student");
  }

  /** A run whose Redis goes away as soon as it was found to be there. */
  private RunReport withoutRedis() {
    try (FirstConnection gone = FirstConnection.to(redis.port())) {
      return Runs.rawEvents(arguments("redis://127.0.0.1:" + gone.port()));
    }
  }

  @Test
  void aStreamGoesOnWhenRedisGoesAndWhenItComesBack(TestKafka kafka) throws IOException {
    OwnTopics topics = OwnTopics.create(kafka.bootstrapServers());
    String topic = topics.name("analytics.events.student");
    Path drain = directory.resolve("drain");
    List<String> arguments = new ArrayList<>(List.of(topics.arguments()));
    arguments.addAll(
        List.of(
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--localWarehouse=" + warehouse,
            "--personaRedisUri=" + redis.uri(),
            "--personaPatienceSeconds=1"));
    List<String> streaming = new ArrayList<>(arguments);
    streaming.addAll(List.of("--streaming", "--drainFile=" + drain));
    redis.put("before", "student");
    send(kafka, topic, event("before", null, 0));
    CompletableFuture<RunReport> stream =
        CompletableFuture.supplyAsync(() -> Runs.rawEvents(streaming));
    await(stream, "SELECT table_name FROM duckdb_tables()", "user_sessions");
    await(stream, PERSONAS, "before student");

    redis.stop();
    send(kafka, topic, event("during", null, 1));
    send(kafka, topic, event("own", "student", 2));
    await(stream, "SELECT stage FROM dead_letters", "persona");
    redis.startAgain();
    redis.put("during", "student");
    redis.put("after", "student");
    AtomicInteger second = new AtomicInteger(10);
    Poll.untilSeen(
        "personas are looked up again",
        () -> {
          send(kafka, topic, event("after", null, second.incrementAndGet()));
          return stream.isDone() || query(warehouse, PERSONAS).contains("after student");
        });
    Files.createFile(drain);
    RunReport streamed = stream.join();
    RunReport batch = Runs.rawEvents(arguments);

    assertThat(streamed.isSound()).isFalse();
    assertThat(streamed.personas().failed()).isPositive();
    assertThat(batch.isSound()).isTrue();
    assertThat(query(warehouse, PERSONAS))
        .contains("before student", "during student", "own student", "after student");
  }

  private static void send(TestKafka kafka, String topic, String event) {
    kafka.send(topic, 0, MONDAY.toEpochMilli(), "u", event);
  }

  private void await(CompletableFuture<RunReport> stream, String sql, String row) {
    Poll.untilSeen(
        row,
        () -> stream.isDone() || (Files.exists(warehouse) && query(warehouse, sql).contains(row)));
  }
}
