package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.sql.Table;

/** What one table has of those whose names stand in {@code privacy.ids_to_erase}. */
interface ErasableRows {
  Table table();

  /** A query of the rows that are of somebody: at least the columns tenant_id and request_id. */
  String found();

  /** The statement that removes them, or what they say of the person. */
  String remove();
}
