package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.pipelines.KpiPipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that moves to another week leaves a row behind that must not stay the newest one. */
class WithdrawnRowIT {
  private static final String CORE =
      "\"anonymous_id\":\"0f3c2f74-1e61-4c3c-90b1-8e1bf7d5c812\",\"user_id\":\"maya\","
          + "\"persona\":\"student\",\"context_page\":\"/plans\",\"opt_out_status\":false,"
          + "\"plan_id\":\"p1\"";
  private static final String ACCEPTED =
      "{\"event_name\":\"action_plan_accepted\",\"event_timestamp\":\"2026-01-05T10:00:00Z\","
          + CORE
          + ",\"tasks\":[{\"task_id\":\"t1\",\"due_at\":\"2026-01-16T17:00:00Z\"},"
          + "{\"task_id\":\"t2\",\"due_at\":\"2026-01-08T17:00:00Z\"}]}\n";
  private static final String MOVED =
      "{\"event_name\":\"task_completion_logged\",\"event_timestamp\":\"2026-01-06T10:00:00Z\","
          + CORE
          + ",\"task_id\":\"t1\",\"due_at\":\"2026-01-23T17:00:00Z\"}\n";

  @TempDir Path directory;

  @Test
  void theRowIsTakenBackOnceAndHistoryStays() throws IOException {
    Path events = directory.resolve("analytics.events.student.ndjson");
    Files.writeString(events, ACCEPTED);
    run();
    assertThat(adherence()).containsExactly("2026-01-05 1", "2026-01-12 1");

    Files.writeString(events, MOVED, StandardOpenOption.APPEND);
    run();

    assertThat(adherence()).containsExactly("2026-01-05 1", "2026-01-12 0", "2026-01-19 1");
    long rows = rows();
    run();
    assertThat(rows()).isEqualTo(rows);
  }

  private void run() {
    KpiPipeline.run(
        new String[] {
          "--kpis=plan_adherence",
          "--source=files",
          "--input=" + directory.resolve("*.ndjson"),
          "--to=2026-02-02",
          "--localWarehouse=" + warehouse(),
          "--progress=off"
        },
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  private Path warehouse() {
    return directory.resolve("warehouse.duckdb");
  }

  private List<String> adherence() {
    return query(
        "SELECT strftime(period_start, '%Y-%m-%d') || ' ' || CAST(denominator AS BIGINT)"
            + " FROM kpi_current WHERE persona = 'all' ORDER BY period_start");
  }

  private long rows() {
    return Long.parseLong(query("SELECT CAST(count(*) AS VARCHAR) FROM kpi_values").get(0));
  }

  private List<String> query(String sql) {
    return new DuckDbWarehouse(warehouse())
        .read(
            connection -> {
              List<String> lines = new ArrayList<>();
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                  lines.add(row.getString(1));
                }
              }
              return lines;
            });
  }
}
