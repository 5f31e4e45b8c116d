package com.skillforge.analytics.sql;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A MERGE statement, in the form that every warehouse understands: its target is called {@code
 * stored}, what it is compared with {@code staged}, and columns are always named.
 */
public final class Merge {
  /** The alias of the table that rows are merged into. */
  public static final String STORED = "stored";

  /** The alias of the rows that are merged. */
  public static final String STAGED = "staged";

  private final Dialect dialect;
  private final Table table;
  private final StringBuilder sql;

  /**
   * Begins a statement without branches.
   *
   * @param source a query
   * @param on the condition that a stored and a staged row are the same
   */
  public Merge(Dialect dialect, Table table, String source, String on) {
    this.dialect = dialect;
    this.table = table;
    this.sql =
        new StringBuilder("MERGE INTO ")
            .append(dialect.name(table.name()))
            .append(" AS stored\nUSING (")
            .append(source)
            .append(") AS staged\nON ")
            .append(on);
  }

  /** Where a condition holds, the stored row takes over columns of the staged one. */
  public Merge update(String when, List<String> columns) {
    sql.append("\nWHEN MATCHED AND ")
        .append(when)
        .append(" THEN UPDATE SET ")
        .append(list(columns, column -> column + " = " + STAGED + "." + column));
    return this;
  }

  /** Adds staged rows that are not stored. */
  public Merge insert() {
    List<String> columns = table.columnNames();
    sql.append("\nWHEN NOT MATCHED THEN INSERT (")
        .append(list(columns, column -> column))
        .append(")\nVALUES (")
        .append(list(columns, column -> STAGED + "." + column))
        .append(")");
    return this;
  }

  /** Deletes stored rows that are staged. */
  public Merge delete() {
    sql.append("\nWHEN MATCHED THEN DELETE");
    return this;
  }

  /** Deletes stored rows that a condition holds for and that are not staged. */
  Merge deleteGone(String when) {
    sql.append("\nWHEN NOT MATCHED BY SOURCE AND ").append(when).append(" THEN DELETE");
    return this;
  }

  private String list(List<String> columns, UnaryOperator<String> form) {
    return columns.stream().map(dialect::identifier).map(form).collect(Collectors.joining(", "));
  }

  /** The statement. */
  public String sql() {
    return sql.toString();
  }
}
