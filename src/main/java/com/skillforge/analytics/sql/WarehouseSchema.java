package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything a warehouse holds for one tracking plan, and the scripts that create it. */
public final class WarehouseSchema {
  /** Where rows wait that are on their way into the tables of a cloud's warehouse. */
  public static final String STAGING = "staging";

  private static final int STAGING_DAYS = 3;

  /** Schemas that the pipelines bring along; the others hold what the tracking plan puts there. */
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          STAGING,
          "Rows on their way: tables of single runs, dropped when their run has ended",
          "audit",
          "Views that the audit queries share",
          "identity",
          "Mirror of the identity table, and how it changed",
          "dimensions",
          "Tables that rows of the marts refer to",
          "schema_registry",
          "The tracking plan as rows",
          Permissions.SCHEMA,
          "Who may see which rows, and of how many people a figure must be",
          AdvisorViews.SCHEMA,
          "What advisors see: figures of groups of people");

  private final Dialect dialect;
  private final List<RawTable> rawTables;
  private final List<View> analyticsViews;
  private final List<View> kpiViews;
  private final List<View> advisorViews;
  private final List<View> auditViews;
  private final List<View> operationViews;
  private final SchemaRegistry registry;

  private WarehouseSchema(Dialect dialect, TrackingPlan plan) {
    this.dialect = dialect;
    this.rawTables = RawTable.all(plan);
    this.analyticsViews = rawTables.stream().map(raw -> analyticsView(dialect, raw)).toList();
    this.kpiViews = new KpiViews(dialect).all();
    this.advisorViews = new AdvisorViews(dialect).all();
    this.auditViews = new AuditViews(dialect, rawTables).all();
    this.operationViews = List.of(new OffsetViews(dialect).coverage(), RepairTables.open(dialect));
    this.registry = new SchemaRegistry(dialect, plan);
  }

  public static WarehouseSchema of(Dialect dialect, TrackingPlan plan) {
    return new WarehouseSchema(dialect, plan);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** All tables: those of records in the order of the plan, then the fixed ones. */
  public List<Table> tables() {
    return Stream.concat(rawTables.stream().map(RawTable::table), FixedTables.all().stream())
        .toList();
  }

  /** All views, each after those it reads. */
  public List<View> views() {
    return Stream.of(analyticsViews, operationViews, kpiViews, advisorViews, auditViews)
        .flatMap(List::stream)
        .toList();
  }

  /** All schemas that must be created, by name: DuckDB's default one is always there. */
  public List<Schema> schemas() {
    TreeSet<String> names = new TreeSet<>();
    tables().forEach(table -> names.add(schemaOf(table.name())));
    views().forEach(view -> names.add(schemaOf(view.name())));
    if (dialect.defaultSchema().equals(DuckDb.DEFAULT_SCHEMA)) {
      names.remove(DuckDb.DEFAULT_SCHEMA);
    } else {
      names.add(STAGING);
    }
    return names.stream()
        .map(name -> new Schema(name, describe(name), name.equals(STAGING) ? STAGING_DAYS : 0))
        .toList();
  }

  private String schemaOf(TableName name) {
    return name.schema().isEmpty() ? dialect.defaultSchema() : name.schema();
  }

  private String describe(String schema) {
    String fixed = DESCRIPTIONS.get(schema);
    if (fixed != null) {
      return fixed;
    }
    if (schema.equals(dialect.defaultSchema())) {
      return "Ledger, dead letters, KPI marts and what the tracking plan puts into no schema";
    }
    return tables().stream().anyMatch(table -> table.name().schema().equals(schema))
        ? "Records as the pipelines accepted them: raw tables of the tracking plan"
        : "Views over the raw tables, for analysis";
  }

  /**
   * The statements that write the rows that every warehouse begins with: the tracking plan as the
   * schema registry, and the default of the least group size.
   */
  public List<String> rows() {
    List<String> rows = new ArrayList<>(registry.fill());
    rows.add(Permissions.minGroupSize(dialect, Optional.empty()));
    return rows;
  }

  /** The statements of each script, by file name; to be run in the order of the names. */
  public SortedMap<String, List<String>> scripts() {
    SortedMap<String, List<String>> scripts = new TreeMap<>();
    for (Script script : Script.values()) {
      List<String> statements = statements(script);
      if (!statements.isEmpty()) {
        scripts.put(script.fileName(), statements);
      }
    }
    return scripts;
  }

  /** The statements of one script; none where the warehouse has no use for it. */
  public List<String> statements(Script script) {
    return switch (script) {
      case SCHEMAS -> flatten(schemas().stream().map(dialect::createSchema));
      case RAW_TABLES -> flatten(rawTables.stream().map(raw -> dialect.createTable(raw.table())));
      case ANALYTICS_VIEWS -> flatten(analyticsViews.stream().map(dialect::createView));
      case OPERATIONS ->
          flatten(
              Stream.of(
                      FixedTables.all().stream()
                          .filter(table -> !table.equals(FixedTables.KPI_VALUES))
                          .map(dialect::createTable),
                      operationViews.stream().map(dialect::createView),
                      Stream.of(rows()))
                  .flatMap(statements -> statements));
      case MARTS -> dialect.createTable(FixedTables.KPI_VALUES);
      case KPI_VIEWS ->
          flatten(Stream.concat(kpiViews.stream(), advisorViews.stream()).map(dialect::createView));
      case AUDIT_VIEWS -> flatten(auditViews.stream().map(dialect::createView));
      case RETENTION ->
          flatten(
              tables().stream().filter(table -> table.layout().years() > 0).map(dialect::expire));
      case GRANTS -> dialect.grants(access());
    };
  }

  /**
   * Which datasets' views must be let read each dataset, by its name: where a warehouse lets views
   * read with the rights of their readers.
   */
  public SortedMap<String, SortedSet<String>> authorizedReaders() {
    return AuthorizedDatasets.of(this, access());
  }

  private Access access() {
    List<String> all = schemas().stream().map(Schema::name).toList();
    List<String> written = new ArrayList<>(all);
    written.retainAll(
        Stream.concat(tables().stream().map(table -> schemaOf(table.name())), Stream.of(STAGING))
            .toList());
    written.remove(Permissions.SCHEMA);
    return new Access(
        all,
        written,
        List.of(
            new Access.Reader(Access.Role.ANALYST, List.of("analytics"), forAnalysts()),
            new Access.Reader(Access.Role.ADVISOR, List.of(AdvisorViews.SCHEMA), List.of()),
            new Access.Reader(Access.Role.OPERATOR, List.of(), forOperators())),
        FixedTables.KPI_VALUES.name());
  }

  private List<Access.Shown> forAnalysts() {
    List<Access.Shown> shown = new ArrayList<>();
    for (Table table :
        List.of(FixedTables.KPI_VALUES, FixedTables.TERMS, SchemaRegistry.EVENT_SCHEMAS)) {
      shown.add(Access.Shown.table(table));
    }
    kpiViews.stream()
        .filter(view -> view.name().schema().isEmpty())
        .forEach(view -> shown.add(Access.Shown.view(view.name())));
    shown.add(Access.Shown.view(AdvisorViews.CELLS));
    return shown;
  }

  /** Dead letters too, raw personal data redacted: who mends a sender must see what it sends. */
  private static List<Access.Shown> forOperators() {
    List<Access.Shown> shown = new ArrayList<>();
    for (Table table :
        List.of(
            FixedTables.PIPELINE_RUNS,
            FixedTables.RUN_OFFSETS,
            FixedTables.QUALITY_CHECKS,
            FixedTables.RUN_COUNTS,
            FixedTables.DEAD_LETTERS,
            RepairTables.REPAIRS,
            FixedTables.DUPLICATE_RECORDS,
            FixedTables.KPI_CONTRIBUTION_RUNS,
            PrivacyTables.ERASURE_RECEIPTS,
            Permissions.MIN_GROUP_SIZES,
            SchemaRegistry.EVENT_SCHEMAS)) {
      shown.add(Access.Shown.table(table));
    }
    shown.add(Access.Shown.view(OffsetViews.COVERAGE));
    shown.add(Access.Shown.view(RepairTables.OPEN));
    return shown;
  }

  /** The text of a script file. */
  public String render(Script script) {
    StringBuilder text = new StringBuilder();
    text.append("-- Generated from the tracking plan and the marts: do not change this file.\n");
    text.append("-- scripts/regenerate.sh rewrites it.\n");
    for (String note : dialect.notes(script)) {
      text.append("-- ").append(note).append('\n');
    }
    for (String statement : statements(script)) {
      boolean comment = statement.startsWith("COMMENT ON");
      text.append(comment ? "" : "\n").append(statement).append(";\n");
    }
    return text.toString();
  }

  /**
   * The query of {@code checks/validate_kpis.sql}; see {@link ValidationQuery}.
   *
   * @param lateness how far what a pipeline has covered may lie behind the clock, in whole hours,
   *     by pipeline
   */
  public String validation(SortedMap<String, Duration> lateness) {
    return new ValidationQuery(dialect, rawTables, lateness, dialect.now()).render();
  }

  /** The same for another time than that of the clock. */
  public String validation(SortedMap<String, Duration> lateness, Instant at) {
    return new ValidationQuery(dialect, rawTables, lateness, dialect.timestamp(at.toEpochMilli()))
        .render();
  }

  /** Where a raw table may hold a record twice, its view shows each record once. */
  private static View analyticsView(Dialect dialect, RawTable raw) {
    RecordType type = raw.type();
    StringBuilder query =
        new StringBuilder("SELECT * FROM ").append(dialect.name(raw.table().name()));
    if (dialect.storesCopies()) {
      query.append(" AS stored");
    }
    dialect.everyPartition("stored", raw).ifPresent(all -> query.append("\nWHERE ").append(all));
    if (dialect.storesCopies()) {
      query.append("\nQUALIFY ").append(raw.firstOfItsCopies(dialect));
    }
    return new View(
        type.storage().bigquery(),
        type.description()
            + ": the rows of "
            + raw.table().name()
            + " under their name for analysis",
        query.toString());
  }

  private static List<String> flatten(Stream<List<String>> parts) {
    List<String> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }
}
