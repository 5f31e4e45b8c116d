package com.skillforge.analytics.testing;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.sql.Dialect;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A warehouse under another name, of which nobody knows that it is a file. */
public record NamedWarehouse(QueryableWarehouse warehouse, String name)
    implements QueryableWarehouse {
  @Override
  public Dialect dialect() {
    return warehouse.dialect();
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    return warehouse.fold(sql, start, add);
  }
}
