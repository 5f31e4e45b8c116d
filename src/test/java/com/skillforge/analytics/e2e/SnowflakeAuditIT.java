package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.local.LocalWarehouse;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The audit queries for Snowflake answer what those for the local warehouse do. */
class SnowflakeAuditIT {
  private static final Path LOCAL = Path.of("sql", "duckdb", "checks");
  private static final Path SNOWFLAKE = Path.of("sql", "snowflake", "checks");

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
  private static SnowflakeStandIn account;

  @BeforeAll
  static void fill() throws SQLException {
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
    account = SnowflakeStandIn.start();
    account.createTables();
    copyRows();
  }

  @AfterAll
  static void stop() {
    account.close();
  }

  /** A run writes the same rows into all warehouses: they need not go through the connector. */
  private static void copyRows() throws SQLException {
    Tables local = Tables.of(warehouse);
    try (Connection connection = account.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + warehouse + "' AS local_file (READ_ONLY)");
      for (String table : local.rows().keySet()) {
        if (local.count(table) > 0) {
          statement.execute(
              "INSERT INTO %s.%s BY NAME FROM local_file.%s"
                  .formatted(
                      SnowflakeStandIn.DATABASE,
                      table.replaceFirst("^main\\.", SnowflakeStandIn.SCHEMA + "."),
                      table));
        }
      }
      statement.execute("DETACH local_file");
    }
  }

  static List<String> kpis() {
    try (Stream<Path> files = Files.list(SNOWFLAKE)) {
      return files
          .map(file -> file.getFileName().toString().replace(".sql", ""))
          .filter(name -> !name.equals("validate_kpis"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("kpis")
  void bothSayTheSame(String kpi) throws IOException, SQLException {
    String query = Files.readString(LOCAL.resolve(kpi + ".sql"));
    Map<String, NavigableMap<String, Optional<Object>>> expected =
        new LocalWarehouse(warehouse).read(connection -> rows(connection, query));
    Map<String, NavigableMap<String, Optional<Object>>> actual;
    try (Connection connection = account.connect()) {
      actual =
          rows(connection, account.translate(Files.readString(SNOWFLAKE.resolve(kpi + ".sql"))));
    }

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
            row.put(column, Optional.ofNullable(results.getObject(i)).map(SnowflakeAuditIT::value));
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
