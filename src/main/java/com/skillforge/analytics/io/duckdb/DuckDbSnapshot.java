package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The local tables as they were: rows that have come since are told apart by their time. */
final class DuckDbSnapshot implements Snapshot {
  private static final long serialVersionUID = 1L;

  private final Map<String, Long> newestMicros = new HashMap<>();

  DuckDbSnapshot(List<TableSnapshot> tables) {
    tables.forEach(table -> newestMicros.put(table.type(), table.newestMicros()));
  }

  @Override
  public String from(TableName table, String alias) {
    return DuckDb.SQL.name(table) + " AS " + alias;
  }

  @Override
  public String rows(RawTable raw, String alias) {
    return alias
        + "."
        + Provenance.INGESTED_AT
        + " <= "
        + DuckDb.SQL.timestampMicros(newestMicros.getOrDefault(raw.type().name(), 0L));
  }
}
