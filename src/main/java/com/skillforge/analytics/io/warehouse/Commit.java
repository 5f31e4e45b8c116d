package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.OffsetRows;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Merges what a batch run has staged into the tables, and notes it in the ledger, in one
 * transaction. It may be run again: then it changes nothing more.
 */
public final class Commit implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Warehouse warehouse;
  private final TrackingPlan plan;
  private final List<Term> terms;
  private final boolean usesLinks;
  private final RunInfo run;
  private final String stagingId;
  private final List<StagedTable> tables;

  /**
   * Creates the commit of a run.
   *
   * @param usesLinks whether senders were resolved by identity links
   * @param tables the tables that have a place for staged rows
   */
  public Commit(
      Warehouse warehouse,
      TrackingPlan plan,
      List<Term> terms,
      boolean usesLinks,
      RunInfo run,
      String stagingId,
      List<StagedTable> tables) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.terms = new ArrayList<>(terms);
    this.usesLinks = usesLinks;
    this.run = run;
    this.stagingId = stagingId;
    this.tables = new ArrayList<>(tables);
  }

  /**
   * Commits.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse refuses: then nothing
   *     of the run is visible
   */
  public void run() {
    Dialect dialect = warehouse.dialect();
    Stamp stamp = new Stamp(run, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    Set<String> filled = filled();
    Statements statements =
        new Statements(dialect, stamp, new LinkedHashMap<>(), new ArrayList<>());
    boolean linked = addLinks(statements, filled);
    addRecords(statements, filled, linked);
    if (!terms.isEmpty()) {
      statements.list().addAll(new DimensionMerges(dialect).terms(terms, stamp));
    }
    statements.list().addAll(OffsetRows.note(dialect, stamp));
    statements
        .list()
        .add(
            new Ledger(warehouse)
                .succeed(run.id(), counts(), statements.rowsWritten(), stamp.writtenAt()));
    warehouse.transaction(statements.list());
  }

  /** The tables that rows were staged for: merging nothing into a large table costs too. */
  private Set<String> filled() {
    Dialect dialect = warehouse.dialect();
    String sql =
        tables.stream()
            .map(
                table ->
                    "SELECT %s AS table_name, count(*) AS row_count FROM (%s) AS staged"
                        .formatted(
                            dialect.literal(table.name()), warehouse.staged(table, stagingId)))
            .collect(Collectors.joining(" UNION ALL "));
    Set<String> filled = new LinkedHashSet<>();
    for (String table :
        warehouse.query(
            "SELECT table_name FROM (" + sql + ") AS counted WHERE row_count > 0",
            row -> Objects.requireNonNull(row.text(0)))) {
      filled.add(table);
    }
    return filled;
  }

  /** The sum of all parts; a step that was done twice may have staged a part twice. */
  private RunCounts counts() {
    Map<String, String> parts = new LinkedHashMap<>();
    String sql =
        "SELECT part_id, counts FROM ("
            + warehouse.staged(StagedTable.RUN_COUNTS, stagingId)
            + ") AS staged";
    warehouse
        .query(sql, row -> List.of(String.valueOf(row.text(0)), String.valueOf(row.text(1))))
        .forEach(part -> parts.put(part.get(0), part.get(1)));
    RunCounts sum = new RunCounts();
    parts.values().forEach(part -> sum.merge(FixedRows.counts(part)));
    return sum;
  }

  /** Adds what identity links change, and says whether stored records may follow links. */
  private boolean addLinks(Statements statements, Set<String> filled) {
    Dialect dialect = warehouse.dialect();
    DimensionMerges merges = new DimensionMerges(dialect);
    if (usesLinks) {
      StagedTable links = StagedTable.LINKS;
      String staged = filled.contains(links.name()) ? stamped(links, statements) : none(links);
      statements.list().addAll(merges.links(staged, statements.stamp()));
      statements.wrote(links.table(), "written_at");
      for (RawTable raw : RawTable.all(plan)) {
        if (raw.type().has(Role.USER)) {
          statements.list().add(merges.reattribute(raw, statements.stamp()));
          statements.list().add(new RecordMerges(dialect).deleteCopies(raw));
        }
      }
      return true;
    }
    String changes = dialect.name(FixedTables.IDENTITY_LINK_CHANGES.name());
    return warehouse
            .query("SELECT count(*) FROM " + changes, row -> Objects.requireNonNull(row.integer(0)))
            .get(0)
        > 0;
  }

  private void addRecords(Statements statements, Set<String> filled, boolean linked) {
    Dialect dialect = warehouse.dialect();
    RecordMerges merges = new RecordMerges(dialect);
    List<String> list = statements.list();
    if (tables.contains(StagedTable.DUPLICATE_RECORDS)) {
      StagedTable duplicates = StagedTable.DUPLICATE_RECORDS;
      list.addAll(
          merges.duplicatesWithinRun(stampedOrNone(duplicates, statements, filled), run.id()));
      statements.wrote(duplicates.table(), "written_at");
    }
    for (RawTable raw : RawTable.all(plan)) {
      StagedTable table = StagedTable.of(raw);
      if (filled.contains(table.name())) {
        String staged = stamped(table, statements);
        if (linked) {
          list.add(merges.reattributeSame(raw, staged));
          list.add(merges.deleteCopies(raw));
        }
        list.add(merges.duplicatesAcrossRuns(raw, staged, statements.stamp()));
        list.add(merges.records(raw, staged));
        statements.wrote(raw);
      }
    }
    StagedTable letters = StagedTable.DEAD_LETTERS;
    list.addAll(merges.deadLetters(stampedOrNone(letters, statements, filled), run.id()));
    statements.wrote(letters.table(), "dead_lettered_at");
    StagedTable kpis = StagedTable.KPI_VALUES;
    if (filled.contains(kpis.name())) {
      list.add(new KpiMerges(dialect).kpiValues(stamped(kpis, statements)));
      statements.wrote(kpis.table(), "written_at");
    }
  }

  private String stampedOrNone(StagedTable table, Statements statements, Set<String> filled) {
    return filled.contains(table.name()) ? stamped(table, statements) : none(table);
  }

  private String stamped(StagedTable table, Statements statements) {
    return new MergeSql(warehouse.dialect())
        .stamped(table, warehouse.staged(table, stagingId), statements.stamp());
  }

  private String none(StagedTable table) {
    return new MergeSql(warehouse.dialect()).none(table.table());
  }

  /**
   * The statements of a commit.
   *
   * @param written by table, the condition that says which of its rows this commit has written
   */
  private record Statements(
      Dialect dialect, Stamp stamp, Map<Table, String> written, List<String> list) {

    void wrote(Table table, String timeColumn) {
      written.put(
          table,
          "run_id = "
              + stamp.value(Provenance.RUN_ID, dialect)
              + " AND "
              + timeColumn
              + " = "
              + dialect.timestamp(stamp.writtenAt().toEpochMilli()));
    }

    void wrote(RawTable raw) {
      wrote(raw.table(), Provenance.INGESTED_AT);
      dialect
          .everyPartition("written", raw)
          .ifPresent(all -> written.merge(raw.table(), all, (own, every) -> own + " AND " + every));
    }

    /** How many rows of each table this commit has written, as a JSON object by table. */
    String rowsWritten() {
      String members =
          written.entrySet().stream()
              .map(
                  entry ->
                      dialect.literal('"' + entry.getKey().name().toString() + "\":")
                          + ", "
                          + dialect.cast(count(entry.getKey(), entry.getValue()), ColumnType.TEXT))
              .collect(Collectors.joining(", ',', "));
      return dialect.parseJson("concat('{', " + members + ", '}')");
    }

    private String count(Table table, String condition) {
      return "(SELECT count(*) FROM "
          + dialect.name(table.name())
          + " AS written WHERE "
          + condition
          + ")";
    }
  }
}
