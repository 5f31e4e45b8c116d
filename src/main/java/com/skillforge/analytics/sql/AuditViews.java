package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The views that the audit queries of {@code sql/duckdb/checks} share: the stored records of all
 * tables as one, with people resolved by the identity links as they are now, each record once, and
 * opt-outs judged anew.
 *
 * <p>Nothing here is what a pipeline has worked out: {@code canonical_user_id} and {@code
 * opted_out} of the raw tables say what a run knew when it stored a row.
 */
final class AuditViews {
  private final List<RawTable> tables;

  AuditViews(List<RawTable> tables) {
    this.tables = List.copyOf(tables);
  }

  /** All views, each after those it reads. */
  List<View> all() {
    return List.of(
        storedRecords(), records(), optOutIntervals(), acceptedRecords(), observations());
  }

  private static View view(String name, String description, String query) {
    return new View(TableName.parse("audit." + name), description, query.strip());
  }

  private View storedRecords() {
    String union =
        tables.stream()
            .map(AuditViews::select)
            .collect(Collectors.joining("\n  UNION ALL BY NAME\n"));
    return view(
        "stored_records",
        "Every stored record of every type with the person behind it: the link of its user_id,"
            + " else of its pii_hash, else its own user_id, else the link of its anonymous_id; null"
            + " for a visitor whom nothing identifies",
        """
        WITH stored AS (
        %s),
        resolved AS (
          SELECT
            stored.* EXCLUDE (canonical_user_id),
            coalesce(
              by_user.resolved_user_id,
              by_hash.resolved_user_id,
              -- Reduced rows have lost their hash: whom it led to is what the run has stored.
              CASE WHEN stored.opted_out
                THEN coalesce(by_stored_user.resolved_user_id, stored.canonical_user_id) END,
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
              = 'v' || coalesce(stored.salt_version, 1) || ':' || stored.pii_hash
          LEFT JOIN identity.links AS by_stored_user
            ON by_stored_user.tenant_id = stored.tenant_id
            AND by_stored_user.alias_type = 'user_id'
            AND by_stored_user.alias = stored.canonical_user_id
          LEFT JOIN identity.links AS by_visitor
            ON by_visitor.tenant_id = stored.tenant_id
            AND by_visitor.alias_type = 'anonymous_id'
            AND by_visitor.alias = stored.anonymous_id)
        SELECT *, coalesce(canonical_user_id, anonymous_id, record_topic) AS sender
        FROM resolved
        """
            .formatted(union));
  }

  /** One type's rows: what the audit does not need is left out, what types share has one name. */
  private static String select(RawTable raw) {
    RecordType type = raw.type();
    Set<String> renamed =
        new LinkedHashSet<>(
            List.of(
                type.kind().nameProperty(),
                type.kind().idProperty(),
                type.eventTimeProperty(),
                "schema_version"));
    if (raw.table().columnNames().contains("context_device")) {
      renamed.add("context_device");
    }
    Provenance.LOAD.forEach(column -> renamed.add(column.name()));
    RecordType.Behaviour behaviour = type.behaviour();
    return """
          SELECT
            %s AS record_type, %s AS record_id, %s AS event_time,
            %s AS user_initiated, %s AS opt_out_applies,
            * EXCLUDE (%s)
          FROM %s"""
        .formatted(
            DuckDb.SQL.literal(type.name()),
            DuckDb.SQL.identifier(raw.idColumn()),
            DuckDb.SQL.identifier(type.eventTimeProperty()),
            behaviour.userInitiated(),
            behaviour.suppressible() || behaviour.essential(),
            renamed.stream().map(DuckDb.SQL::identifier).collect(Collectors.joining(", ")),
            DuckDb.SQL.name(raw.table().name()));
  }

  private static View records() {
    return view(
        "records",
        "Each stored record once: of records with one tenant, sender and id the earliest by event"
            + " time, then topic, partition, source and offset",
        // Found by position: a window over whole rows would hold all of them in memory.
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
        """
            .formatted(String.join(", ", Provenance.POSITION)));
  }

  private static View optOutIntervals() {
    return view(
        "opt_out_intervals",
        "When each person was opted out: [opened_at, closed_at), infinity while still open",
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
              'infinity') AS closed_at
          FROM changes
          WHERE opts_out <> was_out)
        SELECT environment, tenant_id, canonical_user_id, opened_at, closed_at
        FROM switches
        WHERE opts_out AND opened_at < closed_at
        """);
  }

  private static View acceptedRecords() {
    return view(
        "accepted_records",
        "The records that take part in KPIs: all but those of people who were opted out, by their"
            + " own flag or by an interval; accounts, roster, releases and jobs always do",
        """
        SELECT *
        FROM audit.records AS record
        WHERE NOT opt_out_applies
          OR (NOT coalesce(opt_out_status, false)
            AND NOT EXISTS (
              SELECT 1
              FROM audit.opt_out_intervals AS hidden
              WHERE hidden.environment = record.environment
                AND hidden.tenant_id = record.tenant_id
                AND hidden.canonical_user_id = record.canonical_user_id
                AND hidden.opened_at <= record.event_time
                AND record.event_time < hidden.closed_at))
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
