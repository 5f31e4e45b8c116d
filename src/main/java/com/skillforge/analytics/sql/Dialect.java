package com.skillforge.analytics.sql;

import java.util.List;

/** How one warehouse spells tables, views and expressions. */
interface Dialect {
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
}
