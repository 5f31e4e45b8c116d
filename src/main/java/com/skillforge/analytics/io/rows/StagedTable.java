package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.RepairTables;
import com.skillforge.analytics.sql.Table;
import java.io.Serializable;
import java.util.List;

/**
 * How the rows of one table are staged: all its columns but those that the commit stamps.
 *
 * @param stamped the columns whose value is the same in all rows of a commit, see {@link Stamp}
 */
public record StagedTable(Table table, List<String> stamped) implements Serializable {
  public static final StagedTable DEAD_LETTERS =
      new StagedTable(
          FixedTables.DEAD_LETTERS,
          List.of("pipeline", "pipeline_version", Provenance.RUN_ID, "dead_lettered_at"));

  public static final StagedTable REPAIRS =
      new StagedTable(RepairTables.REPAIRS, List.of(Provenance.RUN_ID, "written_at"));

  public static final StagedTable DUPLICATE_RECORDS =
      new StagedTable(FixedTables.DUPLICATE_RECORDS, List.of(Provenance.RUN_ID, "written_at"));

  public static final StagedTable KPI_VALUES =
      new StagedTable(
          FixedTables.KPI_VALUES, List.of(Provenance.RUN_ID, "pipeline_version", "written_at"));

  public static final StagedTable LINKS =
      new StagedTable(FixedTables.IDENTITY_LINKS, List.of(Provenance.RUN_ID, "written_at"));

  public static final StagedTable RUN_COUNTS =
      new StagedTable(FixedTables.RUN_COUNTS, List.of(Provenance.RUN_ID, "written_at"));

  public static final StagedTable KPI_CONTRIBUTIONS =
      new StagedTable(FixedTables.KPI_CONTRIBUTIONS, List.of(Provenance.RUN_ID, "written_at"));

  public static final StagedTable KPI_CONTRIBUTION_RUNS =
      new StagedTable(FixedTables.KPI_CONTRIBUTION_RUNS, List.of(Provenance.RUN_ID, "written_at"));

  public StagedTable {
    stamped = List.copyOf(stamped);
  }

  /** How records of one type are staged. */
  public static StagedTable of(RawTable raw) {
    return new StagedTable(raw.table(), Provenance.LOAD.stream().map(Column::name).toList());
  }

  /** The table's name as the tracking plan writes it. */
  public String name() {
    return table.name().toString();
  }

  /** The columns that are staged, in the order in which a {@link RowEncoder} writes them. */
  public List<Column> columns() {
    return table.columns().stream().filter(column -> !stamped.contains(column.name())).toList();
  }
}
