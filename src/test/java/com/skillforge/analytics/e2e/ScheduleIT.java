package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.deploy.LocalSchedule;
import com.skillforge.analytics.deploy.PipelineFolder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Three weeks of schedules, with a day on which nothing was launched. */
@ExtendWith(Semester.OnKafka.class)
class ScheduleIT {
  private static final List<String> PIPELINES =
      List.of("raw-events", "weekly_active_users", "plan_adherence");
  private static final Instant FROM = Instant.parse("2026-01-13T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-02-03T00:00:00Z");

  /** A Monday: the weekly runs are missed too. */
  private static final LocalDate MISSED = LocalDate.parse("2026-01-26");

  private static final String FIGURES =
      """
      SELECT concat_ws(' ', kpi, environment, tenant_id, persona, dimension, dimension_value,
        period_start, period_end, as_of, numerator, denominator, value, pending, excluded_opt_out,
        measures)
      FROM kpi_current
      WHERE numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0
      ORDER BY ALL
      """;

  @TempDir Path directory;

  @Test
  void endWithTheTablesOfOneRunOverTheWholeRange(Semester semester) {
    Path scheduled = directory.resolve("scheduled.duckdb");
    Path whole = directory.resolve("whole.duckdb");

    String lines = run(semester, scheduled, FROM, TO);
    Runs.rawEvents(semester.arguments(whole));
    for (String kpi : List.of("weekly_active_users", "plan_adherence")) {
      Runs.kpi(semester.arguments(whole, "--kpis=" + kpi, "--from=2025-12-15", "--to=2026-02-02"));
    }

    assertThat(lines.lines())
        .hasSize(21 + 3 + 3)
        .contains("2026-01-26T00:30:00Z  raw-events                 skipped");
    assertThat(Tables.query(scheduled, "SELECT DISTINCT status FROM pipeline_runs"))
        .containsExactly("succeeded");
    assertThat(
            Tables.query(
                scheduled,
                "SELECT range_from || ' ' || range_to FROM pipeline_runs"
                    + " WHERE pipeline = 'raw-events' AND range_to > range_from + INTERVAL 1 DAY"))
        .as("the run after the missed one covers its day too")
        .containsExactly("2026-01-25 00:00:00 2026-01-27 00:00:00");
    Tables expected = Tables.of(whole, "run_id").raw();
    assertThat(expected.count("main.user_sessions")).isPositive();
    Tables.of(scheduled, "run_id").raw().assertSameAs(expected);
    assertThat(Tables.query(scheduled, FIGURES))
        .isNotEmpty()
        .isEqualTo(Tables.query(whole, FIGURES));

    Tables before = Tables.of(scheduled);
    assertThat(run(semester, scheduled, FROM, TO).lines())
        .as("the same schedule once more")
        .allMatch(line -> line.endsWith("nothing new") || line.endsWith("skipped"));
    Tables.of(scheduled).assertSameAs(before);
  }

  private static String run(Semester semester, Path warehouse, Instant from, Instant to) {
    List<PipelineFolder> folders =
        PipelineFolder.all(Path.of("")).stream()
            .filter(folder -> PIPELINES.contains(folder.name()))
            .toList();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    new LocalSchedule(
            folders,
            semester.arguments(warehouse),
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run(from, to, Set.of(MISSED));
    return lines.toString(StandardCharsets.UTF_8);
  }
}
