package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.LastRun;
import com.skillforge.analytics.io.SubjectHistory.RemovedRows;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The rows of contributions that are kept from run to run. */
public final class KeptRows {
  /** The columns that {@link #read} reads, in their order. */
  public static final List<String> COLUMNS =
      List.of("tenant_id", "subject_kind", "subject", "contributions", "changes_at");

  /** What is later than every timestamp of a warehouse never comes. */
  private static final long LATEST_MILLIS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private static final String SUM = "sum";

  private KeptRows() {}

  /**
   * Contributions of subjects; those of {@link Subject.Kind#EVERYBODY} are sums.
   *
   * @param scope see {@link KeptRun#scope}
   */
  public static RowEncoder<KeptContributions> contributions(String scope) {
    return (kept, rows) -> {
      RowWriter row = rows.rowOf(StagedTable.KPI_CONTRIBUTIONS);
      row.text(scope).text(kept.subject().tenantId());
      row.text(label(kept.subject().kind())).text(kept.subject().name());
      row.text(kept.packed());
      row.timestamp(kept.changesAtMillis() > LATEST_MILLIS ? null : kept.changesAtMillis());
      row.endRow();
    };
  }

  /** What the run has seen. */
  public static RowEncoder<KeptRun> runs() {
    return (run, rows) -> {
      RowWriter row = rows.rowOf(StagedTable.KPI_CONTRIBUTION_RUNS);
      row.text(run.scope()).text(run.kpis()).timestamp(run.asOfMillis());
      row.timestamp(run.reportFromMillis() == Long.MIN_VALUE ? null : run.reportFromMillis());
      row.json(JsonText.storedTables(run.seen()));
      row.timestamp(run.seenAtMillis());
      row.integer(run.removalsSeen());
      row.timestamp(run.anew() ? null : run.followsMillis());
      row.endRow();
    };
  }

  /** The name of a kind in {@code subject_kind}. */
  public static String label(Subject.Kind kind) {
    return switch (kind) {
      case PERSON -> "sender";
      case SESSION -> "session";
      case EVERYBODY -> SUM;
    };
  }

  private static Subject.Kind kind(String label) {
    return switch (label) {
      case "sender" -> Subject.Kind.PERSON;
      case "session" -> Subject.Kind.SESSION;
      default -> Subject.Kind.EVERYBODY;
    };
  }

  /** The newest run of a scope; empty when nothing is kept of it. */
  public static Optional<LastRun> lastRun(
      QueryableWarehouse warehouse, Snapshot snapshot, String scope) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT scope, kpis, %s, %s, %s, %s, removals_seen, %s FROM %s WHERE scope = %s"
            .formatted(
                dialect.epochMillis("as_of"),
                dialect.epochMillis("report_from"),
                dialect.comparable("seen", ColumnType.JSON),
                dialect.epochMillis("seen_at"),
                dialect.epochMillis("written_at"),
                snapshot.from(FixedTables.KPI_CONTRIBUTION_RUNS, "kept"),
                dialect.literal(scope));
    return warehouse
        .query(
            sql,
            row -> {
              Map<String, StoredTable> seen = JsonText.storedTables(text(row, 4));
              KeptRun run =
                  new KeptRun(
                      text(row, 0),
                      text(row, 1),
                      Objects.requireNonNull(row.integer(2)),
                      Objects.requireNonNullElse(row.integer(3), Long.MIN_VALUE),
                      seen,
                      Objects.requireNonNull(row.integer(5)),
                      Objects.requireNonNullElse(row.integer(6), 0L),
                      KeptRun.ANEW);
              return new LastRun(run, Instant.ofEpochMilli(Objects.requireNonNull(row.integer(7))));
            })
        .stream()
        .findFirst();
  }

  /** How many subjects there are of whom something is kept. */
  static long subjects(QueryableWarehouse warehouse, Snapshot snapshot, String scope) {
    return warehouse
        .query(
            "SELECT count(*) FROM "
                + of(scope, snapshot, warehouse.dialect())
                + " AND subject_kind <> 'sum'",
            row -> Objects.requireNonNull(row.integer(0)))
        .get(0);
  }

  /** The rows that have been removed since an instant when what is kept was told of it. */
  static List<RemovedRows> removedSince(
      QueryableWarehouse warehouse, Snapshot snapshot, long sinceMillis) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT table_name, %s, %s, row_count FROM %s WHERE written_at > %s"
            .formatted(
                dialect.epochMicros("stored_at"),
                dialect.epochMillis("written_at"),
                snapshot.from(FixedTables.KPI_CONTRIBUTION_REMOVALS, "removed"),
                dialect.timestamp(sinceMillis)),
        row ->
            new RemovedRows(
                TableName.parse(text(row, 0)),
                Objects.requireNonNull(row.integer(1)),
                Objects.requireNonNull(row.integer(2)),
                Objects.requireNonNull(row.integer(3))));
  }

  /** The subjects whose contributions are others as of an instant, even if no record came. */
  static List<SubjectKey> changing(
      QueryableWarehouse warehouse, Snapshot snapshot, String scope, long asOfMillis) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT tenant_id, subject_kind, subject FROM "
            + of(scope, snapshot, dialect)
            + " AND changes_at <= "
            + dialect.timestamp(asOfMillis),
        row -> new SubjectKey(text(row, 0), kind(text(row, 1)), text(row, 2)));
  }

  /**
   * What is kept of subjects, nothing of those that are new, and all sums.
   *
   * @param wanted the table of {@link WantedNames}; empty for the sums alone
   * @param form what is selected, of the expressions for {@link #COLUMNS} by their names
   */
  public static String query(
      Dialect dialect,
      Snapshot snapshot,
      String scope,
      Optional<String> wanted,
      Function<Map<String, String>, String> form) {
    String sums =
        "SELECT "
            + form.apply(columns(dialect, "kept.tenant_id", "kept.subject_kind", "kept.subject"))
            + " FROM "
            + of(scope, snapshot, dialect)
            + " AND subject_kind = "
            + dialect.literal(SUM);
    return wanted
        .map(
            names ->
                "SELECT "
                    + form.apply(columns(dialect, "wanted.tenant_id", "wanted.kind", "wanted.name"))
                    + " FROM "
                    + names
                    + " AS wanted LEFT JOIN "
                    + snapshot.from(FixedTables.KPI_CONTRIBUTIONS, "kept")
                    + " ON kept.scope = "
                    + dialect.literal(scope)
                    + " AND kept.tenant_id = wanted.tenant_id"
                    + " AND kept.subject_kind = wanted.kind AND kept.subject = wanted.name"
                    + " WHERE wanted.kind IN ("
                    + dialect.literal(label(Subject.Kind.PERSON))
                    + ", "
                    + dialect.literal(label(Subject.Kind.SESSION))
                    + ") UNION ALL "
                    + sums)
        .orElse(sums);
  }

  private static Map<String, String> columns(
      Dialect dialect, String tenant, String kind, String subject) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(COLUMNS.get(0), tenant);
    columns.put(COLUMNS.get(1), kind);
    columns.put(COLUMNS.get(2), subject);
    columns.put(COLUMNS.get(3), "kept.contributions");
    columns.put(COLUMNS.get(4), dialect.epochMillis("kept.changes_at"));
    return columns;
  }

  /** The kept contributions of the current row. */
  public static KeptContributions read(RowValues row) {
    return new KeptContributions(
        new SubjectKey(text(row, 0), kind(text(row, 1)), text(row, 2)),
        row.text(3),
        Objects.requireNonNullElse(row.integer(4), Long.MAX_VALUE));
  }

  private static String of(String scope, Snapshot snapshot, Dialect dialect) {
    return snapshot.from(FixedTables.KPI_CONTRIBUTIONS, "kept")
        + " WHERE scope = "
        + dialect.literal(scope);
  }

  /**
   * How identity links have changed since an instant: from whom an alias led to then, to whom it
   * leads to now, and whomever in between.
   */
  static List<LinkChange> linkChanges(
      QueryableWarehouse warehouse, Snapshot snapshot, long sinceMillis) {
    Dialect dialect = warehouse.dialect();
    List<LinkChange> changes = new ArrayList<>();
    warehouse
        .query(
            "SELECT tenant_id, alias_type, alias, resolved_before, resolved_after FROM "
                + snapshot.from(FixedTables.IDENTITY_LINK_CHANGES, "changes")
                + " WHERE written_at > "
                + dialect.timestamp(sinceMillis),
            KeptRows::linkChange)
        .forEach(change -> change.ifPresent(changes::add));
    return changes;
  }

  private static Optional<LinkChange> linkChange(RowValues row) {
    @Nullable String before = row.text(3);
    @Nullable String after = row.text(4);
    return AliasType.of(text(row, 1))
        .map(type -> new LinkChange(new Alias(text(row, 0), type, text(row, 2)), before, after));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }
}
