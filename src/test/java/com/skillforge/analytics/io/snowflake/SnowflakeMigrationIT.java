package com.skillforge.analytics.io.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.warehouse.SchemaMigrations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnowflakeMigrationIT {
  @TempDir private Path folder;

  @Test
  void aDatabaseGetsWhatItLacks() {
    try (SnowflakeStandIn snowflake = SnowflakeStandIn.start()) {
      SnowflakeConnector connector =
          SnowflakeSetting.connector(SnowflakeSetting.account(snowflake, folder), folder);
      SchemaMigrations migrations = new SchemaMigrations(connector, TrackingPlan.builtIn());
      Migration all = migrations.compare();
      assertThat(all.changes()).contains("create schema staging", "create table kpi_values");
      migrations.apply(all);
      Migration rest = migrations.compare();
      assertThat(rest.refusals()).isEmpty();
      assertThat(rest.notices()).isEmpty();
      // The stand-in keeps no descriptions that come with a table.
      assertThat(rest.changes()).allMatch(change -> change.startsWith("describe "));
    }
  }
}
