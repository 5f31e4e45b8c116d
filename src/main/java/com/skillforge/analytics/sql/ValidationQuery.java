package com.skillforge.analytics.sql;

import static com.skillforge.analytics.sql.ColumnType.INTEGER;

import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The query of {@code validate_kpis.sql}: is what the warehouse holds fit to report from? It
 * answers one row for each check that fails, with the columns {@code check_name, table_name,
 * detail, row_count}; no row means that all is well. It reads records through their views, and
 * fails as a whole when a column that the plan knows is not there.
 */
final class ValidationQuery {
  static final String FILE_NAME = "validate_kpis.sql";

  /** The check that tells which pipelines are late. */
  private static final String FRESHNESS = "freshness";

  /** A pipeline that is so far behind the others of its environment is not scheduled any more. */
  private static final int RETIRED_DAYS = 60;

  private final Dialect dialect;
  private final List<RawTable> tables;
  private final SortedMap<String, Duration> lateness;
  private final String now;
  private final List<String> checks = new ArrayList<>();

  /**
   * @param lateness how far what a pipeline has covered may lie behind the clock, in whole hours,
   *     by pipeline; others are not judged
   * @param now the time of the clock, as it stands in a statement
   */
  ValidationQuery(
      Dialect dialect, List<RawTable> tables, SortedMap<String, Duration> lateness, String now) {
    this.dialect = dialect;
    this.tables = List.copyOf(tables);
    this.lateness = new TreeMap<>(lateness);
    this.now = now;
  }

  String render() {
    for (RawTable table : tables) {
      records(table);
    }
    ledger();
    kpis();
    audits();
    keys();
    return """
        /*
        Is what the warehouse holds fit to report from? One row for each check that fails.
        scripts/sql.sh "$(cat this file)", bq query and snow sql take it as it is.
        Generated from the tracking plan and the marts: do not change this file.
        scripts/regenerate.sh rewrites it.
        */
        SELECT check_name, table_name, detail, row_count
        FROM (
        %s) AS checks
        WHERE row_count > 0
        ORDER BY check_name, table_name, detail
        """
        .formatted(String.join("\n  UNION ALL\n", checks));
  }

  private void records(RawTable table) {
    RecordType type = table.type();
    TableName view = type.storage().bigquery();
    List<String> required =
        Stream.concat(
                type.properties().stream()
                    .filter(property -> property.required() && property.sinceVersion() == 1)
                    .map(Property::name),
                Stream.of(Role.TENANT.property(), Role.ENVIRONMENT.property(), table.idColumn()))
            .distinct()
            .toList();
    check(
        "required_columns",
        view,
        "without a required value: " + String.join(", ", required),
        whole(table)
            + " AND ("
            + required.stream()
                .map(column -> dialect.identifier(column) + " IS NULL")
                .collect(Collectors.joining(" OR "))
            + ")");
    if (type.has(Role.PERSONA)) {
      String personas =
          SchemaRegistry.personas(type).stream()
              .map(dialect::literal)
              .collect(Collectors.joining(", "));
      check(
          "persona_segmentation",
          view,
          "of a persona that does not send such records",
          Role.PERSONA.property() + " NOT IN (" + personas + ")");
    }
    ranges(type).ifPresent(range -> check("ranges", view, "a number outside its range", range));
    String time = dialect.identifier(type.eventTimeProperty());
    check(
        "ranges",
        view,
        "an event time before 2015, or more than a day after the row was written",
        "%1$s < %2$s OR %1$s > %3$s"
            .formatted(
                time,
                dialect.timestamp(RawTable.EARLIEST_EVENT_TIME.toEpochMilli()),
                dialect.plus(Provenance.INGESTED_AT, 24, Dialect.Unit.HOUR)));
    if (!dialect.storesCopies()) {
      unique(
          table.table().name(),
          "%s, %s, coalesce(%s)"
              .formatted(
                  dialect.identifier(Role.TENANT.property()),
                  dialect.identifier(table.idColumn()),
                  table.senderColumns().stream()
                      .map(dialect::identifier)
                      .collect(Collectors.joining(", "))),
          "count(*) > 1");
    }
  }

  /** Rows that must have all their columns: what an opt-out or a tombstone left has fewer. */
  private static String whole(RawTable table) {
    String whole = "coalesce(opted_out, FALSE) = FALSE";
    return table.compacted() ? whole + " AND coalesce(tombstone, FALSE) = FALSE" : whole;
  }

  private Optional<String> ranges(RecordType type) {
    List<String> outside = new ArrayList<>();
    for (Property property : type.properties()) {
      String name = dialect.identifier(property.name());
      property.min().ifPresent(min -> outside.add(name + " < " + min));
      property.max().ifPresent(max -> outside.add(name + " > " + max));
    }
    return outside.isEmpty() ? Optional.empty() : Optional.of(String.join(" OR ", outside));
  }

  private void ledger() {
    TableName runs = FixedTables.PIPELINE_RUNS.name();
    check(
        "conservation",
        runs,
        "read = accepted + duplicates + suppressed + erased + dead_lettered + late_dropped does"
            + " not hold",
        "status = 'succeeded' AND "
            + "coalesce(accepted + duplicates + suppressed + erased + dead_lettered"
            + " + coalesce(late_dropped, 0), -1) <> " // older runs had no such column
            + dialect.identifier("read"));
    checks.add(
        select(
                FRESHNESS,
                runs,
                "no run has ever succeeded",
                "CASE WHEN count(*) = 0 THEN 1 ELSE 0 END")
            + " WHERE status = 'succeeded'");
    late(runs);
  }

  /**
   * What runs have covered tells whether a schedule has missed one: of a KPI whose figures do not
   * change, no row would. A schedule always names both ends; who gives {@code --to} alone does so
   * by hand, and is late for nothing.
   */
  private void late(TableName runs) {
    String late =
        lateness.entrySet().stream()
            .map(
                allowed ->
                    "(pipeline = %s AND covered < %s)"
                        .formatted(
                            dialect.literal(allowed.getKey()),
                            dialect.plus(
                                now,
                                -Math.toIntExact(allowed.getValue().toHours()),
                                Dialect.Unit.HOUR)))
            .collect(Collectors.joining("\n    OR "));
    checks.add(
        """
          SELECT '%s' AS check_name, %s AS table_name,
            concat(pipeline, ' of ', environment, ' has covered less than its schedule asks for by now')
              AS detail, 1 AS row_count
          FROM (
            SELECT pipeline, environment, covered, max(covered) OVER (PARTITION BY environment) AS newest
            FROM (
              SELECT pipeline, environment, max(range_to) AS covered
              FROM %s
              WHERE status = 'succeeded' AND NOT streaming AND range_to IS NOT NULL
              GROUP BY pipeline, environment
              HAVING max(range_from) IS NOT NULL) AS each_pipeline) AS pipelines
          WHERE covered >= %s AND (
            %s)"""
            .formatted(
                FRESHNESS,
                dialect.literal(runs.toString()),
                dialect.name(runs),
                dialect.plus("newest", -RETIRED_DAYS, Dialect.Unit.DAY),
                late));
  }

  private void kpis() {
    TableName values = FixedTables.KPI_VALUES.name();
    String personas =
        Stream.concat(Arrays.stream(Persona.values()).map(Persona::label), Stream.of("all"))
            .map(dialect::literal)
            .collect(Collectors.joining(", "));
    check(
        "required_columns",
        values,
        "without a part of its key",
        Stream.concat(FixedTables.KPI_KEY.stream(), Stream.of("as_of", "pane_index"))
            .map(column -> dialect.identifier(column) + " IS NULL")
            .collect(Collectors.joining(" OR ")));
    check(
        "persona_segmentation",
        values,
        "of a persona that does not exist",
        Role.PERSONA.property() + " NOT IN (" + personas + ")");
    String shares =
        KpiDeclarations.all().stream()
            .filter(KpiDeclaration::isShare)
            .map(kpi -> dialect.literal(kpi.name()))
            .collect(Collectors.joining(", "));
    check(
        "ranges",
        values,
        "a share outside 0 to 1, a negative count, or a period that ends before it starts",
        "(kpi IN (%s) AND (value < 0 OR value > 1 OR numerator > denominator))".formatted(shares)
            + " OR denominator < 0 OR pending < 0 OR excluded_opt_out < 0"
            + " OR excluded_unresolved < 0 OR period_start >= period_end");
  }

  private void audits() {
    TableName table = FixedTables.QUALITY_CHECKS.name();
    checks.add(
        select(
                "audit",
                table,
                "figures of KPIs that their newest audit did not confirm",
                dialect.cast(
                    "coalesce(sum(%s), 0)".formatted(dialect.identifier("value")), INTEGER),
                """
                (
                    SELECT %1$s, row_number() OVER (
                      PARTITION BY environment, subject ORDER BY written_at DESC) AS age_rank
                    FROM %2$s
                    WHERE gate = %3$s) AS audits"""
                    .formatted(
                        dialect.identifier("value"),
                        dialect.name(table),
                        dialect.literal(FixedTables.AUDIT_GATE)))
            + " WHERE age_rank = 1");
  }

  private void keys() {
    unique(
        FixedTables.KPI_VALUES.name(),
        String.join(", ", FixedTables.KPI_KEY) + ", as_of, pane_index",
        // A stream that was started again may have repeated a row; it must not contradict it.
        dialect.storesCopies() ? "count(DISTINCT value) > 1" : "count(*) > 1");
    unique(FixedTables.PIPELINE_RUNS.name(), "run_id", "count(*) > 1");
    unique(FixedTables.IDENTITY_LINKS.name(), "tenant_id, alias_type, alias", "count(*) > 1");
    unique(FixedTables.TERMS.name(), "tenant_id, term_id", "count(*) > 1");
    unique(SchemaRegistry.EVENT_SCHEMAS.name(), "record_type, schema_version", "count(*) > 1");
  }

  private void unique(TableName table, String key, String having) {
    checks.add(
        select(
            "uniqueness",
            table,
            "rows that share a key",
            "count(*)",
            "(SELECT count(*) AS copies FROM %s GROUP BY %s HAVING %s) AS shared"
                .formatted(dialect.name(table), key, having)));
  }

  private void check(String name, TableName table, String detail, String failing) {
    checks.add(select(name, table, detail, "count(*)") + " WHERE " + failing);
  }

  private String select(String name, TableName table, String detail, String count) {
    return select(name, table, detail, count, dialect.name(table));
  }

  private String select(String name, TableName table, String detail, String count, String from) {
    return "  SELECT %s AS check_name, %s AS table_name, %s AS detail, %s AS row_count\n  FROM %s"
        .formatted(
            dialect.literal(name),
            dialect.literal(table.toString()),
            dialect.literal(detail),
            count,
            from);
  }
}
