package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a stream has counted: partial counts lie in a table of their own until it is stopped. */
final class StreamLedger {
  private final Warehouse warehouse;
  private final Ledger ledger;

  StreamLedger(Warehouse warehouse, Ledger ledger) {
    this.warehouse = warehouse;
    this.ledger = ledger;
  }

  /** Notes that a stream was stopped, with the sum of its counts. */
  RunSummary finish(RunInfo run, List<StagedTable> tables) {
    Dialect dialect = warehouse.dialect();
    Map<String, String> parts = new LinkedHashMap<>();
    warehouse
        .query(
            "SELECT part_id, counts FROM "
                + dialect.name(FixedTables.RUN_COUNTS.name())
                + " WHERE run_id = "
                + dialect.literal(run.id())
                + " AND written_at >= "
                + dialect.timestamp(run.startedAt().toEpochMilli()),
            row -> List.of(String.valueOf(row.text(0)), String.valueOf(row.text(1))))
        .forEach(part -> parts.put(part.get(0), part.get(1)));
    RunCounts sum = new RunCounts();
    parts.values().forEach(part -> sum.merge(FixedRows.counts(part)));
    warehouse.execute(
        ledger.succeed(run.id(), sum, dialect.parseJson(dialect.literal("{}")), Instant.now()));
    return ledger.summary(run.id());
  }
}
