package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.QueryableWarehouse;

/**
 * A warehouse that runs are committed to. It travels to workers, so that it holds no connection and
 * no secret: at most where a secret is found.
 *
 * <p>Every method throws {@link WarehouseException} when the warehouse refuses or cannot be
 * reached, after trying again for what may pass by itself.
 */
public interface Warehouse extends QueryableWarehouse {
  /**
   * Work in one transaction. It may be done again when the transaction meets another one, so that
   * it changes nothing but what the transaction changes.
   *
   * @param <T> what the work finds out
   */
  interface Work<T> {
    T run(Transaction transaction);
  }

  /** Runs one statement that returns nothing, by itself. */
  void execute(String statement);

  /** Does work whose statements count together, or not at all. */
  <T> T transaction(Work<T> work);
}
