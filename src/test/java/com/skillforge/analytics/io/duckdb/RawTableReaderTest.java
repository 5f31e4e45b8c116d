package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.nio.file.Path;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawTableReaderTest {
  @TempDir Path directory;

  @Test
  void readsRecordsInTheOrderOfTheirTime() {
    SinkFixture warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    warehouse.write(
        batch("a"),
        output().record(optOut("u1", MONDAY + 9, false, 1)).record(optOut("u1", MONDAY, true, 2)));
    assertThat(
            new RawTableReader(new DuckDbWarehouse(warehouse.file()), PLAN)
                .read(type("settings_tracking_opt_out")))
        .extracting(
            AnalyticsRecord::canonicalUserId,
            AnalyticsRecord::eventTimeMillis,
            record -> record.flag("opt_out_status", false),
            AnalyticsRecord::position)
        .containsExactly(
            tuple(
                "u1", MONDAY, true, new RecordPosition("kafka", "analytics.events.student", 0, 2)),
            tuple(
                "u1",
                MONDAY + 9,
                false,
                new RecordPosition("kafka", "analytics.events.student", 0, 1)));
  }

  @Test
  void isEmptyWithoutAFileOrATable() {
    DuckDbWarehouse warehouse = new DuckDbWarehouse(directory.resolve("w.duckdb"));
    RawTableReader reader = new RawTableReader(warehouse, PLAN);
    assertThat(reader.read(type("settings_tracking_opt_out"))).isEmpty();
    assertThat(warehouse.file()).doesNotExist();
    warehouse.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("CREATE TABLE other (x INTEGER)");
          }
        });
    assertThat(reader.read(type("settings_tracking_opt_out"))).isEmpty();
  }

  private static AnalyticsRecord optOut(String user, long at, boolean status, long offset) {
    return AnalyticsRecord.builder(type("settings_tracking_opt_out"))
        .recordId(SinkFixture.id("opt-out " + offset))
        .environment("prod")
        .canonicalUserId(user)
        .eventTimeMillis(at)
        .recordTimestampMillis(at)
        .position(new RecordPosition("kafka", "analytics.events.student", 0, offset))
        .value("user_id", user)
        .value("opt_out_status", status)
        .build();
  }
}
