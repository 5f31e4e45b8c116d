package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
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
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  void theLeastGroupSizeStaysAsItWasSet() {
    Path file = directory.resolve("w.duckdb");
    String local = "--localWarehouse=" + file;
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local, "--minGroupSize=7", "--dryRun")))
        .isEqualTo(ExitCode.DONE);
    assertThat(printed()).contains("Advisors would see figures of at least 7 people.");
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.DONE);
    assertThat(minGroupSize(file)).isEqualTo(5);
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local, "--minGroupSize=7")))
        .isEqualTo(ExitCode.DONE);
    assertThat(printed()).contains("Advisors see figures of at least 7 people.");
    assertThat(run(WarehouseKind.LOCAL, Stream.of(local))).isEqualTo(ExitCode.DONE);
    assertThat(minGroupSize(file)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(names = {"BIGQUERY", "SNOWFLAKE"})
  void whatANewWarehouseGetsIsSaidWithoutAny(WarehouseKind kind) throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    String warehouse = "--warehouse=" + kind.label();
    assertThat(ApplyDdlCommand.COMMAND.run(new String[] {warehouse, "--dry-run"}, out))
        .isEqualTo(ExitCode.DONE);
    assertThat(printed())
        .startsWith("No option leads to " + kind.label() + ": these are the statements for a new")
        .contains("create table raw_events.resume", "CREATE TABLE", "nothing was changed");
    assertThatThrownBy(() -> ApplyDdlCommand.COMMAND.run(new String[] {warehouse}, out))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is required");
  }

  @Test
  void helpListsTheOptionsOfEveryWarehouse() throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    ApplyDdlCommand.COMMAND.run(new String[] {"--help"}, out);
    assertThat(printed())
        .contains("--warehouse=…", "--dryRun", "--minGroupSize=…", "--localWarehouse=…")
        .contains("--project", "--bigQueryPatienceSeconds=…", "--snowflakeAccount=…");
  }

  @Test
  void aGroupOfOneIsRefusedWithWhatElseIsWrong() {
    assertThatThrownBy(
            () ->
                ApplyDdlCommand.COMMAND.run(
                    new String[] {"--warehouse=nowhere", "--minGroupSize=1"},
                    new PrintStream(printed, true, StandardCharsets.UTF_8)))
        .hasMessageContaining("--minGroupSize=1 would show advisors single people")
        .hasMessageContaining("nowhere");
  }

  private static int minGroupSize(Path file) {
    return new DuckDbWarehouse(file)
        .read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery("SELECT people FROM permissions.min_group_sizes")) {
                assertThat(row.next()).isTrue();
                return row.getInt(1);
              }
            });
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
