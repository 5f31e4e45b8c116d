package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.pipelines.launch.Processes;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A broker that has deleted its first records: a KPI that looks back to them says so. */
@ExtendWith(SharedBroker.class)
class ForgottenHistoryIT {
  private static final String STUDENTS = "analytics.events.student";
  private static final String KPI = "--kpis=weekly_active_users";
  private static final String[] SECOND_WEEK = {KPI, "--from=2026-01-12", "--to=2026-01-19"};
  private static final String ROWS =
      "SELECT concat_ws(' ', strftime(period_start, '%m-%d'), active_users, 'new', new_users,"
          + " coalesce('since ' || strftime(history_from, '%m-%dT%H'), 'complete'))"
          + " FROM weekly_active_users WHERE persona = 'all' ORDER BY period_start";

  private static final List<String> EVENTS =
      List.of(
          viewed("ann", "2026-01-06T09:00:00Z"),
          viewed("bea", "2026-01-08T09:00:00Z"),
          viewed("bea", "2026-01-13T09:00:00Z"),
          viewed("cem", "2026-01-14T09:00:00Z"));

  @TempDir Path directory;
  private TestKafka kafka;
  private OwnTopics topics;

  private static String viewed(String user, String at) {
    return """
        {"event_name":"career_match_viewed","event_id":"%s","event_timestamp":"%s","user_id":"%s",\
        "anonymous_id":"%s","persona":"student","context_page":"/","context_device":"web",\
        "opt_out_status":false,"occupation_id":"15-1252.00"}"""
        .formatted(TestRecords.uuid(user + at), at, user, TestRecords.uuid(user));
  }

  @BeforeEach
  void publish(TestKafka shared) {
    kafka = shared;
    topics = OwnTopics.create(kafka.bootstrapServers());
    for (String event : EVENTS) {
      String at = event.replaceAll(".*\"event_timestamp\":\"([^\"]*)\".*", "$1");
      long timestamp = Instant.parse(at).toEpochMilli();
      kafka.send(topics.name(STUDENTS), 0, timestamp, null, event);
    }
  }

  /** Ann's visit has gone; nobody who is new in the second week was there. */
  private void forgetTheFirst() {
    kafka.deleteBefore(topics.name(STUDENTS), 0, 1);
  }

  private Path warehouse() {
    return directory.resolve("w.duckdb");
  }

  private List<String> arguments(String... more) {
    List<String> all = new ArrayList<>(List.of(topics.arguments()));
    all.add("--bootstrapServers=" + kafka.bootstrapServers());
    all.add("--localWarehouse=" + warehouse());
    all.addAll(List.of(more));
    return all;
  }

  private List<String> arguments(String[] some, String... more) {
    return arguments(Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new));
  }

  private List<String> rows() {
    return Tables.query(warehouse(), ROWS);
  }

  @Test
  void aNewTopicThatHasLostNothingIsComplete() {
    Runs.kpi(arguments(SECOND_WEEK));

    assertThat(rows()).containsExactly("01-12 2 new 1 complete");
  }

  @Test
  void aRunThatLacksEarlierRecordsDoesNotBegin() {
    forgetTheFirst();

    assertThatThrownBy(() -> Runs.kpi(arguments(SECOND_WEEK)))
        .isInstanceOf(SourceException.class)
        .satisfies(e -> assertThat(Processes.exitCode(e)).isEqualTo(ExitCode.SOURCE))
        .hasMessageContaining("weekly_active_users needs records since 2024-12-08T00:00:00Z")
        .hasMessageContaining("everything is there since 2026-01-08T09:00:00Z")
        .hasMessageContaining("--source=warehouse,kafka");
    assertThatThrownBy(() -> Runs.kpi(arguments(KPI, "--streaming", "--drainAtEnd")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("--allowPartialHistory");
    assertThat(warehouse()).doesNotExist();
  }

  @Test
  void aKpiThatLooksBackLessFarRuns() {
    forgetTheFirst();

    Runs.kpi(arguments("--kpis=planner_engagement", "--from=2026-01-12", "--to=2026-01-19"));

    assertThat(Tables.query(warehouse(), "SELECT status FROM pipeline_runs"))
        .containsExactly("succeeded");
  }

  /** The figures are the same, but now they are known to be right. */
  @Test
  void aPartialRowSaysSoUntilACompleteOneTakesItsPlace() throws IOException {
    forgetTheFirst();
    Runs.kpi(arguments(SECOND_WEEK, "--allowPartialHistory"));
    assertThat(rows()).containsExactly("01-12 2 new 1 since 01-08T09");

    Path files = directory.resolve(STUDENTS + ".ndjson");
    Files.write(files, EVENTS);
    Runs.kpi(
        Stream.concat(
                Stream.of(SECOND_WEEK),
                Stream.of("--source=files", "--input=" + files, "--localWarehouse=" + warehouse()))
            .toList());

    assertThat(rows()).containsExactly("01-12 2 new 1 complete");
    assertThat(
            Tables.query(
                warehouse(),
                "SELECT pane_index || ' ' || (history_from IS NULL) FROM kpi_values"
                    + " WHERE persona = 'all' ORDER BY pane_index"))
        .containsExactly("0 false", "1 true");
  }

  @Test
  void theWarehouseMakesUpForWhatKafkaHasForgotten() {
    Runs.rawEvents(arguments());
    forgetTheFirst();

    Runs.kpi(arguments(SECOND_WEEK, "--source=warehouse,kafka"));
    assertThat(rows()).containsExactly("01-12 2 new 1 complete");
    Runs.kpi(arguments(SECOND_WEEK, "--source=local"));
    assertThat(rows()).containsExactly("01-12 2 new 1 complete");
  }

  @Test
  void whatNoRunHasTakenTheWarehouseLacksToo() {
    forgetTheFirst();
    Runs.rawEvents(arguments());
    kafka.deleteBefore(topics.name(STUDENTS), 0, 2);

    for (String source : List.of("--source=local,kafka", "--source=local")) {
      assertThatThrownBy(() -> Runs.kpi(arguments(SECOND_WEEK, source)))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("everything is there since 2026-01-08T09:00:00Z")
          .hasMessageNotContaining("--source=");
    }
  }

  @Test
  void aStreamMarksItsRowsToo() {
    forgetTheFirst();

    Runs.kpi(arguments(KPI, "--streaming", "--drainAtEnd", "--allowPartialHistory"));

    assertThat(rows())
        .containsExactly("01-05 1 new 1 since 01-08T09", "01-12 2 new 1 since 01-08T09");
  }
}
