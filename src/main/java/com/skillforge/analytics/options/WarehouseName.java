package com.skillforge.analytics.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code --warehouses} can name. */
public enum WarehouseName {
  /** A DuckDB file. */
  LOCAL,
  /** The datasets of a project of BigQuery. */
  BIGQUERY,
  /** A database of a Snowflake account. */
  SNOWFLAKE;

  /** The spellings in {@code --warehouses}. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(WarehouseName::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The warehouses that are named, each once; a word that names none is left out. */
  public static List<WarehouseName> of(WarehouseOptions options) {
    return Values.list(options.getWarehouses()).stream()
        .flatMap(word -> Arrays.stream(values()).filter(name -> name.label().equals(word)))
        .distinct()
        .toList();
  }
}
