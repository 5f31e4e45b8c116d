package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.Fault;
import com.skillforge.analytics.testing.cloud.Faults;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a script of GoogleSQL. A transaction that does not come to its commit changes nothing. Steps
 * for {@link Faults}: {@code statement.<first word>} before each statement.
 */
final class Script {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CHANGES_OF_SCHEMA = Set.of("create", "alter", "drop");

  private final Database database;
  private final Faults faults;

  Script(Database database, Faults faults) {
    this.database = database;
    this.faults = faults;
  }

  /**
   * What a script ends with.
   *
   * @param fields the columns of its last query; empty without one
   * @param rows the rows of its last query, in REST's form
   * @param changedRows how many rows its statements have changed in all
   */
  record Result(List<Field> fields, ArrayNode rows, long changedRows) {}

  /**
   * Runs all statements.
   *
   * @throws SqlException when one fails; a transaction that was open is rolled back
   */
  Result run(String sql) {
    List<GoogleSql> statements = GoogleSql.script(sql);
    try {
      return database.with(connection -> run(connection, statements));
    } catch (SQLException e) {
      throw new SqlException(e.getMessage());
    }
  }

  /**
   * What a query is in DuckDB's SQL.
   *
   * @throws SqlException when BigQuery would not run it
   */
  String translate(String query) {
    return translated(one(query));
  }

  /**
   * Puts the rows of a query into a table, in the place of what is there.
   *
   * @throws SqlException when it fails
   */
  void runInto(TableId table, String query) {
    String sql = "CREATE OR REPLACE TABLE " + table.sql() + " AS " + translated(one(query));
    try {
      database.execute(sql);
    } catch (SQLException e) {
      throw new SqlException(e.getMessage());
    }
  }

  /** The tables that a query reads; the query is checked, not run. */
  List<TableId> dryRun(String query) {
    GoogleSql statement = one(query);
    translated(statement);
    return statement.readTables();
  }

  private static GoogleSql one(String query) {
    List<GoogleSql> statements = GoogleSql.script(query);
    if (statements.size() != 1) {
      throw new SqlException("This is not one query: " + query);
    }
    return statements.get(0);
  }

  private String translated(GoogleSql query) {
    database.partitionFilters().check(query.tokens());
    return query
        .duckDb(this::asOf)
        .orElseThrow(() -> new SqlException("This is no query: " + query.verb()));
  }

  private String asOf(TableId table, Instant instant) {
    try {
      return database.with(connection -> database.history().asOf(connection, table.sql(), instant));
    } catch (SQLException e) {
      throw new SqlException(e.getMessage());
    }
  }

  private Result run(Connection connection, List<GoogleSql> statements) throws SQLException {
    Result result = new Result(List.of(), JSON.createArrayNode(), 0);
    boolean open = false;
    try {
      for (GoogleSql statement : statements) {
        if (faults.next("statement." + statement.verb()).orElse(null)
            instanceof Fault.Break planned) {
          throw new SqlException(planned.message());
        }
        if (statement.begins("BEGIN") && !statement.begins("BEGIN", "TRANSACTION")) {
          throw new SqlException("The stand-in does not know blocks.");
        }
        if (open && CHANGES_OF_SCHEMA.contains(statement.verb())) {
          throw new SqlException("DDL statements are not supported in a transaction.");
        }
        database.partitionFilters().check(statement.tokens());
        Optional<String> duckDb = statement.duckDb(this::asOf);
        if (duckDb.isPresent()) {
          Optional<TableId> changed = statement.changedTable();
          if (changed.isPresent()) {
            database.history().beforeChange(connection, changed.get().sql());
          }
          result = run(connection, duckDb.get(), result);
        }
        database.partitionFilters().note(statement.tokens());
        if (statement.begins("BEGIN")) {
          open = true;
        } else if (statement.begins("COMMIT") || statement.begins("ROLLBACK")) {
          open = false;
        }
      }
      if (open) {
        throw new SqlException("Transaction is not committed at the end of the script.");
      }
      return result;
    } catch (SqlException | SQLException e) {
      if (open) {
        try (Statement rollback = connection.createStatement()) {
          rollback.execute("ROLLBACK");
        }
      }
      throw e;
    }
  }

  private static Result run(Connection connection, String sql, Result before) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        long changed = Math.max(0, statement.getUpdateCount());
        return new Result(before.fields, before.rows, before.changedRows + changed);
      }
      try (ResultSet row = statement.getResultSet()) {
        List<Field> fields = fields(row.getMetaData());
        ArrayNode rows = JSON.createArrayNode();
        while (row.next()) {
          ArrayNode cells = rows.addObject().putArray("f");
          for (int i = 0; i < fields.size(); i++) {
            cell(cells.addObject(), fields.get(i), row, i + 1);
          }
        }
        return new Result(fields, rows, before.changedRows);
      }
    }
  }

  private static List<Field> fields(ResultSetMetaData meta) throws SQLException {
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String type = meta.getColumnTypeName(i);
      boolean repeated = type.endsWith("[]");
      String element = repeated ? type.substring(0, type.length() - 2) : type;
      fields.add(
          new Field(
              meta.getColumnName(i),
              element.equals("INTEGER") || element.equals("HUGEINT")
                  ? FieldType.INTEGER
                  : FieldType.ofDuckDb(element),
              repeated,
              false));
    }
    return fields;
  }

  private static void cell(ObjectNode cell, Field field, ResultSet row, int i) throws SQLException {
    if (field.repeated()) {
      ArrayNode values = cell.putArray("v");
      Array array = row.getArray(i);
      for (Object value : array == null ? new Object[0] : (Object[]) array.getArray()) {
        values.addObject().put("v", String.valueOf(value));
      }
    } else if (row.getObject(i) == null) {
      cell.putNull("v");
    } else if (field.type() == FieldType.TIMESTAMP) {
      LocalDateTime time = row.getObject(i, LocalDateTime.class);
      long micros = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
      cell.put("v", String.valueOf(micros));
    } else {
      cell.put("v", row.getString(i));
    }
  }
}
