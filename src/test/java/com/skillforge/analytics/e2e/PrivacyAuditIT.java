package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Preference changes that come a day later than what they decide about: Ann's views at 10, 12 and
 * 14 o'clock are stored on Tuesday; on Wednesday it turns out that she had opted out at 11, on
 * Thursday that she had opted in again at 13. Bea never opts out.
 */
@ExtendWith(SharedBroker.class)
class PrivacyAuditIT {
  private static final String STUDENTS = "analytics.events.student";

  private static final List<String> TUESDAY =
      List.of(
          viewed("ann", "10:00"),
          viewed("ann", "12:00"),
          viewed("ann", "14:00"),
          event("session_started", "ann", "12:30", false),
          event("session_started", "ann", "14:30", false),
          viewed("bea", "12:00"));
  private static final String OPTED_OUT = event("settings_tracking_opt_out", "ann", "11:00", true);
  private static final String OPTED_IN = event("settings_tracking_opt_out", "ann", "13:00", false);

  /** What tells by which run a row came. */
  private static final String[] RUNS = {"run_id"};

  @TempDir Path directory;

  private static String viewed(String user, String time) {
    return event("career_match_viewed", user, time, false)
        .replace("}", ",\"occupation_id\":\"15-1252.00\"}");
  }

  private static String event(String name, String user, String time, boolean out) {
    return """
        {"event_name":"%s","event_id":"%s","event_timestamp":"2026-01-06T%s:00Z","user_id":"%s",\
        "anonymous_id":"%s","persona":"student","context_page":"/","context_device":"web",\
        "opt_out_status":%s}"""
        .formatted(
            name, TestRecords.uuid(name + user + time), time, user, TestRecords.uuid(user), out);
  }

  private Path warehouse(String name) {
    return directory.resolve(name + ".duckdb");
  }

  private List<String> file(String name, String... lines) throws IOException {
    Path file = directory.resolve(name + ".ndjson");
    Files.write(file, List.of(lines));
    return List.of("--source=files", "--input=" + file, "--environment=test");
  }

  private static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }

  private static Tables records(Path warehouse) {
    return Tables.of(warehouse, RUNS).records();
  }

  @Test
  void theRawTablesEndAsIfAllHadBeenKnown(TestKafka kafka) {
    OwnTopics topics = OwnTopics.create(kafka.bootstrapServers());
    String topic = topics.name(STUDENTS);
    List<String> toKafka =
        with(
            List.of(topics.arguments()),
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--environment=test");
    List<String> nightly = with(toKafka, "--localWarehouse=" + warehouse("nightly"), "--range=P1D");
    send(kafka, topic, "2026-01-06T15:00:00Z", TUESDAY);
    Runs.rawEvents(with(nightly, "--at=2026-01-07T00:30:00Z"));
    send(kafka, topic, "2026-01-07T15:00:00Z", List.of(OPTED_OUT));
    Runs.rawEvents(with(nightly, "--at=2026-01-08T00:30:00Z"));

    RunReport first = Runs.privacyAudit(with(nightly, "--at=2026-01-08T00:45:00Z"));

    assertThat(first.summary().rowsRemoved()).isEqualTo(Map.of("raw_events.discovery", 2L));
    assertThat(first.toText()).contains("rows removed from local:");
    assertThat(first.counts().read()).as("no opt-in was late").isZero();
    assertThat(first.notices()).noneMatch(notice -> notice.contains("--from"));
    assertThat(actions())
        .containsExactly("raw_events.discovery removed 2", "user_sessions reduced 2");

    send(kafka, topic, "2026-01-08T15:00:00Z", List.of(OPTED_IN));
    Runs.rawEvents(with(nightly, "--at=2026-01-09T00:30:00Z"));
    RunReport noKafka =
        Runs.privacyAudit(
            List.of("--localWarehouse=" + warehouse("nightly"), "--environment=test"));
    assertThat(noKafka.notices()).anyMatch(notice -> notice.contains("Give --bootstrapServers"));

    RunReport second = Runs.privacyAudit(with(nightly, "--at=2026-01-09T00:45:00Z"));

    assertThat(second.counts().read()).isEqualTo(TUESDAY.size() + 2);
    assertThat(second.summary().rowsRemoved()).isEmpty();
    assertThat(second.notices()).anyMatch(notice -> notice.contains("were read again"));
    Runs.rawEvents(with(toKafka, "--localWarehouse=" + warehouse("whole")));
    records(warehouse("nightly")).assertSameAs(records(warehouse("whole")));

    RunReport third = Runs.privacyAudit(with(nightly, "--at=2026-01-10T00:45:00Z"));

    assertThat(third.counts().read()).as("what was read again once").isZero();
    assertThat(third.summary().rowsRemoved()).isEmpty();
    records(warehouse("nightly")).assertSameAs(records(warehouse("whole")));
  }

  private static void send(TestKafka kafka, String topic, String at, List<String> records) {
    records.forEach(record -> kafka.send(topic, 0, Instant.parse(at).toEpochMilli(), null, record));
  }

  private List<String> actions() {
    return Tables.query(
        warehouse("nightly"),
        "SELECT table_name || ' ' || action || ' ' || row_count FROM privacy.opt_out_actions"
            + " ORDER BY ALL");
  }

  @Test
  void theCloudsLoseTheSameRows() throws IOException {
    String local = "--localWarehouse=" + warehouse("local");
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start();
        SnowflakeLoopback snowflake = SnowflakeLoopback.start(directory)) {
      List<String> tuesday = file("tuesday", TUESDAY.toArray(String[]::new));
      List<String> wednesday = file("wednesday", OPTED_OUT);
      for (List<String> arguments :
          List.of(
              with(tuesday, local),
              bigQuery.arguments(tuesday),
              snowflake.arguments(tuesday),
              with(wednesday, local),
              bigQuery.arguments(wednesday),
              snowflake.arguments(wednesday))) {
        Runs.rawEvents(arguments);
      }
      List<String> audit = List.of("--environment=test");

      List<RunReport> reports =
          List.of(
              Runs.privacyAudit(with(audit, local)),
              Runs.privacyAudit(bigQuery.arguments(audit)),
              Runs.privacyAudit(snowflake.arguments(audit)));

      assertThat(reports)
          .extracting(report -> report.summary().rowsRemoved())
          .containsOnly(Map.of("raw_events.discovery", 2L));
      Tables expected = discovery(Tables.of(warehouse("local"), RUNS));
      assertThat(expected.count("raw_events.discovery")).isEqualTo(2);
      discovery(bigQuery.tables(RUNS)).assertSameAs(expected);
      discovery(snowflake.tables(RUNS)).assertSameAs(expected);
    }
  }

  private static Tables discovery(Tables tables) {
    return tables.only(
        table -> List.of("raw_events.discovery", "privacy.preferences").contains(table));
  }

  @Test
  void wrongOptionsAreNamedTogether() {
    assertThatThrownBy(
            () ->
                Runs.privacyAudit(
                    List.of(
                        "--localWarehouse=" + warehouse("none"),
                        "--source=files",
                        "--input=x",
                        "--from=2026-01-01",
                        "--streaming")))
        .isInstanceOfSatisfying(
            UsageException.class,
            e ->
                assertThat(e.getMessage())
                    .contains("--streaming", "--source and --input", "--from and --to"));
  }
}
