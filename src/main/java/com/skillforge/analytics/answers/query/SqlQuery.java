package com.skillforge.analytics.answers.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.sql.DuckDb;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One query on the local warehouse, which it cannot change. */
public final class SqlQuery {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final DuckDbWarehouse warehouse;
  private final String sql;
  private final Optional<String> tenant;

  public SqlQuery(DuckDbWarehouse warehouse, String sql) {
    this(warehouse, sql, Optional.empty());
  }

  /**
   * Creates the query of a reader.
   *
   * @param tenant the reader's institution, for the views that show the rows of one only
   */
  public SqlQuery(DuckDbWarehouse warehouse, String sql, Optional<String> tenant) {
    this.warehouse = warehouse;
    this.sql = sql;
    this.tenant = tenant;
  }

  /**
   * Prints the rows.
   *
   * @throws WarehouseException when the file cannot be read
   * @throws QueryException when the query is none, or fails
   */
  public void print(ResultFormat format, PrintStream out) {
    print(UnaryOperator.identity(), format, out);
  }

  /**
   * The same, with what is made of the rows.
   *
   * @param shape makes of the rows what is printed
   */
  public void print(UnaryOperator<Rows> shape, ResultFormat format, PrintStream out) {
    warehouse.read(
        connection -> {
          try {
            checkIsQuery(connection);
            findAnalyticsNames(connection);
            nameTenant(connection);
            try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
              format.print(shape.apply(new QueriedRows(rows)), out);
            }
          } catch (SQLException e) {
            throw failed(e);
          }
          return null;
        });
  }

  /**
   * Lets only a SELECT through, and only one. A file that is opened for reading cannot be changed,
   * but COPY and ATTACH could still write elsewhere.
   */
  private void checkIsQuery(Connection connection) throws SQLException {
    JsonNode parsed = parse(connection);
    if (parsed.path("error").asBoolean()) {
      if (parsed.path("error_type").asText().equals("parser")) {
        throw syntaxError(connection);
      }
      throw new QueryException(
          "Only queries are run (SELECT, WITH, FROM, SHOW, DESCRIBE): the local warehouse is opened"
              + " for reading.");
    }
    if (parsed.path("statements").size() != 1) {
      throw new QueryException("Give exactly one query, like SELECT * FROM kpi_current.");
    }
  }

  /** What the parser says where it cannot read the query, none of which is run then. */
  private QueryException syntaxError(Connection connection) {
    try (Statement statement = connection.prepareStatement(sql)) {
      throw new IllegalStateException("DuckDB has read what it cannot read: " + statement);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  private JsonNode parse(Connection connection) throws SQLException {
    // A literal: the function takes no parameters.
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT json_serialize_sql(" + DuckDb.SQL.literal(sql) + ")")) {
      row.next();
      return MAPPER.readTree(row.getString(1));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB's parser answers with JSON", e);
    }
  }

  /** Bare names are looked up among the analytics views too, where there are any. */
  private static void findAnalyticsNames(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean present;
      try (ResultSet row =
          statement.executeQuery(
              "SELECT 1 FROM duckdb_schemas() WHERE database_name = current_database()"
                  + " AND schema_name = 'analytics'")) {
        present = row.next();
      }
      if (present) {
        statement.execute("SET search_path = 'main,analytics'");
      }
    }
  }

  private void nameTenant(Connection connection) throws SQLException {
    if (tenant.isPresent()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET VARIABLE tenant_id = " + DuckDb.SQL.literal(tenant.get()));
      }
    }
  }

  /** A query that went wrong: one sentence, and the place in the query where DuckDB names one. */
  static QueryException failed(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String place =
        message
            .lines()
            .dropWhile(line -> !line.startsWith("LINE "))
            .collect(Collectors.joining("\n"));
    return new QueryException("The query failed: " + sentence(message), place, e);
  }

  /** DuckDB's message without its kind and without the excerpt of the query. */
  private static String sentence(String message) {
    String text =
        message
            .lines()
            .takeWhile(line -> !line.startsWith("LINE "))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" "))
            .replaceFirst("^[A-Z][A-Za-z ]* Error: ", "");
    return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
  }
}
