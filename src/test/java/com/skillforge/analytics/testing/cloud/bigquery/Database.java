package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import com.skillforge.analytics.testing.cloud.TableHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** The datasets and tables: schemas and tables of a DuckDB in memory. One call at a time. */
final class Database implements AutoCloseable {
  /** What BigQuery's functions are in DuckDB. */
  private static final List<String> FUNCTIONS =
      List.of(
          "parse_json(text) AS CAST(text AS JSON)",
          "to_json_string(value) AS CAST(to_json(value) AS VARCHAR)",
          "json_value(document, path) AS json_extract_string(document, path)",
          "json_query(document, path) AS json_extract(document, path)",
          "json_query_array(document) AS CAST(document AS JSON[])",
          "timestamp_micros(n) AS make_timestamp(CAST(n AS BIGINT))",
          "timestamp_millis(n) AS make_timestamp(CAST(n AS BIGINT) * 1000)",
          "unix_millis(t) AS epoch_ms(t)",
          "unix_micros(t) AS epoch_us(t)",
          "timestamp_trunc(t, part) AS CAST(date_trunc(part, t) AS TIMESTAMP)",
          "timestamp_diff(later, earlier, part) AS datesub(part, earlier, later)",
          "timestamp_add(t, i) AS t + i",
          "timestamp_sub(t, i) AS t - i",
          "generate_timestamp_array(first, last, step) AS generate_series(first, last, step)",
          "date_add(t, i) AS CAST(t + i AS DATE)",
          "date_sub(t, i) AS CAST(t - i AS DATE)",
          "format_timestamp(format, t) AS strftime(t, format)",
          // DuckDB's is null where no condition is known, BigQuery's is 0.
          "countif(c) AS count(CASE WHEN c THEN 1 END)",
          "logical_or(c) AS bool_or(c)",
          "logical_and(c) AS bool_and(c)",
          "safe_divide(a, b) AS a / nullif(b, 0)",
          // BigQuery's SHA256 gives bytes, DuckDB's the digits that TO_HEX makes of them.
          "to_hex(digits) AS digits",
          "bigquery_now() AS CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)");

  private final TableHistory history = new TableHistory();
  private final PartitionFilters partitionFilters = new PartitionFilters();
  private final Connection connection;

  Database() {
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      for (String function : FUNCTIONS) {
        execute("CREATE MACRO " + function);
      }
      execute("SET TimeZone = 'UTC'");
      execute(TableHistory.schema());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which tables want every statement to say what it reads of them. */
  PartitionFilters partitionFilters() {
    return partitionFilters;
  }

  /** How tables were before they were changed. */
  TableHistory history() {
    return history;
  }

  Connection connect() {
    try {
      return ((DuckDBConnection) connection).duplicate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Work on the connection; nobody else's comes between. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  synchronized <T> T with(Work<T> work) throws SQLException {
    return work.on(connection);
  }

  synchronized void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query whose rows are single texts. */
  synchronized List<String> texts(String sql, String... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  boolean hasDataset(String dataset) {
    return !texts(
            "SELECT schema_name FROM duckdb_schemas()"
                + " WHERE NOT internal AND schema_name = ? AND database_name = 'memory'",
            dataset)
        .isEmpty();
  }

  boolean isView(TableId table) {
    return !texts(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = ? AND view_name = ?",
            table.dataset(),
            table.table())
        .isEmpty();
  }

  /** All tables and views of a dataset. */
  List<String> tables(String dataset) {
    return texts(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1",
        dataset);
  }

  /**
   * The columns of a table.
   *
   * @throws HttpFailure when there is no such table
   */
  synchronized List<Field> fields(TableId table) {
    List<Field> fields = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position")) {
      statement.setString(1, table.dataset());
      statement.setString(2, table.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String type = row.getString(2);
          boolean repeated = type.endsWith("[]");
          fields.add(
              new Field(
                  row.getString(1),
                  FieldType.ofDuckDb(repeated ? type.substring(0, type.length() - 2) : type),
                  repeated,
                  row.getString(3).equals("NO")));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (fields.isEmpty()) {
      throw new HttpFailure(404, "notFound", "Not found: Table " + table);
    }
    return fields;
  }

  void createTable(TableId table, List<Field> fields) {
    if (!hasDataset(table.dataset())) {
      throw new HttpFailure(404, "notFound", "Not found: Dataset " + table.dataset());
    }
    if (tables(table.dataset()).contains(table.table())) {
      throw new HttpFailure(409, "duplicate", "Already Exists: Table " + table);
    }
    String columns =
        fields.stream()
            .map(
                field ->
                    TableId.quote(field.name())
                        + " "
                        + field.duckDbType()
                        + (field.required() ? " NOT NULL" : ""))
            .collect(Collectors.joining(", "));
    run("CREATE TABLE " + table.sql() + " (" + columns + ")");
  }

  void dropTable(TableId table) {
    fields(table);
    run("DROP TABLE " + table.sql());
  }

  private void run(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new HttpFailure(400, "invalid", e.getMessage());
    }
  }

  /** Adds rows that were checked, all or none. */
  void insert(TableId table, List<Field> fields, List<ObjectNode> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Path file = null;
    try {
      history.beforeChange(connection, table.sql());
      file = Files.createTempFile("rows", ".ndjson");
      Files.write(file, rows.stream().map(ObjectNode::toString).toList());
      String columns =
          fields.stream()
              .map(
                  field ->
                      "'" + field.name().replace("'", "''") + "': '" + field.duckDbType() + "'")
              .collect(Collectors.joining(", "));
      run(
          "INSERT INTO %s BY NAME SELECT * FROM read_json('%s', format = 'newline_delimited',"
                  .formatted(table.sql(), file)
              + " maximum_object_size = 200000000, columns = {"
              + columns
              + "})");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      if (file != null) {
        file.toFile().delete();
      }
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
