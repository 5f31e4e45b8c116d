package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.warehouse.StagedRows;
import com.skillforge.analytics.io.warehouse.Transaction;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.DuckDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Staged rows in files, see {@link CsvWriter}.
 *
 * @param files the paths of the files by name of table
 * @param mayRepeat whether two of the rows may be of the same record
 * @param mayComeAgain whether the runner may hand over the same files once more
 */
record StagedFiles(Map<String, List<String>> files, boolean mayRepeat, boolean mayComeAgain)
    implements StagedRows {
  /**
   * DuckDB reads a file of up to 8 MB in one piece. A larger one it would cut at what looks like
   * the end of a row, which a line break inside a text does too.
   */
  static final long MAX_FILE_BYTES = 4_000_000;

  private static final int MAX_ROW_BYTES = 8_000_000;

  @Override
  public Set<String> filled(Transaction transaction, List<StagedTable> expected) {
    return files.keySet();
  }

  /** Files that are merged once. */
  StagedFiles(Map<String, List<String>> files, boolean mayRepeat) {
    this(files, mayRepeat, false);
  }

  @Override
  public boolean claim(Transaction transaction) {
    return !mayComeAgain || CommittedParts.claim(transaction, this);
  }

  @Override
  public String query(StagedTable staged) {
    List<String> selected = new ArrayList<>();
    for (Column column : staged.columns()) {
      String name = DuckDb.SQL.identifier(column.name());
      String value = decode(name, column.type());
      selected.add(value.equals(name) ? name : value + " AS " + name);
    }
    String types =
        staged.columns().stream()
            .map(column -> DuckDb.SQL.literal(column.name()) + ": '" + csvType(column.type()) + "'")
            .collect(Collectors.joining(", "));
    String list =
        files.get(staged.name()).stream()
            .map(DuckDb.SQL::literal)
            .collect(Collectors.joining(", "));
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
