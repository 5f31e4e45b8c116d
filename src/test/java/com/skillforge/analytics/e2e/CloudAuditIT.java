package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit queries for BigQuery and Snowflake answer what those for the local warehouse do. */
class CloudAuditIT {
  private static final Path SQL = Path.of("sql");

  private static final List<String> KEY =
      List.of(
          "environment",
          "tenant_id",
          "persona",
          "dimension",
          "dimension_value",
          "period_grain",
          "period_start");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path directory;
  private static Path warehouse;
  private static SnowflakeStandIn snowflake;
  private static BigQueryLoopback bigQuery;

  @BeforeAll
  static void fill() throws IOException, SQLException {
    warehouse = directory.resolve("local.duckdb");
    List<String> arguments =
        Stream.concat(
                SmallSemester.write(directory.resolve("files")).stream(),
                Stream.of(
                    "--terms=" + directory.resolve("files").resolve("terms.csv"),
                    "--localWarehouse=" + warehouse))
            .toList();
    Runs.rawEvents(arguments);
    Runs.kpi(arguments);
    postponeTooLate();
    snowflake = SnowflakeStandIn.start();
    snowflake.createTables();
    try (Connection connection = snowflake.connect()) {
      copyRows(connection, SnowflakeStandIn.DATABASE, SnowflakeStandIn.SCHEMA);
    }
    bigQuery = BigQueryLoopback.start();
    try (Connection connection = bigQuery.service().connect()) {
      copyRows(connection, connection.getCatalog(), "skillforge");
    }
  }

  @AfterAll
  static void stop() {
    snowflake.close();
    bigQuery.close();
  }

  /** The semester has no due dates that replace one which has passed already: here are some. */
  private static void postponeTooLate() {
    int postponed =
        new DuckDbWarehouse(warehouse)
            .write(
                connection ->
                    connection
                        .createStatement()
                        .executeUpdate(
                            """
              INSERT INTO task_progress.tasks BY NAME
              SELECT * REPLACE (
                concat(event_id, '-postponed') AS event_id,
                due_at + INTERVAL 1 DAY AS event_timestamp,
                due_at + INTERVAL 30 DAY AS due_at)
              FROM task_progress.tasks
              WHERE due_at IS NOT NULL
              """));
    assertThat(postponed).isPositive();
  }

  /** A run writes the same rows into all warehouses: they need not go through the connectors. */
  private static void copyRows(Connection connection, String catalog, String defaultSchema)
      throws IOException, SQLException {
    Tables local = Tables.of(warehouse);
    // A copy, because this process may have the file itself open still.
    Path copy = directory.resolve("copy.duckdb");
    Files.copy(warehouse, copy, StandardCopyOption.REPLACE_EXISTING);
    try (Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + copy + "' AS local_file (READ_ONLY)");
      for (String table : local.rows().keySet()) {
        if (local.count(table) > 0) {
          String target = catalog + "." + table.replaceFirst("^main\\.", defaultSchema + ".");
          statement.execute("DELETE FROM " + target); // the scripts fill the schema registry
          statement.execute("INSERT INTO " + target + " BY NAME FROM local_file." + table);
        }
      }
      statement.execute("DETACH local_file");
    }
  }

  @ParameterizedTest
  @MethodSource("com.skillforge.analytics.kpi.Kpis#names")
  void snowflakeSaysTheSame(String kpi) throws IOException, SQLException {
    try (Connection connection = snowflake.connect()) {
      assertLocalRows(kpi, rows(connection, snowflake.translate(query("snowflake", kpi))));
    }
  }

  @ParameterizedTest
  @MethodSource("com.skillforge.analytics.kpi.Kpis#names")
  void bigQuerySaysTheSame(String kpi) throws IOException, SQLException {
    try (Connection connection = bigQuery.service().connect()) {
      assertLocalRows(kpi, rows(connection, bigQuery.service().translate(query("bigquery", kpi))));
    }
  }

  private static String query(String dialect, String kpi) throws IOException {
    return Files.readString(SQL.resolve(dialect).resolve("checks").resolve(kpi + ".sql"));
  }

  private static void assertLocalRows(
      String kpi, Map<String, NavigableMap<String, Optional<Object>>> actual) throws IOException {
    String query = query("duckdb", kpi);
    Map<String, NavigableMap<String, Optional<Object>>> expected =
        new DuckDbWarehouse(warehouse).read(connection -> rows(connection, query));

    assertThat(expected).isNotEmpty();
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, row) -> assertSame(key, actual.get(key), row));
  }

  private static void assertSame(
      String key,
      NavigableMap<String, Optional<Object>> actual,
      NavigableMap<String, Optional<Object>> expected) {
    assertThat(actual.keySet()).as(key).isEqualTo(expected.keySet());
    expected.forEach(
        (column, value) -> {
          Optional<Object> found = actual.get(column);
          if (value.orElse("") instanceof Double number
              && found.orElse("") instanceof Double other) {
            assertThat(other).as("%s %s", key, column).isCloseTo(number, within(1e-9));
          } else {
            assertThat(found).as("%s %s", key, column).isEqualTo(value);
          }
        });
  }

  /** The rows by their key, each by column; measures are columns too, numbers are doubles. */
  private static Map<String, NavigableMap<String, Optional<Object>>> rows(
      Connection connection, String query) throws SQLException {
    Map<String, NavigableMap<String, Optional<Object>>> rows = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(query)) {
      ResultSetMetaData meta = results.getMetaData();
      while (results.next()) {
        NavigableMap<String, Optional<Object>> row = new TreeMap<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          String column = meta.getColumnLabel(i);
          if (column.equals("measures")) {
            row.putAll(measures(results.getString(i)));
          } else {
            row.put(column, Optional.ofNullable(results.getObject(i)).map(CloudAuditIT::value));
          }
        }
        String key = KEY.stream().map(row::get).toList().toString();
        assertThat(rows.put(key, row)).as("a second row of %s", key).isNull();
      }
    }
    return rows;
  }

  private static Object value(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value.toString();
  }

  private static NavigableMap<String, Optional<Object>> measures(String json) {
    NavigableMap<String, Optional<Object>> measures = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> measure : MAPPER.readTree(json).properties()) {
        JsonNode figure = measure.getValue();
        measures.put(
            "measures." + measure.getKey(),
            figure.isNull() ? Optional.empty() : Optional.of(figure.doubleValue()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The measures are no JSON", e);
    }
    return measures;
  }
}
