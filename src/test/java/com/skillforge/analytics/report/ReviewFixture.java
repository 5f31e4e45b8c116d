package com.skillforge.analytics.report;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.status.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A local warehouse with rows of KPIs that a test writes by hand. */
final class ReviewFixture {
  /** A Monday; the twelve weeks before it begin on 2 March. */
  static final Instant AS_OF = Instant.parse("2026-05-25T00:00:00Z");

  private final DuckDbWarehouse warehouse;

  ReviewFixture(Path file) {
    warehouse = new DuckDbWarehouse(new SinkFixture(file).file());
  }

  DuckDbWarehouse warehouse() {
    return warehouse;
  }

  static ReportQuestion question() {
    return new ReportQuestion(
        "prod", "staging", Optional.empty(), Optional.empty(), AS_OF, 12, "--localWarehouse=FILE");
  }

  static ReportQuestion until(Instant until) {
    return new ReportQuestion(
        "prod",
        "staging",
        Optional.empty(),
        Optional.of(until),
        until,
        12,
        "--localWarehouse=FILE");
  }

  Review review() {
    return review(question());
  }

  Review review(ReportQuestion question) {
    return new ReviewReader(warehouse, question).read();
  }

  KpiReview kpi(String name) {
    return review().kpis().stream()
        .filter(kpi -> kpi.caption().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  String html() {
    return new Report(warehouse, question(), List.<Finding>of()).html();
  }

  /** One row of a KPI, final and without pending units unless it says otherwise. */
  static final class Row {
    private final String kpi;
    private String environment = "prod";
    private String tenant = "north";
    private String persona = "all";
    private String dimension = "";
    private String dimensionValue = "";
    private String grain = "day";
    private Instant start = Instant.parse("2026-05-18T00:00:00Z");
    private Instant end = Instant.parse("2026-05-19T00:00:00Z");
    private Instant asOf = AS_OF;
    private Instant writtenAt = AS_OF.plusSeconds(3600);
    private String figures = "NULL, NULL, NULL";
    private long pending;
    private String measures = "{}";

    private Row(String kpi) {
      this.kpi = kpi;
    }

    static Row of(String kpi) {
      return new Row(kpi);
    }

    Row environment(String name) {
      environment = name;
      return this;
    }

    Row tenant(String name) {
      tenant = name;
      return this;
    }

    Row persona(String name) {
      persona = name;
      return this;
    }

    Row dimension(String name, String value) {
      dimension = name;
      dimensionValue = value;
      return this;
    }

    Row day(String date) {
      return period("day", date, 1);
    }

    Row week(String monday) {
      return period("week", monday, 7);
    }

    Row period(String of, String date, int days) {
      grain = of;
      start = Instant.parse(date + "T00:00:00Z");
      end = start.plusSeconds(86_400L * days);
      return this;
    }

    Row asOf(Instant instant) {
      asOf = instant;
      writtenAt = instant.plusSeconds(3600);
      return this;
    }

    /** A share or a mean. */
    Row ratio(double numerator, double denominator) {
      figures =
          numerator
              + ", "
              + denominator
              + ", "
              + (denominator == 0 ? "NULL" : String.valueOf(numerator / denominator));
      return this;
    }

    /** A count of people, or a median, of so many. */
    Row value(double value, double denominator) {
      figures = "NULL, " + denominator + ", " + value;
      return this;
    }

    Row pending(long units) {
      pending = units;
      return this;
    }

    Row measures(String json) {
      measures = json;
      return this;
    }

    private String sql() {
      int version = kpi.equals("weekly_active_users") ? 2 : 1;
      return "(%s, %d, %s, %s, %s, %s, %s, '%s', %s, %s, %s, %s, %d, 0, 0, '%s', %b, 0, 'r', '1', %s)"
          .formatted(
              DuckDb.SQL.literal(kpi),
              version,
              DuckDb.SQL.literal(environment),
              DuckDb.SQL.literal(tenant),
              DuckDb.SQL.literal(persona),
              DuckDb.SQL.literal(dimension),
              DuckDb.SQL.literal(dimensionValue),
              grain,
              time(start),
              time(end),
              time(asOf),
              figures,
              pending,
              measures,
              pending == 0 && !asOf.isBefore(end),
              time(writtenAt));
    }

    private static String time(Instant instant) {
      return DuckDb.SQL.timestamp(instant.toEpochMilli());
    }
  }

  ReviewFixture write(Row... rows) {
    return write(List.of(rows));
  }

  ReviewFixture write(List<Row> rows) {
    warehouse.execute(
        """
        INSERT INTO kpi_values (kpi, definition_version, environment, tenant_id, persona, dimension,
          dimension_value, period_grain, period_start, period_end, as_of, numerator, denominator,
          value, pending, excluded_opt_out, excluded_unresolved, measures, is_final, pane_index,
          run_id, pipeline_version, written_at) VALUES
        """
            + String.join(", ", rows.stream().map(Row::sql).toList()));
    return this;
  }
}
