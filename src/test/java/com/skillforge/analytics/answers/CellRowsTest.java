package com.skillforge.analytics.answers;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.options.KpiQueryOptions;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellRowsTest {
  private static final String WAU = "weekly_active_users";

  @TempDir Path directory;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void write() {
    SinkFixture fixture = new SinkFixture(directory.resolve("w.duckdb"));
    fixture.write(batch("a run"), output().value(wau(0, MONDAY + DAY, 5, 1.0)));
    warehouse = new DuckDbWarehouse(fixture.file());
  }

  private void name(String column, String value) {
    int changed =
        warehouse.write(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement("UPDATE kpi_values SET " + column + " = ?")) {
                update.setString(1, value);
                return update.executeUpdate();
              }
            });
    assertThat(changed).isEqualTo(1);
  }

  private List<KpiRow> rows(KpiQueryOptions options) {
    return CellRows.all(warehouse, WAU, KpiQuery.read(options, new ArrayList<>()).rows());
  }

  private static KpiQueryOptions options() {
    return PipelineOptionsFactory.as(KpiQueryOptions.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"environment =x", "environment =", "it's", "a\"b", "%1$s", "north"})
  void findsTheRowsOfATenantWhateverItIsCalled(String tenant) {
    name("tenant_id", tenant);
    KpiQueryOptions named = options();
    named.setTenant(tenant);

    assertThat(rows(named))
        .singleElement()
        .extracting(row -> row.key().tenantId())
        .isEqualTo(tenant);

    named.setTenant(tenant + "?");
    assertThat(rows(named)).isEmpty();
  }

  @Test
  void theEnvironmentIsThatOfTheRowsAndNotOfTheirRun() {
    name("environment", "elsewhere");
    KpiQueryOptions named = options();
    named.setEnvironment("elsewhere");
    named.setPeriod(Instant.ofEpochMilli(MONDAY).toString());

    assertThat(rows(named))
        .singleElement()
        .extracting(row -> row.key().environment())
        .isEqualTo("elsewhere");
  }
}
