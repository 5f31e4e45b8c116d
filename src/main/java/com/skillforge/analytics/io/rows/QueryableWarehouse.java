package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.sql.Dialect;
import java.io.Serializable;
import java.util.List;

/** A warehouse that answers queries. */
public interface QueryableWarehouse extends Serializable {
  /** The name in {@code --warehouses}, for example {@code local}. */
  String name();

  /** The warehouse's SQL. */
  Dialect dialect();

  /**
   * Runs a query and reads all its rows.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse refuses or cannot be
   *     reached, after trying again for what may pass by itself
   */
  <T> List<T> query(String sql, RowReader<T> reader);
}
