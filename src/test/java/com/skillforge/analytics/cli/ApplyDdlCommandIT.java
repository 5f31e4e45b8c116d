package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.options.MigrationOptions;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import com.skillforge.analytics.testing.cloud.bigquery.BigQueryStandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyDdlCommandIT {
  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private ExitCode run(WarehouseKind name, Stream<String> arguments) {
    printed.reset();
    MigrationOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
            .as(MigrationOptions.class);
    return ApplyDdlCommand.run(
        Warehouses.migrations(name, options),
        options,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFileIsMadeBroughtUpToDateAndLeftAloneWhenItDoesNotFit() {
    Path file = directory.resolve("w.duckdb");
    String local = "--localWarehouse=" + file;
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local, "--dryRun"))).isEqualTo(ExitCode.DONE);
    assertThat(printed()).contains("create table raw_events.resume", "nothing was changed");
    assertThat(Files.exists(file)).isFalse();

    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.DONE);
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.DONE);
    assertThat(printed()).startsWith("0 changes were made");

    execute(file, "ALTER TABLE user_sessions DROP COLUMN salt_version");
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.DONE);
    assertThat(printed()).startsWith("add column user_sessions.salt_version");

    execute(file, "ALTER TABLE user_sessions ALTER COLUMN user_id TYPE BLOB");
    execute(file, "ALTER TABLE user_sessions DROP COLUMN salt_version");
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.CHECK);
    assertThat(printed())
        .contains("Column user_sessions.user_id has type BLOB", "Nothing was changed");
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local, "--dryRun"))).isEqualTo(ExitCode.CHECK);
  }

  private static void execute(Path file, String sql) {
    new DuckDbWarehouse(file)
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  @Test
  void bigQueryGetsWhatItLacks() {
    try (BigQueryStandIn bigQuery = new BigQueryStandIn()) {
      assertThat(run(WarehouseKind.BIGQUERY, bigQuery.arguments().stream()))
          .isEqualTo(ExitCode.DONE);
      assertThat(printed()).contains("create schema staging", "create table kpi_values");
      bigQuery.run("ALTER TABLE dimensions.terms DROP COLUMN ends_at");
      assertThat(run(WarehouseKind.BIGQUERY, bigQuery.arguments().stream()))
          .isEqualTo(ExitCode.DONE);
      assertThat(printed())
          .contains("add column dimensions.terms.ends_at")
          .doesNotContain("create ");
    }
  }
}
