package com.skillforge.analytics.testing;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Remembers what it is asked, and has no rows.
 *
 * @param queries all questions so far
 */
public record AskedWarehouse(Dialect dialect, List<String> queries) implements QueryableWarehouse {
  /** One that has not been asked yet. */
  public AskedWarehouse(Dialect dialect) {
    this(dialect, new ArrayList<>());
  }

  @Override
  public String name() {
    return dialect.id();
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    queries.add(sql);
    return start.get();
  }
}
