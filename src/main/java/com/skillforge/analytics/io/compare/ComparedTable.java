package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table, or a view that gives each of its rows once, that warehouses have in common.
 *
 * @param columns what has to agree: all but who wrote a row, and when
 * @param day the timestamp column by whose UTC day rows are compared; empty when there are few
 */
public record ComparedTable(TableName name, List<Column> columns, String day) {
  private static final Set<String> OF_A_RUN =
      Set.of(
          Provenance.RUN_ID,
          Provenance.INGESTED_AT,
          "written_at",
          "dead_lettered_at",
          "pipeline_version");

  public ComparedTable {
    columns = List.copyOf(columns);
  }

  /** All tables whose rows say something about the input, not about runs. */
  public static List<ComparedTable> all(TrackingPlan plan) {
    List<ComparedTable> tables = new ArrayList<>();
    RawTable.all(plan).forEach(raw -> tables.add(of(raw)));
    tables.add(of(FixedTables.DEAD_LETTERS, Provenance.TIMESTAMP));
    tables.add(of(FixedTables.DUPLICATE_RECORDS, "event_time"));
    tables.add(of(FixedTables.KPI_VALUES, "period_start"));
    tables.add(of(FixedTables.IDENTITY_LINKS, ""));
    tables.add(of(FixedTables.TERMS, ""));
    return tables;
  }

  /** A raw table, by the name under which each record is there once: a stream may store a copy. */
  static ComparedTable of(RawTable raw) {
    RecordType type = raw.type();
    return of(type.storage().bigquery(), raw.table(), type.eventTimeProperty());
  }

  private static ComparedTable of(Table table, String day) {
    return of(table.name(), table, day);
  }

  private static ComparedTable of(TableName name, Table table, String day) {
    List<Column> columns =
        table.columns().stream().filter(column -> !OF_A_RUN.contains(column.name())).toList();
    return new ComparedTable(name, columns, day);
  }
}
