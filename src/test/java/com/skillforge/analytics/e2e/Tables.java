package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.sql.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All rows of a warehouse in a form that can be compared: by table, in order, without what tells
 * when and by which attempt a row was written.
 *
 * @param rows the rows by qualified table name, each as {@code {'column': value, …}}
 */
record Tables(SortedMap<String, List<String>> rows) {
  static final String LEDGER = "main.pipeline_runs";
  static final String OFFSETS = "main.run_offsets";
  static final String QUALITY = "main.quality_checks";
  static final String DEAD_LETTERS = "main.dead_letters";
  static final String DUPLICATES = "main.duplicate_records";
  static final String KPI_VALUES = "main.kpi_values";
  private static final String CONTRIBUTIONS = "main.kpi_contributions";
  private static final String CONTRIBUTION_RUNS = "main.kpi_contribution_runs";
  private static final String CONTRIBUTION_REMOVALS = "main.kpi_contribution_removals";

  /** Differs from attempt to attempt: a repeated one finds its rows there and adds none. */
  private static final List<String> OF_AN_ATTEMPT =
      List.of(
          "ingested_at",
          "written_at",
          "dead_lettered_at",
          "started_at",
          "launched_at",
          "first_written_at",
          "last_written_at",
          "finished_at",
          "attempt",
          "rows_written");

  /** Reads a warehouse; the named columns are left out of every table too. */
  static Tables of(Path warehouse, String... without) {
    return new DuckDbWarehouse(warehouse).read(connection -> of(connection, without));
  }

  /** The same for the DuckDB behind a connection. */
  static Tables of(Connection connection, String... without) throws SQLException {
    return read(connection, "duckdb_tables", "table_name", without);
  }

  /** What the views of a warehouse show. */
  static Tables ofViews(Path warehouse) {
    return new DuckDbWarehouse(warehouse).read(Tables::ofViews);
  }

  /** The same for the DuckDB behind a connection. */
  static Tables ofViews(Connection connection) throws SQLException {
    return read(connection, "duckdb_views", "view_name");
  }

  private static Tables read(
      Connection connection, String catalog, String nameColumn, String... without)
      throws SQLException {
    Set<String> left = new HashSet<>(OF_AN_ATTEMPT);
    left.addAll(Arrays.asList(without));
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (Map.Entry<String, List<String>> table :
        columns(connection, catalog, nameColumn).entrySet()) {
      List<String> columns = new ArrayList<>(table.getValue());
      columns.removeAll(left);
      Collections.sort(columns); // views over all tables have them in an order of their own
      rows.put(table.getKey(), rows(connection, table.getKey(), columns));
    }
    return new Tables(rows);
  }

  /** Runs a query whose rows are single texts. */
  static List<String> query(Path warehouse, String sql) {
    return new DuckDbWarehouse(warehouse).read(connection -> texts(connection, sql));
  }

  private static SortedMap<String, List<String>> columns(
      Connection connection, String catalog, String nameColumn) throws SQLException {
    SortedMap<String, List<String>> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT columns.schema_name || '.' || table_name, column_name
                FROM duckdb_columns() AS columns
                SEMI JOIN %s() AS named
                  ON named.database_name = columns.database_name
                  AND named.schema_name = columns.schema_name
                  AND named.%s = columns.table_name
                WHERE columns.database_name = current_database() AND NOT columns.internal
                ORDER BY column_index
                """
                    .formatted(catalog, nameColumn))) {
      while (row.next()) {
        columns.computeIfAbsent(row.getString(1), t -> new ArrayList<>()).add(row.getString(2));
      }
    }
    return columns;
  }

  private static List<String> rows(Connection connection, String table, List<String> columns)
      throws SQLException {
    String list = columns.stream().map(DuckDb.SQL::identifier).collect(Collectors.joining(", "));
    List<String> rows =
        texts(
            connection,
            "SELECT CAST(rows AS VARCHAR) FROM (SELECT " + list + " FROM " + table + ") AS rows");
    Collections.sort(rows);
    return rows;
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  /** Only the tables that the predicate likes. */
  Tables only(Predicate<String> wanted) {
    SortedMap<String, List<String>> kept = new TreeMap<>(rows);
    kept.keySet().removeIf(wanted.negate());
    return new Tables(kept);
  }

  /** The tables with those of one schema in another. */
  Tables moved(String from, String to) {
    SortedMap<String, List<String>> moved = new TreeMap<>();
    rows.forEach(
        (table, all) ->
            moved.put(
                table.startsWith(from + ".") ? to + table.substring(from.length()) : table, all));
    return new Tables(moved);
  }

  /** The tables that hold records, accepted or rejected. */
  Tables raw() {
    return only(
        table ->
            !List.of(
                    LEDGER,
                    OFFSETS,
                    QUALITY,
                    DUPLICATES,
                    KPI_VALUES,
                    CONTRIBUTIONS,
                    CONTRIBUTION_RUNS,
                    CONTRIBUTION_REMOVALS)
                .contains(table));
  }

  /** The tables that runs write: the others have rows from the start. */
  Tables ofRuns() {
    return only(
        table -> !table.startsWith("schema_registry.") && !table.startsWith("permissions."));
  }

  /** Those that hold records alone, not what was done to records that had been stored. */
  Tables records() {
    return raw()
        .only(table -> !List.of("privacy.opt_out_actions", "main.run_counts").contains(table));
  }

  Tables withoutRows(Predicate<String> unwanted) {
    SortedMap<String, List<String>> kept = new TreeMap<>();
    rows.forEach((table, all) -> kept.put(table, all.stream().filter(unwanted.negate()).toList()));
    return new Tables(kept);
  }

  long count(String table) {
    return rows.get(table).size();
  }

  private static String first(List<String> rows) {
    return rows.stream().findFirst().orElse("none");
  }

  /** Fails with the rows that differ. */
  void assertSameAs(Tables expected) {
    assertThat(rows.keySet()).isEqualTo(expected.rows.keySet());
    expected.rows.forEach(
        (table, all) -> {
          if (!all.equals(rows.get(table))) {
            List<String> missing = new ArrayList<>(all);
            rows.get(table).forEach(missing::remove);
            List<String> surplus = new ArrayList<>(rows.get(table));
            all.forEach(surplus::remove);
            throw new AssertionError(
                "%s has %d rows too many and lacks %d, for example:%n  too many %s%n  lacks %s"
                    .formatted(
                        table, surplus.size(), missing.size(), first(surplus), first(missing)));
          }
        });
  }
}
