package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything a warehouse holds for one tracking plan, and the scripts that create it. */
public final class WarehouseSchema {
  private final Dialect dialect;
  private final List<RawTable> rawTables;
  private final List<View> analyticsViews;
  private final List<View> kpiViews;
  private final List<View> auditViews;

  private WarehouseSchema(Dialect dialect, TrackingPlan plan) {
    this.dialect = dialect;
    this.rawTables = RawTable.all(plan);
    this.analyticsViews = plan.recordTypes().stream().map(WarehouseSchema::analyticsView).toList();
    this.kpiViews = new KpiViews(dialect).all();
    this.auditViews = new AuditViews(rawTables).all();
  }

  public static WarehouseSchema duckDb(TrackingPlan plan) {
    return new WarehouseSchema(DuckDb.SQL, plan);
  }

  /** All tables: those of records in the order of the plan, then the fixed ones. */
  public List<Table> tables() {
    return Stream.concat(rawTables.stream().map(RawTable::table), FixedTables.all().stream())
        .toList();
  }

  /** All views, each after those it reads. */
  public List<View> views() {
    return Stream.of(analyticsViews, kpiViews, auditViews).flatMap(List::stream).toList();
  }

  /** All schemas but the default one. */
  public SortedSet<String> schemas() {
    SortedSet<String> schemas = new TreeSet<>();
    tables().forEach(table -> schemas.add(table.name().schema()));
    views().forEach(view -> schemas.add(view.name().schema()));
    schemas.remove("");
    return schemas;
  }

  /** The statements of each script, by file name; to be run in the order of the names. */
  public SortedMap<String, List<String>> scripts() {
    SortedMap<String, List<String>> scripts = new TreeMap<>();
    scripts.put("1-schemas.sql", flatten(schemas().stream().map(dialect::createSchema)));
    scripts.put(
        "2-raw-tables.sql",
        flatten(rawTables.stream().map(raw -> dialect.createTable(raw.table()))));
    scripts.put("3-analytics-views.sql", flatten(analyticsViews.stream().map(dialect::createView)));
    scripts.put(
        "4-operations.sql",
        flatten(
            Stream.of(
                    FixedTables.PIPELINE_RUNS,
                    FixedTables.DEAD_LETTERS,
                    FixedTables.DUPLICATE_RECORDS,
                    FixedTables.IDENTITY_LINKS,
                    FixedTables.IDENTITY_LINK_CHANGES,
                    FixedTables.TERMS)
                .map(dialect::createTable)));
    scripts.put("5-marts.sql", dialect.createTable(FixedTables.KPI_VALUES));
    scripts.put("6-kpi-views.sql", flatten(kpiViews.stream().map(dialect::createView)));
    scripts.put("7-audit-views.sql", flatten(auditViews.stream().map(dialect::createView)));
    return scripts;
  }

  /** The text of a script file. */
  public static String render(List<String> statements) {
    StringBuilder text = new StringBuilder();
    text.append("-- Generated from the tracking plan and the marts: do not change this file.\n");
    text.append("-- mvn -q test -Dtest=WarehouseSchemaTest -Dregenerate=true rewrites it.\n");
    for (String statement : statements) {
      boolean comment = statement.startsWith("COMMENT ON");
      text.append(comment ? "" : "\n").append(statement).append(";\n");
    }
    return text.toString();
  }

  private static View analyticsView(RecordType type) {
    TableName raw = type.storage().snowflake();
    return new View(
        type.storage().bigquery(),
        type.description() + ": the rows of " + raw + " under their name for analysis",
        "SELECT * FROM " + DuckDb.SQL.name(raw));
  }

  private static List<String> flatten(Stream<List<String>> parts) {
    List<String> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }
}
