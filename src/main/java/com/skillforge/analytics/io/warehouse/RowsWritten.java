package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many rows of each table a commit has written and removed: the ledger's own statement counts
 * them.
 */
final class RowsWritten {
  private final Dialect dialect;
  private final Stamp stamp;
  private final SortedMap<String, String> counts = new TreeMap<>();
  private final SortedMap<String, String> removed = new TreeMap<>();

  RowsWritten(Dialect dialect, Stamp stamp) {
    this.dialect = dialect;
    this.stamp = stamp;
  }

  /** The commit may have written rows of a table; they bear its stamp. */
  void add(Table table, String timeColumn) {
    add(table, timeColumn, "");
  }

  void add(RawTable raw) {
    String everyPartition =
        dialect.everyPartition("written", raw).map(all -> " AND " + all).orElse("");
    add(raw.table(), Provenance.INGESTED_AT, everyPartition);
  }

  /**
   * The commit may have removed rows of a table.
   *
   * @param count a query of how many
   */
  void removed(String table, String count) {
    removed.put(table, count);
  }

  private void add(Table table, String timeColumn, String condition) {
    counts.put(
        table.name().toString(),
        "SELECT count(*) FROM "
            + dialect.name(table.name())
            + " AS written WHERE "
            + Provenance.RUN_ID
            + " = "
            + stamp.value(Provenance.RUN_ID, dialect)
            + " AND "
            + timeColumn
            + " = "
            + stamp.value(timeColumn, dialect)
            + condition);
  }

  /**
   * A JSON object by table, as an expression.
   *
   * @param before what earlier commits of the run have written
   */
  String json(Map<String, Long> before) {
    SortedMap<String, String> sums = new TreeMap<>();
    before.forEach((table, rows) -> sums.put(table, String.valueOf(rows)));
    counts.forEach(
        (table, count) -> sums.put(table, before.getOrDefault(table, 0L) + " + (" + count + ")"));
    return object(sums);
  }

  /** The same of what was removed. */
  String removedJson() {
    SortedMap<String, String> sums = new TreeMap<>();
    removed.forEach((table, count) -> sums.put(table, "(" + count + ")"));
    return object(sums);
  }

  private String object(SortedMap<String, String> sums) {
    if (sums.isEmpty()) {
      return dialect.parseJson(dialect.literal("{}"));
    }
    String members =
        sums.entrySet().stream()
            .map(
                sum ->
                    dialect.literal('"' + sum.getKey() + "\":")
                        + ", "
                        + dialect.cast(sum.getValue(), ColumnType.TEXT))
            .collect(Collectors.joining(", ',', "));
    return dialect.parseJson("concat('{', " + members + ", '}')");
  }
}
