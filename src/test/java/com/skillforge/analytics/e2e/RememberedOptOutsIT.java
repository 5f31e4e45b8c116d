package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.SharedBroker;
import com.skillforge.analytics.testing.TestKafka;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka has forgotten that somebody opted out; a warehouse has not. Ann opted out on Tuesday and
 * Bea opted out and in again, of which only the warehouses know; on Thursday Ann, Bea and Cem come.
 */
@ExtendWith(SharedBroker.class)
class RememberedOptOutsIT {
  private static final String STUDENTS = "analytics.events.student";
  private static final List<String> KPI = List.of("--kpis=weekly_active_users", "--to=2026-01-12");
  private static final String ACTIVE =
      "SELECT CAST(numerator AS BIGINT) || ' active' FROM %s.kpi_current"
          + " WHERE persona = 'all' AND numerator IS NOT NULL";
  private static final String STORED = "SELECT user_id FROM %s ORDER BY user_id";

  private static final List<String> TUESDAY =
      List.of(preference("ann", "10:00", true), preference("bea", "10:00", true));
  private static final List<String> WEDNESDAY = List.of(preference("bea", "20:00", false));
  private static final List<String> THURSDAY = List.of(viewed("ann"), viewed("bea"), viewed("cem"));

  @TempDir Path directory;

  private static String preference(String user, String time, boolean out) {
    return event("settings_tracking_opt_out", user, "2026-01-06T" + time + ":00Z", out);
  }

  private static String viewed(String user) {
    return event("career_match_viewed", user, "2026-01-08T09:00:00Z", false)
        .replace("}", ",\"occupation_id\":\"15-1252.00\"}");
  }

  private static String event(String name, String user, String at, boolean out) {
    return """
        {"event_name":"%s","event_id":"%s","event_timestamp":"%s","user_id":"%s",\
        "anonymous_id":"%s","persona":"student","context_page":"/","context_device":"web",\
        "opt_out_status":%s}"""
        .formatted(name, TestRecords.uuid(name + user + at), at, user, TestRecords.uuid(user), out);
  }

  private List<String> file(String name, List<String> lines) throws IOException {
    Path file = directory.resolve(name + ".ndjson");
    Files.write(file, lines);
    return List.of("--source=files", "--input=" + file, "--environment=test");
  }

  private List<String> local() {
    return List.of("--localWarehouse=" + directory.resolve("local.duckdb"));
  }

  private static List<String> all(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private List<String> figures() {
    return Tables.query(directory.resolve("local.duckdb"), ACTIVE.formatted("main"));
  }

  @Test
  void theLocalWarehouseRemembers() throws IOException {
    Runs.rawEvents(all(file("before", all(TUESDAY, WEDNESDAY)), local()));

    RunReport kpi = Runs.kpi(all(all(file("after", THURSDAY), KPI), local()));
    RunReport raw = Runs.rawEvents(all(file("after", THURSDAY), local()));

    assertThat(figures()).containsExactly("2 active");
    assertThat(kpi.counts().read()).as("what is remembered is not read").isEqualTo(3);
    assertThat(kpi.counts().suppressed()).isEqualTo(1);
    assertThat(kpi.counts().isConserved()).isTrue();
    assertThat(raw.counts().suppressed()).isEqualTo(1);
  }

  @Test
  void bigQueryRemembers() throws IOException {
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      Runs.rawEvents(bigQuery.arguments(file("before", all(TUESDAY, WEDNESDAY))));

      Runs.kpi(bigQuery.arguments(all(file("after", THURSDAY), KPI)));
      RunReport raw = Runs.rawEvents(bigQuery.arguments(file("after", THURSDAY)));

      assertThat(bigQuery.service().query(ACTIVE.formatted("skillforge")))
          .containsExactly("2 active");
      assertThat(raw.counts().suppressed()).isEqualTo(1);
    }
  }

  @Test
  void snowflakeRemembers() throws IOException {
    try (SnowflakeLoopback snowflake = SnowflakeLoopback.start(directory)) {
      Runs.rawEvents(snowflake.arguments(file("before", all(TUESDAY, WEDNESDAY))));

      Runs.kpi(snowflake.arguments(all(file("after", THURSDAY), KPI)));
      RunReport raw = Runs.rawEvents(snowflake.arguments(file("after", THURSDAY)));

      assertThat(snowflake.views().rows().get("main.kpi_current"))
          .filteredOn(row -> row.contains("'persona': all"))
          .singleElement()
          .asString()
          .contains("'numerator': 2.0");
      assertThat(raw.counts().suppressed()).isEqualTo(1);
    }
  }

  /** Each of two warehouses knows what the other does not. */
  @Test
  void whatAnyTargetKnowsCountsForAll() throws IOException {
    try (BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      Runs.rawEvents(all(file("tuesday", TUESDAY), local()));
      Runs.rawEvents(bigQuery.arguments(file("wednesday", WEDNESDAY)));
      List<String> both = new ArrayList<>(bigQuery.arguments(local()));
      both.remove("--warehouses=bigquery");
      both.add("--warehouses=local,bigquery");

      Runs.kpi(all(all(file("after", THURSDAY), KPI), both));

      assertThat(figures()).containsExactly("2 active");
      assertThat(bigQuery.service().query(ACTIVE.formatted("skillforge")))
          .containsExactly("2 active");
    }
  }

  /** A stream over topics that hold Thursday only, from its first record on. */
  @Test
  void streamsRemember(TestKafka kafka) throws IOException {
    Runs.rawEvents(all(file("before", all(TUESDAY, WEDNESDAY)), local()));
    OwnTopics topics = OwnTopics.create(kafka.bootstrapServers());
    for (String event : THURSDAY) {
      kafka.send(topics.name(STUDENTS), 0, null, null, event);
    }
    List<String> stream = new ArrayList<>(List.of(topics.arguments()));
    stream.addAll(local());
    stream.addAll(
        List.of(
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--environment=test",
            "--streaming",
            "--drainAtEnd"));

    Runs.kpi(all(stream, List.of("--kpis=weekly_active_users")));
    RunReport raw = Runs.rawEvents(stream);

    assertThat(figures()).containsExactly("2 active");
    assertThat(raw.counts().read()).isEqualTo(3);
    assertThat(raw.counts().suppressed()).isEqualTo(1);
    assertThat(
            Tables.query(
                directory.resolve("local.duckdb"), STORED.formatted("raw_events.discovery")))
        .containsExactly("bea", "cem");
  }
}
