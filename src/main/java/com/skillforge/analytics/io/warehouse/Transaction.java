package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.sql.Table;
import java.util.List;

/**
 * Statements that count together or not at all.
 *
 * <p>A warehouse in reach runs them one by one, and answers what it sees meanwhile. One that is far
 * away gets all of them at once, when the work has ended: until then nobody knows what they will
 * do, and the answers here are those that spare nothing.
 */
public interface Transaction {
  /**
   * Adds a statement.
   *
   * @return whether it may have changed rows
   */
  boolean execute(String statement);

  /** Adds statements. */
  default void execute(List<String> statements) {
    statements.forEach(this::execute);
  }

  /**
   * Asks for rows. A warehouse that gets all statements at once answers as if none had been added
   * yet.
   */
  <T> List<T> query(String sql, RowReader<T> reader);

  /** Whether a table is known to be empty until the next statement of this transaction. */
  boolean isEmpty(Table table);
}
