package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.duckdb.AuditWarehouse;
import com.skillforge.analytics.io.duckdb.DuckDbConnector;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit queries run the way that their comments say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditQueriesTest {
  private static final String VALIDATION = "validate_kpis.sql";

  private Path warehouse;

  @BeforeAll
  void emptyWarehouse(@TempDir Path directory) {
    warehouse = directory.resolve("w.duckdb");
    new StagingSink(new DuckDbConnector(warehouse), TrackingPlan.builtIn())
        .begin(
            new RunInfo(
                "raw-events",
                "0.1.0",
                "local",
                "{}",
                Optional.empty(),
                Optional.empty(),
                false,
                Instant.EPOCH));
  }

  static List<Path> queries() throws Exception {
    try (Stream<Path> files = Files.list(AuditWarehouse.CHECKS)) {
      return files
          .filter(file -> file.toString().endsWith(".sql") && !file.endsWith(VALIDATION))
          .sorted()
          .toList();
    }
  }

  @Test
  void theValidationRunsByTheCommandToo() throws Exception {
    String sql = Files.readString(AuditWarehouse.CHECKS.resolve(VALIDATION));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExitCode code =
        SqlCommand.COMMAND.run(
            new String[] {"--localWarehouse=" + warehouse, "--format=csv", sql},
            new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("check_name,table_name,detail,row_count");
  }

  @ParameterizedTest
  @MethodSource("queries")
  void runsByTheCommandInItsComment(Path query) throws Exception {
    String sql = Files.readString(query);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ExitCode code =
        SqlCommand.COMMAND.run(
            new String[] {"--localWarehouse=" + warehouse, "--format=csv", sql},
            new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            "environment,tenant_id,persona,dimension,dimension_value,period_grain,period_start,"
                + "period_end,as_of,numerator,denominator,value,pending,excluded_opt_out,"
                + "excluded_unresolved,measures,is_final");
    assertThat(sql).contains("\"$(cat " + query + ")\"");
  }
}
