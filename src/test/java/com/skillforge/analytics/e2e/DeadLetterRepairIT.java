package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.cli.DeadLettersCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.DeadLetterPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.repair.RepairPreview;
import com.skillforge.analytics.testing.NamedWarehouse;
import com.skillforge.analytics.testing.NewerPlan;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.trial.KpiCells;
import com.skillforge.analytics.trial.Needed;
import com.skillforge.analytics.trial.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dead letters are repaired as the preview says, once, and stay repaired whatever is read again.
 */
@ExtendWith(SharedBroker.class)
class DeadLetterRepairIT {
  private static final String STUDENTS = "analytics.events.student";
  private static final Instant AS_OF = Instant.parse("2026-02-01T00:00:00Z");
  private static final long RECEIVED = Instant.parse("2026-01-06T10:00:00Z").toEpochMilli();

  /** The page is a required property: what has one keeps it. */
  private static final String ADD_PAGE =
      "{\"context_page\": fallback(.context_page, \"/\"), * : .}";

  private final TestKafka kafka;
  private OwnTopics topics;
  private String topic;
  private long offset;

  @TempDir Path folder;

  DeadLetterRepairIT(TestKafka kafka) {
    this.kafka = kafka;
  }

  @BeforeEach
  void createTopics() {
    topics = OwnTopics.create(kafka.bootstrapServers());
    topic = topics.name(STUDENTS);
    kafka.deleteTopic(topic);
    kafka.createTopic(topic, 1);
  }

  private static String event(
      String name,
      String user,
      @Nullable String id,
      String day,
      @Nullable String page,
      String more) {
    return """
        {"event_name": "%s", %s"event_timestamp": "%sT09:30:00.5Z", %s
         "anonymous_id": "00000000-0000-4000-8000-0000000000%02d", "user_id": "%s",
         "persona": "student", "tenant_id": "north", "environment": "prod"%s}"""
        .formatted(
            name,
            id == null ? "" : "\"event_id\": \"%s\", ".formatted(id),
            day,
            page == null ? "" : "\"context_page\": \"%s\",".formatted(page),
            Math.abs(user.hashCode() % 100),
            user,
            more);
  }

  private long send(String value) {
    kafka.send(topic, 0, RECEIVED, null, value);
    return offset++;
  }

  private static String id(int n) {
    return "10000000-0000-4000-8000-%012d".formatted(n);
  }

  private static final String TASK = ", \"plan_id\": \"p\", \"task_id\": \"t\"";

  private static final String OK = ", \"opt_out_status\": false";

  /** What arrives: some of it valid, the rest rejected, for one reason or another. */
  private void sendWeek() {
    for (int user = 0; user < 4; user++) {
      send(event("session_started", "usr_" + user, id(user), "2026-01-06", "/home", OK));
    }
    send(
        event(
            "settings_tracking_opt_out",
            "usr_out",
            id(5),
            "2026-01-05",
            "/settings",
            ", \"opt_out_status\": true"));
    // Would be valid with a page: a user of that week, a copy, and one of somebody opted out.
    send(event("session_started", "usr_new", id(10), "2026-01-06", null, OK));
    send(event("session_started", "usr_3", id(3), "2026-01-07", null, OK));
    send(event("task_completion_logged", "usr_out", id(12), "2026-01-07", null, OK + TASK));
    // The same week, without an id of its own, and longer than a letter may be.
    send(
        event(
            "session_started",
            "usr_long",
            null,
            "2026-01-07",
            null,
            OK + ", \"note\": \"" + "x".repeat(40_000) + "\""));
    // Not helped by a page: another fault, raw PII in a free text, no JSON.
    send(
        event(
            "session_started",
            "usr_a",
            id(13),
            "2026-01-06",
            null,
            ", \"opt_out_status\": \"no\""));
    send(
        event(
            "session_started",
            "usr_b",
            id(14),
            "2026-01-06",
            null,
            OK + ", \"context_device\": \"of maya.rivera@example.org\""));
    send("{\"event_name\": \"session_started\"");
  }

  private Path warehouse() {
    return folder.resolve("w.duckdb");
  }

  private List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of(topics.arguments()));
    arguments.add("--localWarehouse=" + warehouse());
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String[] repair(String... more) {
    return arguments(more).toArray(String[]::new);
  }

  private RunReport ingest(String... more) {
    List<String> arguments = arguments(more);
    arguments.add("--bootstrapServers=" + kafka.bootstrapServers());
    return Runs.rawEvents(arguments);
  }

  private KpiCells kpis() {
    Runs.kpi(
        arguments("--source=warehouse", "--kpis=all", "--to=" + AS_OF, "--allowPartialHistory"));
    return KpiCells.read(new DuckDbWarehouse(warehouse()), AS_OF);
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private RepairPreview preview(Scratch scratch, String... more) {
    return preview(scratch, Needed.EVERYTHING, more);
  }

  private RepairPreview preview(Scratch scratch, Needed needed, String... more) {
    return RepairPreview.of(repair(more), scratch, needed.kpis(), AS_OF, silent());
  }

  /** What a preview says of a warehouse that is copied row by row, as far as it is needed. */
  private void assertIsSaidOfWhatIsNeededToo(RepairPreview expected, String... repair) {
    Needed needed =
        Needed.whereRecordsCome(
            DeadLetterPipeline.recordTypes(DeadLetterPipeline.check(repair(repair))).orElseThrow(),
            TrackingPlan.builtIn());
    NamedWarehouse far = new NamedWarehouse(new DuckDbWarehouse(warehouse()), "bigquery");
    try (Scratch part = Scratch.copyOf(far, needed)) {
      RepairPreview preview = preview(part, needed, repair);
      assertThat(needed.kpis()).contains("weekly_active_users").doesNotContain("data_freshness");
      assertThat(preview.cells()).isNotEmpty().isEqualTo(expected.cells());
      assertThat(preview.report().counts())
          .usingRecursiveComparison()
          .isEqualTo(expected.report().counts());
    }
  }

  private String ask(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code =
        new DeadLettersCommand().run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(ExitCode.DONE);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private List<String> query(String sql) {
    return Tables.query(warehouse(), sql);
  }

  /** What runs have stored, without what tells when and by which of them. */
  private static Tables rows(Path warehouse) {
    return Tables.of(warehouse, "run_id")
        .only(table -> !table.equals(Tables.LEDGER) && !table.startsWith("main.kpi_contribution"));
  }

  @Test
  void aReplayDoesWhatItsPreviewSaidAndNothingMoreTheSecondTime() throws Exception {
    sendWeek();
    ingest();
    Tables before = Tables.of(warehouse());
    String[] repair = {"--repair=" + ADD_PAGE, "--bootstrapServers=" + kafka.bootstrapServers()};

    try (Scratch scratch = Scratch.copyOf(new DuckDbWarehouse(warehouse()), Needed.EVERYTHING)) {
      RepairPreview preview = preview(scratch, repair);
      Tables.of(warehouse()).assertSameAs(before);
      assertThat(preview.report().counts().accepted()).isEqualTo(3);
      assertThat(preview.report().summary().rowsWritten()).containsEntry("user_sessions", 2L);
      assertThat(preview.report().counts().duplicates()).isZero();
      assertThat(preview.report().counts().suppressed()).isEqualTo(1);
      assertThat(preview.report().counts().deadLetterCodes())
          .containsOnlyKeys("WRONG_TYPE", "RAW_PII");
      assertThat(preview.report().notices())
          .anySatisfy(notice -> assertThat(notice).contains("1 dead letter", "no JSON object"));
      assertThat(preview.cells())
          .filteredOn(change -> change.cell().kpi().equals("weekly_active_users"))
          .as("a week that was final is restated")
          .anyMatch(change -> change.before().map(KpiCells.Figures::isFinal).orElse(false));

      assertIsSaidOfWhatIsNeededToo(preview, repair);

      KpiCells then = kpis();
      RunReport report = Runs.deadLetters(arguments(repair));
      KpiCells now = kpis();

      assertThat(report.counts()).usingRecursiveComparison().isEqualTo(preview.report().counts());
      assertThat(then.changesTo(now)).isEqualTo(preview.cells());
      rows(warehouse()).assertSameAs(rows(scratch.file()));
    }
    // The copy is one of a record that another run has stored: it is noted, and not stored again.
    assertThat(query("SELECT count(*) FROM duplicate_records WHERE stage = 'store'"))
        .containsExactly("1");
    assertThat(query("SELECT record_offset FROM dead_letter_repairs ORDER BY 1"))
        .containsExactly("5", "6", "7", "8");
    assertThat(query("SELECT DISTINCT original FROM dead_letter_repairs")).containsExactly("kafka");
    assertThat(query("SELECT record_offset FROM open_dead_letters ORDER BY 1"))
        .containsExactly("9", "10", "11");
    assertThat(query("SELECT count(*) FROM task_progress.tasks")).containsExactly("0");

    Tables once = rows(warehouse());
    Runs.deadLetters(arguments(repair));
    rows(warehouse()).assertSameAs(once);

    // Whoever reads the same records again rejects them again: what was repaired stays so.
    RunReport again = ingest("--from=2026-01-01", "--to=2026-02-01");
    assertThat(again.counts().deadLettered()).isEqualTo(7);
    kpis();
    rows(warehouse()).assertSameAs(once);
  }

  @Test
  void whatTheLetterHoldsIsEnoughUnlessItIsCutOffOrRedacted() throws Exception {
    sendWeek();
    ingest();

    RunReport report = Runs.deadLetters(arguments("--repair=" + ADD_PAGE));

    assertThat(report.counts().read()).isEqualTo(4);
    assertThat(report.counts().accepted()).isEqualTo(2);
    assertThat(report.counts().deadLetterCodes()).containsOnlyKeys("WRONG_TYPE");
    assertThat(report.notices())
        .anySatisfy(notice -> assertThat(notice).contains("beginning of a long record"))
        .anySatisfy(notice -> assertThat(notice).contains("raw PII was taken out"));
    assertThat(query("SELECT context_page FROM user_sessions WHERE context_device IS NOT NULL"))
        .isEmpty();

    // The rest is fetched: what has no id has that of what was received.
    Runs.deadLetters(
        arguments("--repair=" + ADD_PAGE, "--bootstrapServers=" + kafka.bootstrapServers()));
    assertThat(query("SELECT record_offset || ' ' || original FROM dead_letter_repairs ORDER BY 1"))
        .containsExactly("5 payload", "6 payload", "7 payload", "8 kafka");
  }

  @Test
  void nobodyWhoWasErasedComesIn() throws Exception {
    sendWeek();
    ingest();
    Runs.erasure(
        List.of(
            "--localWarehouse=" + warehouse(),
            "--user=usr_new",
            "--tenant=north",
            "--requestId=r1"));
    assertThat(query("SELECT count(*) FROM dead_letters WHERE record_offset = 5"))
        .containsExactly("0");
    ingest("--from=2026-01-01", "--to=2026-02-01");

    RunReport report =
        Runs.deadLetters(
            arguments(
                "--repair={\"context_page\": \"/\", \"user_id\": \"usr_new\", * : .}",
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--position=" + topic + "-0@6"));

    assertThat(report.counts().erased()).isEqualTo(1);
    assertThat(report.counts().accepted()).isZero();
    assertThat(query("SELECT count(*) FROM user_sessions WHERE user_id = 'usr_new'"))
        .containsExactly("0");
  }

  @Test
  void aNewerPlanLetsInWhatItAllows() throws Exception {
    sendWeek();
    send(event("pomodoro_finished", "usr_1", id(30), "2026-01-06", "/focus", OK));
    ingest();
    String yaml =
        NewerPlan.yaml(
            "  session_started:\n",
            """
              pomodoro_finished:
                description: A quarter of an hour of work
                personas: [student]
                behaviour: [user_initiated, suppressible]
                storage:
                  snowflake: focus.pomodoros
                  bigquery: analytics.pomodoros
                  retentionYears: 2

              session_started:
            """);
    Path plan = Files.writeString(folder.resolve("new.yaml"), yaml);

    RunReport report = Runs.deadLetters(arguments("--plan=" + plan, "--code=UNKNOWN_EVENT"));

    assertThat(report.counts().accepted()).isEqualTo(1);
    assertThat(query("SELECT event_id FROM focus.pomodoros")).containsExactly(id(30));
    assertThat(query("SELECT repair FROM dead_letter_repairs")).containsExactly("plan revision 2");
    ingest("--from=2026-01-01", "--to=2026-02-01");
    assertThat(query("SELECT count(*) FROM focus.pomodoros")).containsExactly("1");
    assertThat(query("SELECT count(*) FROM open_dead_letters WHERE 'UNKNOWN_EVENT' IN error_codes"))
        .containsExactly("0");
  }

  @Test
  void lettersAreListedCountedAndShown() throws Exception {
    sendWeek();
    ingest();
    String local = "--localWarehouse=" + warehouse();

    assertThat(ask("group", local, "--by=code", "--format=csv"))
        .contains("MISSING_PROPERTY,6,", "WRONG_TYPE,1,", "RAW_PII,1,", "MALFORMED_JSON,1,");
    assertThat(ask("list", local, "--code=RAW_PII", "--format=csv"))
        .contains(topic + "-0@10", "$.context_device");
    String shown =
        ask(
            "show",
            local,
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--position=" + topic + "-0@10");
    assertThat(shown)
        .contains("RAW_PII at $.context_device", "[redacted]", "Kafka still has it: the same.")
        .doesNotContain("maya.rivera");
    assertThat(ask("show", local, "--position=" + topic + "-0@99"))
        .isEqualTo("There is no such letter.\n");
  }
}
