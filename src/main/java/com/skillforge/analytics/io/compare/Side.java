package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.sql.Dialect;
import java.util.Optional;

/**
 * One of two things that are compared.
 *
 * @param name what it is called in what is printed, for example {@code bigquery}
 * @param environment whose rows are looked at; those of all environments when empty
 */
public record Side(String name, QueryableWarehouse warehouse, Optional<String> environment) {
  /** All rows of a warehouse, under the name that {@code --warehouses} has for it. */
  public static Side of(QueryableWarehouse warehouse) {
    return new Side(warehouse.name(), warehouse, Optional.empty());
  }

  Dialect dialect() {
    return warehouse.dialect();
  }
}
