package com.skillforge.analytics.plan;

import java.io.Serializable;

/**
 * A storage destination as the tracking plan writes it: {@code schema.table}, or a bare {@code
 * table} that lives in the warehouse's default schema.
 *
 * @param schema the schema (BigQuery: dataset); empty for the default schema
 * @param table the table
 */
public record TableName(String schema, String table) implements Serializable {

  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableName("", text)
        : new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? table : schema + "." + table;
  }
}
