package com.skillforge.analytics.privacy;

import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbConnector;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.AskedWarehouse;
import com.skillforge.analytics.testing.GoogleSql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseScanTest {
  private static final String HASH =
      "c3a94b4e9a3d7c6d4b65f7d67c2dbfe09f4c2f5ddad3d6e279d0da5f1e65e123";

  @TempDir Path directory;
  private SinkFixture fixture;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    fixture = new SinkFixture(directory.resolve("scanned.duckdb"));
    warehouse = new DuckDbWarehouse(fixture.file());
  }

  private WarehouseScan.Result scan() {
    WarehouseSchema schema = WarehouseSchema.of(DuckDb.SQL, PLAN);
    return new WarehouseScan(warehouse, PLAN)
        .run(new DuckDbConnector(fixture.file()).catalog(schema));
  }

  /** As text, without where each first one is. */
  private List<String> found() {
    return scan().findings().stream()
        .map(it -> it.part() + " " + it.kind().label() + " " + it.count() + " " + it.example())
        .toList();
  }

  @Test
  void whatOnlyLooksLikePersonalDataIsNone() {
    fixture.write(
        batch("clean"),
        output()
            .record(
                session("usr_4155550100x", "a", MONDAY, 4_155_550_100L)
                    .value("pii_hash", HASH)
                    .value("context_page", "/matches?v=1.415.555.01001&q=50%25")
                    .value("context_device", "14.10.2 build 20260112")
                    .build())
            .letter(letter(2_147_483_648L, "{\"at\": 1767571200000, \"mail\": \"[redacted]\"}")));
    warehouse.execute(
        "CREATE TABLE numbers AS SELECT 4155550100 AS phone, DATE '2026-01-05' AS day,"
            + " CAST('{\"offset\": 4155550100, \"n\": [2147483648]}' AS JSON) AS offsets,"
            + " CAST('12345678-1234-1234-1234-123456789012' AS UUID) AS id");

    WarehouseScan.Result result = scan();

    assertThat(result.findings()).isEmpty();
    assertThat(result.tables()).isGreaterThan(30);
    assertThat(result.columns()).isGreaterThan(300);
  }

  @Test
  void everyTextOfEveryTableIsLookedAt() {
    fixture.write(
        batch("planted"),
        output()
            .record(
                session("ann", "a", MONDAY, 7)
                    .value("context_page", "/users/maya%40example.org/x")
                    .build())
            .record(session("maya@example.org", "b", MONDAY, 8).build())
            .letter(letter(9, "{\"note\": \"ask maya\\u0040example.org, +1 415 555 0100\"}")));
    warehouse.execute(
        "INSERT INTO advisor.bulk_assignments (tenant_id, student_ids)"
            + " VALUES ('default', ['ann', '(415) 555-0100']), ('default', ['bob'])");
    warehouse.execute("ALTER TABLE kpi_values ADD COLUMN of_an_earlier_release VARCHAR");
    warehouse.execute(
        "INSERT INTO kpi_values (kpi, measures, of_an_earlier_release)"
            + " VALUES ('k', '{\"a@example.org\": 1}', 'b@example.org')");
    warehouse.execute(
        "CREATE TABLE notes AS SELECT {'who': 'ann', 'tel': '4155550100'} AS form,"
            + " MAP {'mail': ['c@example.org']} AS more");

    assertThat(found())
        .contains(
            "main.user_sessions.context_page e-mail address 1 ****%##*******.***",
            "main.user_sessions.user_id e-mail address 1 ****@*******.***",
            "main.user_sessions.canonical_user_id e-mail address 1 ****@*******.***",
            "main.dead_letters.payload e-mail address 1 ****@*******.***",
            "main.dead_letters.payload phone number 1 +# ### ### ####",
            "advisor.bulk_assignments.student_ids phone number 1 ###) ###-####",
            "main.kpi_values.measures e-mail address 1 *@*******.***",
            "main.kpi_values.of_an_earlier_release e-mail address 1 *@*******.***",
            "main.notes.form phone number 1 ##########",
            "main.notes.more e-mail address 1 *@*******.***")
        .noneMatch(line -> line.contains("maya") || line.contains("415"));
    assertThat(scan().findings())
        .filteredOn(finding -> finding.part().equals("main.user_sessions.context_page"))
        .extracting(PiiFinding::first)
        .allSatisfy(
            first ->
                assertThat(first)
                    .startsWith(
                        "record_topic=analytics.events.student record_partition=1 record_offset=7"
                            + " run_id="));
  }

  @Test
  void readersAreKnownByTheirAddress() {
    warehouse.execute(
        "INSERT INTO permissions.tenant_readers VALUES ('ann@example.org', 'b@example.org')");

    assertThat(found())
        .containsExactly("permissions.tenant_readers.tenant_id e-mail address 1 *@*******.***");
  }

  @Test
  void everyRowOfATableIsLookedAt() {
    warehouse.execute(
        "CREATE TABLE big AS SELECT CASE WHEN i % 40000 = 39999 THEN i || '@example.org'"
            + " ELSE 'row ' || i END AS text FROM range(120000) AS rows (i)");
    warehouse.execute("DELETE FROM big WHERE text = '39999@example.org'");

    assertThat(found()).containsExactly("main.big.text e-mail address 2 #####@*******.***");
  }

  @Test
  void aWarehouseWithoutTablesIsNotClean() {
    WarehouseScan scan = new WarehouseScan(warehouse, PLAN);
    WarehouseCatalog nothing = new WarehouseCatalog();

    assertThatThrownBy(() -> scan.run(nothing))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("no table in local");
  }

  private static List<String> queries(Dialect dialect) {
    WarehouseCatalog catalog = new WarehouseCatalog();
    for (Table table : WarehouseSchema.of(dialect, PLAN).tables()) {
      String schema =
          table.name().schema().isEmpty() ? dialect.defaultSchema() : table.name().schema();
      catalog.table(schema, table.name().table(), "");
      for (Column column : table.columns()) {
        String type = dialect.storedTypeName(column.type());
        catalog.column(schema, table.name().table(), column.name(), new CatalogColumn(type, ""));
      }
    }
    AskedWarehouse asked = new AskedWarehouse(dialect);
    new WarehouseScan(asked, PLAN).run(catalog);
    return asked.queries();
  }

  @Test
  void bigQueryTakesTheQueries() {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script :
        List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS, Script.MARTS)) {
      schema.statements(script).forEach(analyser::accept);
    }

    List<String> queries = queries(BigQuery.SQL);

    assertThat(queries).hasSameSizeAs(schema.tables());
    queries.forEach(analyser::accept);
  }

  @Test
  void inAllWarehousesTheSameColumnsAreLookedAt() {
    assertThat(queries(Snowflake.SQL)).hasSameSizeAs(queries(BigQuery.SQL));
    assertThat(queries(Snowflake.SQL))
        .filteredOn(query -> query.contains("bulk_assignments"))
        .singleElement()
        .asString()
        .contains("TO_JSON(student_ids)")
        .doesNotContain("TO_JSON(user_id)");
  }
}
