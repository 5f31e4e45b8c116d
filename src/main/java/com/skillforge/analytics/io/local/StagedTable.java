package com.skillforge.analytics.io.local;

import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of one table are staged: all its columns but those that the commit stamps.
 *
 * @param stamped the columns whose value is the same in all rows of a commit, see {@link Stamp}
 */
record StagedTable(Table table, List<String> stamped) implements Serializable {
  static final StagedTable DEAD_LETTERS =
      new StagedTable(
          FixedTables.DEAD_LETTERS,
          List.of("pipeline", "pipeline_version", Provenance.RUN_ID, "dead_lettered_at"));

  static final StagedTable DUPLICATE_RECORDS =
      new StagedTable(FixedTables.DUPLICATE_RECORDS, List.of(Provenance.RUN_ID, "written_at"));

  static final StagedTable KPI_VALUES =
      new StagedTable(
          FixedTables.KPI_VALUES, List.of(Provenance.RUN_ID, "pipeline_version", "written_at"));

  static final StagedTable LINKS =
      new StagedTable(FixedTables.IDENTITY_LINKS, List.of(Provenance.RUN_ID, "written_at"));

  /**
   * DuckDB reads a file of up to 8 MB in one piece. A larger one it would cut at what looks like
   * the end of a row, which a line break inside a text does too.
   */
  static final long MAX_FILE_BYTES = 4_000_000;

  private static final int MAX_ROW_BYTES = 8_000_000;

  static StagedTable of(RawTable raw) {
    return new StagedTable(raw.table(), Provenance.LOAD.stream().map(Column::name).toList());
  }

  String name() {
    return table.name().toString();
  }

  /** The columns of the file, in its order. */
  List<Column> columns() {
    return table.columns().stream().filter(column -> !stamped.contains(column.name())).toList();
  }

  /** A query that reads staged files as rows of the table. */
  String select(List<String> files, Stamp stamp) {
    List<String> selected = new ArrayList<>();
    for (Column column : table.columns()) {
      String name = DuckDb.SQL.identifier(column.name());
      String value =
          stamped.contains(column.name())
              ? stamp.value(column.name())
              : decode(name, column.type());
      selected.add(value.equals(name) ? name : value + " AS " + name);
    }
    String types =
        columns().stream()
            .map(column -> DuckDb.SQL.literal(column.name()) + ": '" + csvType(column.type()) + "'")
            .collect(Collectors.joining(", "));
    String list = files.stream().map(DuckDb.SQL::literal).collect(Collectors.joining(", "));
    return "SELECT "
        + String.join(", ", selected)
        + " FROM read_csv(["
        + list
        + "], columns = {"
        + types
        + "}, auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"',"
        + " comment = '', new_line = '\\n', nullstr = '', allow_quoted_nulls = false,"
        + " max_line_size = "
        + MAX_ROW_BYTES
        + ", buffer_size = "
        + 2 * MAX_ROW_BYTES
        + ")";
  }

  private static String csvType(ColumnType type) {
    return switch (type) {
      case TEXT, TEXT_LIST, JSON -> "VARCHAR";
      case INTEGER, TIMESTAMP -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
    };
  }

  private static String decode(String column, ColumnType type) {
    return switch (type) {
      case TEXT, INTEGER, NUMBER, BOOLEAN -> column;
      case TIMESTAMP -> "make_timestamp(" + column + ")";
      case TEXT_LIST -> "from_json(" + column + ", '[\"VARCHAR\"]')";
      case JSON -> "CAST(" + column + " AS JSON)";
    };
  }
}
