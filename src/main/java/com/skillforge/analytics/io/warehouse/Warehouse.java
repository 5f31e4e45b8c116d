package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.StagedTable;
import java.util.List;

/**
 * A warehouse that is reached over a network. It travels to workers, so that it holds no connection
 * and no secret: at most where a secret is found.
 *
 * <p>Every method throws {@link WarehouseException} when the warehouse refuses or cannot be
 * reached, after trying again for what may pass by itself.
 */
public interface Warehouse extends QueryableWarehouse {
  /** The name as it begins the names of steps, for example {@code BigQuery}. */
  String label();

  /** Runs one statement that returns nothing. */
  void execute(String statement);

  /** Runs statements that change rows, in one transaction: all of them count, or none. */
  void transaction(List<String> statements);

  /** Makes empty places for the rows of a run; what an earlier attempt has left there is gone. */
  void prepareStaging(String stagingId, List<StagedTable> tables);

  /**
   * A query of the rows of a table that were staged, with the columns of {@link
   * StagedTable#columns} in the types of the table.
   */
  String staged(StagedTable table, String stagingId);

  /** Removes what {@link #prepareStaging} has made; nothing happens when it is gone already. */
  void dropStaging(String stagingId, List<StagedTable> tables);
}
