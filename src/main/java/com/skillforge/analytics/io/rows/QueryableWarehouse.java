package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.sql.Dialect;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

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
  default <T> List<T> query(String sql, RowReader<T> reader) {
    return fold(sql, ArrayList<T>::new, (rows, row) -> rows.add(reader.read(row)));
  }

  /**
   * Runs a query and makes one thing of all its rows, without having all of them in memory.
   *
   * @param start what there is before the first row; made anew when the query is tried again
   * @param add adds a row to it
   * @throws com.skillforge.analytics.io.WarehouseException as {@link #query} does
   */
  <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add);

  /**
   * Conditions that cut the rows of a table into parts, each of which fits in memory, for a
   * warehouse that makes all rows of a result before it gives the first one.
   *
   * @param table as it stands in a statement
   */
  default List<String> parts(String table) {
    return List.of("TRUE");
  }
}
