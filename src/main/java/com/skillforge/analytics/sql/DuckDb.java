package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** DuckDB's SQL, as of 1.4. */
public final class DuckDb implements Dialect {
  /** The dialect; it has no state. */
  public static final DuckDb SQL = new DuckDb();

  /** The schema of tables with a bare name. */
  public static final String DEFAULT_SCHEMA = "main";

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** What {@code duckdb_keywords()} calls reserved. */
  static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate
          column constraint create default deferrable desc describe distinct do else end
          except false fetch for foreign from group having in initially intersect into lambda
          lateral leading limit not null offset on only or order pivot pivot_longer
          pivot_wider placing primary qualify references returning select show some summarize
          symmetric table then to trailing true union unique unpivot using variadic when where
          window with
          """
              .split("\\s+"));

  @Override
  public String typeName(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXT_LIST -> "VARCHAR[]";
      case JSON -> "JSON";
    };
  }

  @Override
  public String cast(String expression, ColumnType type) {
    return "CAST(" + expression + " AS " + typeName(type) + ")";
  }

  @Override
  public String epochMillis(String timestamp) {
    return "epoch_ms(" + timestamp + ")";
  }

  @Override
  public String parseJson(String text) {
    return cast(text, ColumnType.JSON);
  }

  @Override
  public String comparable(String expression, ColumnType type) {
    return expression;
  }

  @Override
  public String jsonText(String column, String member) {
    return "json_extract_string(" + column + ", '$." + member + "')";
  }

  @Override
  public List<String> createSchema(String schema) {
    return List.of("CREATE SCHEMA IF NOT EXISTS " + identifier(schema));
  }

  @Override
  public List<String> createTable(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> "  " + identifier(column.name()) + " " + typeName(column.type()))
            .collect(Collectors.joining(",\n"));
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE IF NOT EXISTS " + name(table.name()) + " (\n" + columns + ")");
    statements.add(describeTable(table));
    table.columns().forEach(column -> statements.add(describeColumn(table, column)));
    return statements;
  }

  /** The statement that adds a column that an older release did not know. */
  public String addColumn(Table table, Column column) {
    return "ALTER TABLE "
        + name(table.name())
        + " ADD COLUMN "
        + identifier(column.name())
        + " "
        + typeName(column.type());
  }

  public String describeTable(Table table) {
    return "COMMENT ON TABLE " + name(table.name()) + " IS " + literal(table.description());
  }

  public String describeColumn(Table table, Column column) {
    return "COMMENT ON COLUMN "
        + name(table.name())
        + "."
        + identifier(column.name())
        + " IS "
        + literal(column.description());
  }

  @Override
  public List<String> createView(View view) {
    return List.of(
        "CREATE OR REPLACE VIEW " + name(view.name()) + " AS\n" + view.query(),
        "COMMENT ON VIEW " + name(view.name()) + " IS " + literal(view.description()));
  }

  /**
   * A table or view as it stands in a statement. Always with its schema: inside a view, a bare name
   * is looked up in the view's own schema first.
   */
  @Override
  public String name(TableName name) {
    String schema = name.schema().isEmpty() ? DEFAULT_SCHEMA : name.schema();
    return identifier(schema) + "." + identifier(name.table());
  }

  /** A column, table or schema as it stands in a statement: quoted only where it must be. */
  @Override
  public String identifier(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** An instant, given in epoch milliseconds, as it stands in a statement. */
  @Override
  public String timestamp(long millis) {
    return "make_timestamp(" + Math.multiplyExact(millis, 1000L) + ")";
  }

  /** A text as it stands in a statement. */
  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
