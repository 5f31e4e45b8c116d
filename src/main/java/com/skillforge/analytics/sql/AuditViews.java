package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TableName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The views that the audit queries of {@code sql/<warehouse>/checks} share: the stored records of
 * all tables as one, with people resolved by the identity links as they are now, each record once,
 * and opt-outs judged anew.
 *
 * <p>Nothing here is what a pipeline has worked out: {@code canonical_user_id} and {@code
 * opted_out} of the raw tables say what a run knew when it stored a row.
 */
final class AuditViews {
  /** Found by position: a window over whole rows would hold all of them in memory. */
  private static final String EARLIEST_POSITION =
      """
      SELECT stored.*
      FROM audit.stored_records AS stored
      SEMI JOIN (
        SELECT tenant_id, sender, record_id, unnest(earliest)
        FROM (
          SELECT
            tenant_id, sender, record_id,
            min(struct_pack(event_time, %1$s)) AS earliest
          FROM audit.stored_records
          GROUP BY tenant_id, sender, record_id))
      USING (tenant_id, sender, record_id, event_time, %1$s)
      """;

  /** Where two rows may have one position. */
  private static final String EARLIEST_ROW =
      """
      SELECT *
      FROM audit.stored_records
      QUALIFY row_number() OVER (
        PARTITION BY tenant_id, sender, record_id
        ORDER BY event_time, %1$s) = 1
      """;

  /** A person's intervals do not overlap: no record is joined to two. */
  private static final String WITH_OPT_OUT =
      """
      SELECT record.*
      FROM audit.records AS record
      LEFT JOIN audit.opt_out_intervals AS hidden
        ON hidden.environment = record.environment
        AND hidden.tenant_id = record.tenant_id
        AND hidden.canonical_user_id = record.canonical_user_id
        AND hidden.opened_at <= record.event_time
        AND record.event_time < hidden.closed_at
      """;

  /** The columns that every type has, under names of their own. */
  private static final List<String> COMMON =
      List.of(
          "record_type",
          "record_id",
          "event_time",
          "user_initiated",
          "essential",
          "opt_out_applies");

  private static final String STORED_USER = "stored_canonical_user_id";

  private final Dialect dialect;
  private final List<RawTable> tables;

  /** The columns of any table that keep their names, by name. */
  private final Map<String, ColumnType> shared = new LinkedHashMap<>();

  AuditViews(Dialect dialect, List<RawTable> tables) {
    this.dialect = dialect;
    this.tables = List.copyOf(tables);
    for (RawTable table : tables) {
      Set<String> other = renamed(table);
      for (Column column : table.table().columns()) {
        if (!other.contains(column.name())) {
          ColumnType known = shared.putIfAbsent(column.name(), column.type());
          if (known != null && known != column.type()) {
            throw new IllegalArgumentException(
                "column " + column.name() + " has two types: no view can hold both");
          }
        }
      }
    }
  }

  /** All views, each after those it reads. */
  List<View> all() {
    return List.of(
        storedRecords(),
        records(),
        optOutIntervals(),
        acceptedRecords(),
        reducedRecords(),
        observations());
  }

  private static View view(String name, String description, String query) {
    return new View(TableName.parse("audit." + name), description, query.strip());
  }

  private View storedRecords() {
    String union =
        Stream.concat(Stream.of(types()), tables.stream().map(this::select))
            .collect(Collectors.joining("\n  UNION ALL\n"));
    String columns =
        Stream.concat(COMMON.stream(), shared.keySet().stream().map(dialect::identifier))
            .map("stored."::concat)
            .collect(Collectors.joining(", "));
    return view(
        "stored_records",
        "Every stored record of every type with the person behind it: the link of its user_id,"
            + " else of its pii_hash, else its own user_id, else the link of its anonymous_id; null"
            + " for a visitor whom nothing identifies",
        """
        WITH stored AS (
        %1$s),
        resolved AS (
          SELECT
            %2$s,
            coalesce(
              by_user.resolved_user_id,
              by_hash.resolved_user_id,
              -- Reduced rows have lost their hash: whom it led to is what the run has stored.
              CASE WHEN stored.opted_out
                THEN coalesce(by_stored_user.resolved_user_id, stored.%3$s) END,
              nullif(stored.user_id, ''),
              by_visitor.resolved_user_id) AS canonical_user_id
          FROM stored
          LEFT JOIN identity.links AS by_user
            ON by_user.tenant_id = stored.tenant_id
            AND by_user.alias_type = 'user_id'
            AND by_user.alias = stored.user_id
          LEFT JOIN identity.links AS by_hash
            ON by_hash.tenant_id = stored.tenant_id
            AND by_hash.alias_type = 'pii_hash'
            AND by_hash.alias
              = concat('v', %4$s, ':', stored.pii_hash)
          LEFT JOIN identity.links AS by_stored_user
            ON by_stored_user.tenant_id = stored.tenant_id
            AND by_stored_user.alias_type = 'user_id'
            AND by_stored_user.alias = stored.%3$s
          LEFT JOIN identity.links AS by_visitor
            ON by_visitor.tenant_id = stored.tenant_id
            AND by_visitor.alias_type = 'anonymous_id'
            AND by_visitor.alias = stored.anonymous_id)
        SELECT *, coalesce(canonical_user_id, anonymous_id, record_topic) AS sender
        FROM resolved
        """
            .formatted(
                union,
                columns,
                STORED_USER,
                dialect.cast("coalesce(stored.salt_version, 1)", ColumnType.TEXT)));
  }

  /** No row: it gives every column its type, whichever tables have it. */
  private String types() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    COMMON.forEach(name -> columns.put(name, ColumnType.TEXT));
    columns.put("event_time", ColumnType.TIMESTAMP);
    columns.put("user_initiated", ColumnType.BOOLEAN);
    columns.put("essential", ColumnType.BOOLEAN);
    columns.put("opt_out_applies", ColumnType.BOOLEAN);
    columns.put(STORED_USER, ColumnType.TEXT);
    columns.putAll(shared);
    return """
          SELECT
            %s
          FROM (SELECT 1 AS one) AS nothing
          WHERE one = 0"""
        .formatted(
            columns.entrySet().stream()
                .map(
                    column ->
                        dialect.cast("NULL", column.getValue())
                            + " AS "
                            + dialect.identifier(column.getKey()))
                .collect(Collectors.joining(",\n    ")));
  }

  /** One type's rows: what the audit does not need is left out, what types share has one name. */
  private String select(RawTable raw) {
    RecordType type = raw.type();
    RecordType.Behaviour behaviour = type.behaviour();
    List<String> own = raw.table().columnNames();
    String columns =
        shared.keySet().stream()
            .map(column -> own.contains(column) ? dialect.identifier(column) : "NULL")
            .collect(Collectors.joining(", "));
    return """
          SELECT
            %s, %s, %s, %s, %s, %s,
            %s, %s
          FROM %s AS stored%s"""
        .formatted(
            dialect.literal(type.name()),
            dialect.identifier(raw.idColumn()),
            dialect.identifier(type.eventTimeProperty()),
            behaviour.userInitiated(),
            behaviour.essential(),
            behaviour.suppressible() || behaviour.essential(),
            RawTable.CANONICAL_USER_ID,
            columns,
            dialect.name(raw.table().name()),
            dialect.everyPartition("stored", raw).map("\n  WHERE "::concat).orElse(""));
  }

  /** The columns of a table that have another name in the view, or none. */
  private static Set<String> renamed(RawTable raw) {
    RecordType type = raw.type();
    Set<String> renamed =
        new HashSet<>(
            List.of(
                type.kind().nameProperty(),
                type.kind().idProperty(),
                type.eventTimeProperty(),
                RawTable.CANONICAL_USER_ID,
                Role.VERSION.property(),
                Role.DEVICE.property()));
    Provenance.LOAD.forEach(column -> renamed.add(column.name()));
    return renamed;
  }

  private View records() {
    return view(
        "records",
        "Each stored record once: of records with one tenant, sender and id the earliest by event"
            + " time, then topic, partition, source and offset",
        (dialect.storesCopies() ? EARLIEST_ROW : EARLIEST_POSITION)
            .formatted(String.join(", ", Provenance.POSITION)));
  }

  private View optOutIntervals() {
    return view(
        "opt_out_intervals",
        "When each person was opted out: [opened_at, closed_at), the year 9999 while still"
            + " open",
        """
        WITH changes AS (
          SELECT
            environment, tenant_id, canonical_user_id, event_time, record_id,
            coalesce(opt_out_status, false) AS opts_out,
            coalesce(
              lag(opt_out_status) OVER (
                PARTITION BY environment, tenant_id, canonical_user_id
                ORDER BY event_time, record_id),
              false) AS was_out
          FROM audit.records
          WHERE record_type = 'settings_tracking_opt_out' AND canonical_user_id IS NOT NULL),
        switches AS (
          SELECT
            environment, tenant_id, canonical_user_id, opts_out, event_time AS opened_at,
            coalesce(
              lead(event_time) OVER (
                PARTITION BY environment, tenant_id, canonical_user_id
                ORDER BY event_time, record_id),
              %s) AS closed_at
          FROM changes
          WHERE opts_out <> was_out)
        SELECT environment, tenant_id, canonical_user_id, opened_at, closed_at
        FROM switches
        WHERE opts_out AND opened_at < closed_at
        """
            .formatted(dialect.timestamp(RawTable.END_OF_TIME.toEpochMilli())));
  }

  private static View acceptedRecords() {
    return view(
        "accepted_records",
        "The records that take part in KPIs: all but those of people who were opted out, by their"
            + " own flag or by an interval; accounts, roster, releases and jobs always do",
        WITH_OPT_OUT
            + """
            WHERE NOT record.opt_out_applies
              OR (NOT coalesce(record.opt_out_status, false) AND hidden.opened_at IS NULL)
            """);
  }

  private static View reducedRecords() {
    return view(
        "reduced_records",
        "The essential records of people who were opted out, by their own flag or by an interval:"
            + " kept with fewer columns, they take part in no KPI",
        WITH_OPT_OUT
            + """
            WHERE record.essential
              AND (coalesce(record.opt_out_status, false) OR hidden.opened_at IS NOT NULL)
            """);
  }

  private static View observations() {
    return view(
        "observations",
        "Readiness scores of people: assessments and recalculations; alerts are none",
        """
        SELECT
          environment, tenant_id, canonical_user_id, persona, event_time, record_id,
          record_type = 'assessment_completed' AS is_assessment,
          readiness_score
        FROM audit.accepted_records
        WHERE record_type IN ('assessment_completed', 'readiness_recalculated')
          AND canonical_user_id IS NOT NULL
        """);
  }
}
