package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.warehouse.Warehouse;
import com.skillforge.analytics.plan.TableName;
import java.time.Instant;
import java.util.List;

/** A warehouse that is reached over a network, with the places for rows that wait there. */
public interface RemoteWarehouse extends Warehouse {
  /** The name as it begins the names of steps, for example {@code BigQuery}. */
  String label();

  /**
   * A table as it was at an instant, as it stands behind FROM.
   *
   * @param alias what the query calls it
   * @param instant to the millisecond; not ahead of the warehouse's clock
   */
  String asOf(TableName table, String alias, Instant instant);

  /** Runs statements that change rows, in one transaction: all of them count, or none. */
  void transaction(List<String> statements);

  @Override
  default <T> T transaction(Work<T> work) {
    CollectedStatements collected = new CollectedStatements(this);
    T result = work.run(collected);
    if (!collected.statements().isEmpty()) {
      transaction(collected.statements());
    }
    return result;
  }

  /** Makes empty places for the rows of a run; what an earlier attempt has left there is gone. */
  void prepareStaging(String stagingId, List<StagedTable> tables);

  /**
   * A query of the rows of a table that were staged, with the columns of {@link
   * StagedTable#columns} in the types of the table.
   */
  String staged(StagedTable table, String stagingId);

  /**
   * Removes what runs that have died have left in the staging schema, where that does not expire by
   * itself.
   *
   * @param before only what was made before this instant
   */
  default void dropLeftovers(Instant before) {}

  /** Removes what {@link #prepareStaging} has made; nothing happens when it is gone already. */
  void dropStaging(String stagingId, List<StagedTable> tables);
}
