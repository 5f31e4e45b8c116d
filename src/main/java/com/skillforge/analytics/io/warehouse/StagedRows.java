package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.StagedTable;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** The rows that one commit merges, in the place where they wait for it. */
public interface StagedRows extends Serializable {
  /**
   * Which tables rows were staged for: merging nothing into a large table costs too.
   *
   * @param expected the tables that rows may have been staged for
   * @return the names of those that have some
   */
  Set<String> filled(Transaction transaction, List<StagedTable> expected);

  /**
   * A query of the rows that were staged for a table, with the columns of {@link
   * StagedTable#columns} in the types of the table.
   */
  String query(StagedTable table);

  /** Whether two staged rows may be of the same record. */
  boolean mayRepeat();

  /**
   * Takes the rows for the transaction that merges them. A runner that starts anew after a failure
   * repeats commits that it does not remember.
   *
   * @return false when an earlier transaction has merged them
   */
  default boolean claim(Transaction transaction) {
    return true;
  }
}
