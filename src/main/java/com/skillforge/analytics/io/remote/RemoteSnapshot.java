package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;

/** The tables of a warehouse that keeps its past, as they were at an instant. */
record RemoteSnapshot(RemoteWarehouse warehouse, Instant asOf) implements Snapshot {
  private static final long serialVersionUID = 1L;

  @Override
  public String from(TableName table, String alias) {
    return warehouse.asOf(table, alias, asOf);
  }

  @Override
  public String rows(RawTable raw, String alias) {
    return warehouse.dialect().everyPartition(alias, raw).orElse("TRUE");
  }
}
