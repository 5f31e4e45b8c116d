package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SQL of the documents that no command line holds: blocks of it hold for all warehouses, and
 * what stands within lines is Snowflake's, which {@code SnowflakeScriptsIT} has parsed.
 */
class DocumentedQueriesTest {
  @TempDir Path directory;

  private static List<String> blocks() {
    return DocumentedCode.all().stream()
        .filter(code -> code.block() && code.language().equals("sql"))
        .flatMap(code -> List.of(code.text().replaceAll("--.*", "").split(";")).stream())
        .filter(statement -> !statement.isBlank())
        .toList();
  }

  @Test
  void theLocalWarehouseTakesThem() {
    DuckDbWarehouse warehouse =
        new DuckDbWarehouse(new SinkFixture(directory.resolve("w.duckdb")).file());
    assertThat(blocks()).isNotEmpty().allSatisfy(warehouse::execute);
  }

  @Test
  void bigQueryTakesThem() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, SinkFixture.PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    assertThat(blocks()).isNotEmpty().allSatisfy(analyser::accept);
  }

  @Test
  void queriesWithinLinesAreAllParsedAsSnowflakes() {
    assertThat(DocumentedCode.snowflakeQueries())
        .isNotEmpty()
        .allSatisfy(query -> assertThat(query.document()).hasFileName("runbook.md"));
  }
}
