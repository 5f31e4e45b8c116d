package com.skillforge.analytics.io;

import com.skillforge.analytics.sql.Migration;

/** A warehouse's schemas, tables and views, as they are and as they should be. */
public interface Migrations {
  /**
   * What has to be done.
   *
   * @throws WarehouseException when the warehouse cannot be asked
   */
  Migration compare();

  /**
   * Does it. What was done stays when a later statement fails, and is not done again by the next
   * migration; the local warehouse does all or nothing.
   *
   * @param migration one that is not refused
   * @throws WarehouseException when the warehouse refuses a statement
   */
  void apply(Migration migration);

  /**
   * Says of how many people a figure for advisors must be; what they see follows at once.
   *
   * @param people at least 2
   * @throws WarehouseException when the warehouse refuses the statement
   */
  void setMinGroupSize(int people);
}
