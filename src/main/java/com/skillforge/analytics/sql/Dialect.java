package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TableName;
import java.util.List;
import java.util.Optional;

/** How one warehouse spells tables, views and expressions. */
public interface Dialect {
  /** The name of a column type. */
  String typeName(ColumnType type);

  /** An expression converted to another type. */
  String cast(String expression, ColumnType type);

  /** The text of one member of a JSON object; null where it is missing or null. */
  String jsonText(String column, String member);

  /** The statements that create a schema unless it exists. */
  List<String> createSchema(String schema);

  /** The statements that create a table, with its descriptions, unless it exists. */
  List<String> createTable(Table table);

  /** The statements that create a view, with its description, or replace it. */
  List<String> createView(View view);

  /** A table or view as it stands in a statement, with its schema. */
  String name(TableName name);

  /** A column, table or schema as it stands in a statement: quoted only where it must be. */
  String identifier(String name);

  /** A text as it stands in a statement. */
  String literal(String text);

  /** An instant, given in epoch milliseconds, as it stands in a statement. */
  String timestamp(long millis);

  /** An instant as whole milliseconds since the epoch. */
  String epochMillis(String timestamp);

  /** A JSON column's value, of a text that holds JSON. */
  String parseJson(String text);

  /** An expression that can be compared: JSON and lists may have to become their JSON text. */
  String comparable(String expression, ColumnType type);

  /**
   * A condition that every row of a raw table meets, for warehouses that read such a table only
   * when a condition on its partitions is given.
   *
   * @param qualifier the alias of the table in the statement
   */
  default Optional<String> everyPartition(String qualifier, RawTable raw) {
    return Optional.empty();
  }
}
