package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of corruption makes the check fail that is for it, and no other one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationQueryTest {
  private final WarehouseSchema schema = WarehouseSchema.of(DuckDb.SQL, TrackingPlan.builtIn());
  private final SortedMap<String, Duration> lateness =
      new TreeMap<>(
          Map.of(
              "raw-events", Duration.ofHours(28),
              "weekly_active_users", Duration.ofHours(172),
              "plan_adherence", Duration.ofHours(172),
              "kpi(all)", Duration.ofHours(28)));

  /** In a moment both are late: the run of the day, and that of the week. */
  private static final Instant AT = Instant.parse("2026-01-13T04:00:00Z");

  private Connection connection;

  @BeforeAll
  void fill() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    for (List<String> script : schema.scripts().values()) {
      for (String sql : script) {
        if (!sql.startsWith("COMMENT")) {
          execute(sql);
        }
      }
    }
    execute(
        """
        INSERT INTO raw_events.assessment (
          event_name, event_id, event_timestamp, tenant_id, environment, anonymous_id, user_id,
          persona, context_page, opt_out_status, assessment_id, readiness_score,
          canonical_user_id, opted_out, record_topic, ingested_at)
        SELECT 'assessment_completed', 'e' || n, TIMESTAMP '2026-01-12 08:00:00', 't', 'prod',
          'a', 'u', 'student', '/', false, 'a1', 70, 'u', false, 'x',
          TIMESTAMP '2026-01-12 09:00:00'
        FROM range(3) AS events(n)
        """);
    execute(
        """
        INSERT INTO user_sessions (event_id, event_timestamp, tenant_id, environment,
          canonical_user_id, opted_out, ingested_at)
        VALUES ('s', TIMESTAMP '2026-01-12 08:00:00', 't', 'prod', 'u', true,
          TIMESTAMP '2026-01-12 09:00:00')
        """);
    execute(
        """
        INSERT INTO pipeline_runs (run_id, status, read, accepted, duplicates, suppressed, erased,
          dead_lettered)
        VALUES ('r', 'succeeded', 5, 3, 1, 0, 0, 1), ('broken', 'failed', 5, 0, 0, 0, 0, 0)
        """);
    execute(
        """
        INSERT INTO pipeline_runs (run_id, status, pipeline, environment, streaming, range_from,
          range_to, read, accepted, duplicates, suppressed, erased, dead_lettered)
        VALUES
          ('day', 'succeeded', 'raw-events', 'prod', false, TIMESTAMP '2025-01-01', TIMESTAMP '2026-01-12', 0, 0, 0, 0, 0, 0),
          ('week', 'succeeded', 'weekly_active_users', 'prod', false, TIMESTAMP '2025-01-01', TIMESTAMP '2026-01-06', 0, 0, 0,
            0, 0, 0),
          ('retired', 'succeeded', 'plan_adherence', 'prod', false, TIMESTAMP '2025-01-01', TIMESTAMP '2025-11-01', 0, 0, 0, 0,
            0, 0),
          ('up to now', 'succeeded', 'kpi(all)', 'prod', false, NULL, NULL, 0, 0, 0, 0, 0, 0),
          ('by hand', 'succeeded', 'kpi(all)', 'prod', false, NULL, TIMESTAMP '2026-01-01', 0, 0, 0, 0, 0, 0),
          ('of somebody', 'succeeded', 'their-own', 'prod', false, TIMESTAMP '2025-01-01', TIMESTAMP '2026-01-01', 0, 0, 0, 0,
            0, 0)
        """);
    execute(
        """
        INSERT INTO kpi_values (kpi, definition_version, environment, tenant_id, persona, dimension,
          dimension_value, period_grain, period_start, period_end, as_of, numerator, denominator,
          value, pending, excluded_opt_out, excluded_unresolved, pane_index)
        SELECT kpi, 1, 'prod', 't', 'all', '', '', 'week', TIMESTAMP '2026-01-05',
          TIMESTAMP '2026-01-12', TIMESTAMP '2026-01-13', 1, 2, 0.5, 0, 0, 0, 0
        FROM (VALUES ('plan_adherence'), ('onboarding_completion')) AS kpis(kpi)
        """);
    execute(
        """
        INSERT INTO identity.links (tenant_id, alias_type, alias) VALUES ('t', 'user_id', 'a')
        """);
    execute(
        """
        INSERT INTO quality_checks (gate, environment, subject, value, written_at) VALUES
          ('kpi_audit', 'prod', 'plan_adherence', 3, TIMESTAMP '2026-01-10'),
          ('kpi_audit', 'prod', 'plan_adherence', 0, TIMESTAMP '2026-01-11'),
          ('volume', 'prod', 'all records', 5, TIMESTAMP '2026-01-12')
        """);
    execute("INSERT INTO dimensions.terms (tenant_id, term_id) VALUES ('t', 'spring')");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void soundTablesFailNoCheck() throws SQLException {
    assertThat(failures()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          required_columns     | analytics.skill_readiness | UPDATE raw_events.assessment SET user_id = NULL WHERE event_id = 'e1'
          required_columns     | analytics.skill_readiness | UPDATE raw_events.assessment SET environment = NULL WHERE event_id = 'e1'
          required_columns     | kpi_values                | UPDATE kpi_values SET dimension = NULL WHERE kpi = 'plan_adherence'
          persona_segmentation | analytics.skill_readiness | UPDATE raw_events.assessment SET persona = 'advisor' WHERE event_id = 'e1'
          persona_segmentation | kpi_values                | UPDATE kpi_values SET persona = 'everybody' WHERE kpi = 'plan_adherence'
          ranges               | analytics.skill_readiness | UPDATE raw_events.assessment SET readiness_score = 101 WHERE event_id = 'e1'
          ranges               | analytics.skill_readiness | UPDATE raw_events.assessment SET event_timestamp = TIMESTAMP '2026-01-14' WHERE event_id = 'e1'
          ranges               | kpi_values                | UPDATE kpi_values SET value = 1.5 WHERE kpi = 'plan_adherence'
          ranges               | kpi_values                | UPDATE kpi_values SET pending = -1 WHERE kpi = 'plan_adherence'
          conservation         | pipeline_runs             | UPDATE pipeline_runs SET accepted = 2 WHERE run_id = 'r'
          conservation         | pipeline_runs             | UPDATE pipeline_runs SET erased = NULL WHERE run_id = 'r'
          freshness            | pipeline_runs             | DELETE FROM pipeline_runs
          freshness            | pipeline_runs             | UPDATE pipeline_runs SET range_to = range_to - INTERVAL 1 HOUR WHERE run_id = 'day'
          freshness            | pipeline_runs             | UPDATE pipeline_runs SET range_to = range_to - INTERVAL 1 HOUR WHERE run_id = 'week'
          audit                | quality_checks            | INSERT INTO quality_checks (gate, environment, subject, value, written_at) VALUES ('kpi_audit', 'prod', 'plan_adherence', 2, now())
          uniqueness           | raw_events.assessment     | INSERT INTO raw_events.assessment SELECT * FROM raw_events.assessment WHERE event_id = 'e1'
          uniqueness           | kpi_values                | INSERT INTO kpi_values SELECT * FROM kpi_values WHERE kpi = 'plan_adherence'
          uniqueness           | pipeline_runs             | INSERT INTO pipeline_runs SELECT * FROM pipeline_runs WHERE run_id = 'r'
          uniqueness           | identity.links            | INSERT INTO identity.links SELECT * FROM identity.links
          uniqueness           | dimensions.terms          | INSERT INTO dimensions.terms SELECT * FROM dimensions.terms
          uniqueness           | schema_registry.event_schemas | INSERT INTO schema_registry.event_schemas SELECT * FROM schema_registry.event_schemas
          """)
  void aCorruptionFailsItsCheck(String check, String table, String corruption) throws SQLException {
    execute("BEGIN");
    try {
      execute(corruption);
      assertThat(failures()).containsExactly(check + "|" + table);
    } finally {
      execute("ROLLBACK");
    }
    assertThat(failures()).isEmpty();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> failures() throws SQLException {
    List<String> failures = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(schema.validation(lateness, AT))) {
      while (rows.next()) {
        assertThat(rows.getLong("row_count")).isPositive();
        failures.add(rows.getString("check_name") + "|" + rows.getString("table_name"));
      }
    }
    return failures;
  }
}
