package com.skillforge.analytics.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.deploy.ScheduleLateness;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped schedules over a simulated clock: what validate_kpis.sql says of every day on which
 * all ran, and of those after one was missed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduledWeeksTest {
  private static final Instant FROM = Instant.parse("2026-03-16T00:00:00Z");
  private static final int DAYS = 21; // Europe's clocks change in them
  private static final List<PipelineFolder> PIPELINES = PipelineFolder.all(Path.of(""));
  private static final SortedMap<String, Duration> LATENESS =
      ScheduleLateness.of(PIPELINES, ScheduleLateness.PATIENCE);

  private final WarehouseSchema schema = WarehouseSchema.of(DuckDb.SQL, TrackingPlan.builtIn());
  private Connection connection;

  @BeforeAll
  void createTables() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    for (Script script : Script.values()) {
      for (String sql : schema.statements(script)) {
        if (!sql.startsWith("COMMENT")) {
          execute(sql);
        }
      }
    }
  }

  @BeforeEach
  void forget() throws SQLException {
    execute("DELETE FROM pipeline_runs");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The end of the last full day or week, told without the code of ranges. */
  private static Instant coveredTo(PipelineFolder pipeline, Instant launch) {
    LocalDate day = LocalDate.ofInstant(launch, ZoneOffset.UTC);
    LocalDate end =
        switch (pipeline.schedule().periods()) {
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case TERM -> throw new IllegalArgumentException("no shipped schedule covers terms");
        };
    return end.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Lets all schedules run that are due by then; each run takes an hour.
   *
   * @param missed the launch that is left out, as {@code <pipeline> <instant>}
   */
  private void launch(Instant from, Instant to, String missed) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (PipelineFolder pipeline : PIPELINES) {
      for (Instant launch : pipeline.schedule().times(from, to)) {
        if (!missed.equals(pipeline.name() + " " + launch)) {
          rows.add(
              "('%1$s %2$s', '%1$s', 'prod', false, 'succeeded', TIMESTAMP '2026-01-01', epoch_ms(%3$d), 0, 0, 0, 0, 0, 0)"
                  .formatted(
                      pipeline.ledgerName(), launch, coveredTo(pipeline, launch).toEpochMilli()));
        }
      }
    }
    if (!rows.isEmpty()) {
      execute(
          "INSERT INTO pipeline_runs (run_id, pipeline, environment, streaming, status, range_from, range_to,"
              + " read, accepted, duplicates, suppressed, erased, dead_lettered) VALUES "
              + String.join(", ", rows));
    }
  }

  private List<String> failures(Instant at) throws SQLException {
    List<String> failures = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(schema.validation(LATENESS, at))) {
      while (rows.next()) {
        failures.add(rows.getString("detail"));
      }
    }
    return failures;
  }

  @Test
  void everyDayIsGreenWhenAllRan() throws SQLException {
    launch(FROM.minus(Duration.ofDays(21)), FROM, "");
    for (int hour = 0; hour < DAYS * 24; hour++) {
      Instant at = FROM.plus(Duration.ofHours(hour));
      // What is launched now is not there yet: it takes an hour.
      launch(at.minus(Duration.ofHours(2)), at.minus(Duration.ofHours(1)), "");
      int ofDay = hour % 24;
      if (ofDay == 1 || ofDay == 4) { // before the runs of the day, and when the first is late
        assertThat(failures(at)).as("at %s", at).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A day's run is missed once it should have ended, and made up for by the next one.
    "raw-events, 2026-03-11T00:30:00Z, raw-events, 2026-03-11T04:00:00Z, 2026-03-12T00:30:00Z",
    "kpi, 2026-03-11T01:00:00Z, kpi(all), 2026-03-11T04:00:00Z, 2026-03-12T01:00:00Z",
    "resume_conversion, 2026-03-11T02:00:00Z, resume_conversion, 2026-03-11T05:00:00Z,"
        + " 2026-03-12T02:00:00Z",
    "plan_adherence, 2026-03-09T01:00:00Z, plan_adherence, 2026-03-09T04:00:00Z,"
        + " 2026-03-16T01:00:00Z",
    "retention, 2026-03-08T03:00:00Z, retention, 2026-03-08T06:00:00Z, 2026-03-15T03:00:00Z"
  })
  void aMissedRunIsRedOnTheRightDay(
      String pipeline, Instant launch, String name, Instant late, Instant next)
      throws SQLException {
    launch(FROM.minus(Duration.ofDays(21)), late, pipeline + " " + launch);

    assertThat(failures(late.minusSeconds(3600))).isEmpty();
    assertThat(failures(late.plusSeconds(3600)))
        .containsExactly(name + " of prod has covered less than its schedule asks for by now");

    launch(late, next, "");
    assertThat(failures(next))
        .containsExactly(name + " of prod has covered less than its schedule asks for by now");
    launch(next, next.plusSeconds(1), "");
    assertThat(failures(next.plusSeconds(3600))).isEmpty();
  }

  @Test
  void howLateIsLateFollowsFromTheSchedules() {
    assertThat(LATENESS)
        .containsEntry("raw-events", Duration.ofHours(28)) // a day, half an hour, three hours
        .containsEntry("kpi(all)", Duration.ofHours(28))
        .containsEntry("weekly_active_users", Duration.ofHours(7 * 24 + 4))
        .containsEntry(
            "retention", Duration.ofHours(13 * 24 + 6)) // Sunday: a week that ended Monday
        .hasSize(PIPELINES.size());
  }
}
