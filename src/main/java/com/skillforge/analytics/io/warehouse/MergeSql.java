package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The forms of SQL that statements of a commit are made of.
 *
 * @param repeats whether two staged rows may be of the same record
 */
record MergeSql(Dialect dialect, boolean repeats) {
  static final String STORED = Merge.STORED;
  static final String STAGED = Merge.STAGED;

  String name(Table table) {
    return dialect.name(table.name());
  }

  String column(String qualifier, String column) {
    return qualifier + "." + dialect.identifier(column);
  }

  /** Columns, each behind a qualifier, separated by commas. */
  String columns(String qualifier, List<String> columns) {
    return list(columns, column -> column(qualifier, column));
  }

  String columns(List<String> columns) {
    return list(columns, dialect::identifier);
  }

  static String list(List<String> columns, Function<String, String> form) {
    return columns.stream().map(form).collect(Collectors.joining(", "));
  }

  /** The condition that two rows agree in columns that are never null. */
  String same(String left, String right, List<String> columns) {
    return columns.stream()
        .map(column -> column(left, column) + " = " + column(right, column))
        .collect(Collectors.joining(" AND "));
  }

  /** The condition that two rows differ in a column of a table, null being a value. */
  String differ(String left, String right, Table table, List<String> columns) {
    return table.columns().stream()
        .filter(column -> columns.contains(column.name()))
        .map(column -> comparable(left, column) + " IS DISTINCT FROM " + comparable(right, column))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String comparable(String qualifier, Column column) {
    return dialect.comparable(column(qualifier, column.name()), column.type());
  }

  /** The condition that one row comes before another by columns that are never null. */
  String before(String left, String right, List<String> order) {
    String first = column(left, order.get(0)) + " < " + column(right, order.get(0));
    if (order.size() == 1) {
      return first;
    }
    return "("
        + first
        + " OR ("
        + column(left, order.get(0))
        + " = "
        + column(right, order.get(0))
        + " AND "
        + before(left, right, order.subList(1, order.size()))
        + "))";
  }

  /** The staged rows of a table with the columns that a commit stamps. */
  String stamped(StagedTable table, String staged, Stamp stamp) {
    List<String> columns = new ArrayList<>();
    for (String column : table.table().columnNames()) {
      String name = dialect.identifier(column);
      columns.add(
          table.stamped().contains(column) ? stamp.value(column, dialect) + " AS " + name : name);
    }
    return "SELECT " + String.join(", ", columns) + " FROM (" + staged + ") AS unstamped";
  }

  /** Of rows that agree in a key the first one. */
  String first(String rows, String key, String order) {
    return "SELECT * FROM ("
        + rows
        + ") AS every_row WHERE TRUE QUALIFY row_number() OVER (PARTITION BY "
        + key
        + " ORDER BY "
        + order
        + ") = 1";
  }

  /** No row, in the columns of a table. */
  String none(Table table) {
    return "SELECT * FROM " + name(table) + " WHERE FALSE";
  }

  /** Of staged rows that agree in a key the first one. */
  String distinct(String staged, String key, String order) {
    return repeats ? first(staged, key, order) : staged;
  }

  String insert(Table table) {
    return "INSERT INTO " + name(table) + " (" + columns(table.columnNames()) + ")\n";
  }

  /** Staged rows that are stored under a key; where a key was staged twice, any of its rows. */
  Upsert upsert(Table table, String staged, List<String> key) {
    String keys = columns(key);
    return Upsert.byKey(dialect, table, distinct(staged, keys, keys), key);
  }

  /** Staged rows of received records, in a table that has one for each. */
  Upsert ofReceived(Table table, String staged) {
    String keys = columns(Provenance.RECEIVED);
    return new Upsert(
        table,
        distinct(staged, keys, keys),
        Provenance.RECEIVED,
        sameReceived(STORED, STAGED),
        Optional.empty(),
        Optional.empty());
  }

  /** The statement that deletes the rows of some received records. */
  String deleteReceived(Table table, String records) {
    return new Merge(dialect, table, records, sameReceived(STORED, STAGED)).delete().sql();
  }

  /** The condition that two rows are of the same received record. */
  String sameReceived(String left, String right) {
    return same(left, right, Provenance.POSITION)
        + " AND "
        + known(left, Provenance.TIMESTAMP)
        + " = "
        + known(right, Provenance.TIMESTAMP);
  }

  private String known(String qualifier, String timestamp) {
    return "coalesce(" + column(qualifier, timestamp) + ", " + dialect.timestamp(0) + ")";
  }

  /**
   * The rows of a raw table as they stand behind FROM, to be joined: a warehouse that asks for a
   * condition on partitions may ask for it before the join.
   */
  String rows(RawTable raw, String alias) {
    String table = name(raw.table());
    return dialect
            .everyPartition("every_row", raw)
            .map(all -> "(SELECT * FROM " + table + " AS every_row WHERE " + all + ")")
            .orElse(table)
        + " AS "
        + alias;
  }

  /** The condition that a stored and a staged row of a raw table are the same row. */
  String sameRow(RawTable raw) {
    return same(STORED, STAGED, key(raw))
        + dialect.everyPartition(STORED, raw).map(all -> " AND " + all).orElse("");
  }

  /** The columns that tell the rows of a raw table apart; never null. */
  List<String> key(RawTable raw) {
    List<String> key = new ArrayList<>(List.of("tenant_id", raw.idColumn()));
    key.addAll(Provenance.POSITION);
    return key;
  }

  /** Gives stored records to whom the staged ones belong. */
  String reattribute(RawTable raw, String staged, String on) {
    List<String> canonical = List.of(RawTable.CANONICAL_USER_ID);
    return new Merge(dialect, raw.table(), staged, on)
        .update(differ(STORED, STAGED, raw.table(), canonical), canonical)
        .sql();
  }

  /** SQL's null of a type. */
  String noText() {
    return dialect.cast("NULL", ColumnType.TEXT);
  }
}
