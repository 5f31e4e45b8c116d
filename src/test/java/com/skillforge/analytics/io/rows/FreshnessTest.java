package com.skillforge.analytics.io.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  @TempDir Path directory;

  @Test
  void isThatOfTheNewestEventByDatasetAndEnvironment() {
    DuckDbWarehouse warehouse =
        new DuckDbWarehouse(new SinkFixture(directory.resolve("w.duckdb")).file());
    assertThat(Freshness.read(warehouse, PLAN)).as("nothing is stored").isEmpty();
    warehouse.execute(
        """
        INSERT INTO raw_events.discovery (event_id, event_timestamp, environment)
        VALUES ('a', TIMESTAMP '2026-01-06 10:00:00', 'prod'),
          ('b', TIMESTAMP '2026-01-06 12:00:00', 'prod'),
          ('c', TIMESTAMP '2026-01-01 00:00:00', 'staging')""");
    warehouse.execute(
        """
        INSERT INTO raw_events.resume (event_id, event_timestamp, environment)
        VALUES ('d', TIMESTAMP '2026-01-05 10:00:00', 'prod'), ('e', NULL, 'dev')""");

    assertThat(Freshness.read(warehouse, PLAN))
        .containsExactly(
            new Freshness("analytics", "prod", Instant.parse("2026-01-06T12:00:00Z")),
            new Freshness("analytics", "staging", Instant.parse("2026-01-01T00:00:00Z")),
            new Freshness("raw_events", "prod", Instant.parse("2026-01-06T12:00:00Z")),
            new Freshness("raw_events", "staging", Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void anEventAheadOfTheClockIsNoYoungerThanNow() {
    Instant now = Instant.parse("2026-01-06T12:00:00Z");
    assertThat(new Freshness("d", "prod", now.minusSeconds(90)).age(now))
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(new Freshness("d", "prod", now.plusSeconds(90)).age(now)).isZero();
  }

  @Test
  void bigQueryTakesTheQuestion() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    schema.statements(Script.SCHEMAS).forEach(analyser::accept);
    schema.statements(Script.RAW_TABLES).forEach(analyser::accept);

    assertThatCode(() -> analyser.accept(Freshness.query(BigQuery.SQL, RawTable.all(PLAN))))
        .doesNotThrowAnyException();
  }
}
