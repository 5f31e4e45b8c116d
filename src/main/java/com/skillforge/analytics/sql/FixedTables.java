package com.skillforge.analytics.sql;

import static com.skillforge.analytics.sql.ColumnType.BOOLEAN;
import static com.skillforge.analytics.sql.ColumnType.INTEGER;
import static com.skillforge.analytics.sql.ColumnType.JSON;
import static com.skillforge.analytics.sql.ColumnType.NUMBER;
import static com.skillforge.analytics.sql.ColumnType.TEXT;
import static com.skillforge.analytics.sql.ColumnType.TEXT_LIST;
import static com.skillforge.analytics.sql.ColumnType.TIMESTAMP;

import com.skillforge.analytics.plan.TableName;
import java.util.ArrayList;
import java.util.List;

/** The tables that do not depend on the tracking plan. */
public final class FixedTables {
  /** Rejected records; a row's identity is its position in the source. */
  public static final Table DEAD_LETTERS = deadLetters();

  /** Records dropped as copies of others; a row's identity is its position in the source. */
  public static final Table DUPLICATE_RECORDS = duplicateRecords();

  /** The ledger of runs; a row's identity is {@code run_id}. */
  public static final Table PIPELINE_RUNS = pipelineRuns();

  /** The offsets that runs took, or named as lost; a run's rows are replaced with it. */
  public static final Table RUN_OFFSETS = runOffsets();

  /** The gate under which it stands in {@link #QUALITY_CHECKS} what an audit of a KPI has found. */
  public static final String AUDIT_GATE = "kpi_audit";

  /**
   * What gates have judged for runs, and what audits of KPIs have found; a run's rows are replaced
   * with those of its next attempt.
   */
  public static final Table QUALITY_CHECKS = qualityChecks();

  /** The KPI mart; a row's identity is {@link #KPI_KEY} with {@code as_of} and pane. */
  public static final Table KPI_VALUES = kpiValues();

  /** The identity links that runs used; a row's identity is tenant, alias type and alias. */
  public static final Table IDENTITY_LINKS = identityLinks();

  /** How the links changed from run to run. */
  public static final Table IDENTITY_LINK_CHANGES = identityLinkChanges();

  /** The academic terms that runs used; a row's identity is tenant and term. */
  public static final Table TERMS = terms();

  /** Partial counts of runs on their way into the ledger; streams leave them there. */
  public static final Table RUN_COUNTS = runCounts();

  /**
   * What single persons and sessions contribute to the KPIs of the newest run, and the sums; a
   * row's identity is scope, tenant, kind and subject.
   */
  public static final Table KPI_CONTRIBUTIONS = kpiContributions();

  /** What the run has seen that contributions are kept of; a row's identity is {@code scope}. */
  public static final Table KPI_CONTRIBUTION_RUNS = kpiContributionRuns();

  /**
   * Rows that runs have removed from raw tables without making what is kept of contributions
   * useless: the subjects concerned are marked there.
   */
  public static final Table KPI_CONTRIBUTION_REMOVALS = kpiContributionRemovals();

  /** The columns that say which figure a KPI row is, without its history. */
  public static final List<String> KPI_KEY =
      List.of(
          "kpi",
          "definition_version",
          "environment",
          "tenant_id",
          "persona",
          "dimension",
          "dimension_value",
          "period_grain",
          "period_start",
          "period_end");

  /** The columns of a KPI row that the engine computes: what a restatement changes. */
  public static final List<String> KPI_FIGURES =
      List.of(
          "numerator",
          "denominator",
          "value",
          "pending",
          "excluded_opt_out",
          "excluded_unresolved",
          "measures",
          "is_final",
          "history_from");

  /**
   * How long is kept what is noted of single records that were not stored: no longer than any
   * record is.
   */
  static final int NOTE_YEARS = 2;

  /** How long it is kept how links changed: as long as the records that followed them. */
  static final int LINK_YEARS = 7;

  private FixedTables() {}

  public static List<Table> all() {
    return List.of(
        PIPELINE_RUNS,
        RUN_OFFSETS,
        QUALITY_CHECKS,
        DEAD_LETTERS,
        RepairTables.REPAIRS,
        DUPLICATE_RECORDS,
        KPI_VALUES,
        IDENTITY_LINKS,
        IDENTITY_LINK_CHANGES,
        TERMS,
        RUN_COUNTS,
        KPI_CONTRIBUTIONS,
        KPI_CONTRIBUTION_RUNS,
        KPI_CONTRIBUTION_REMOVALS,
        PrivacyTables.SUPPRESSION_LIST,
        PrivacyTables.ERASURE_RECEIPTS,
        PrivacyTables.IDS_TO_ERASE,
        PrivacyTables.OPT_OUT_ACTIONS,
        Permissions.TENANT_READERS,
        Permissions.MIN_GROUP_SIZES,
        SchemaRegistry.EVENT_SCHEMAS);
  }

  /**
   * A table of names that one run asks for.
   *
   * @param id of the table's own
   */
  public static Table wantedNames(String id) {
    return new Table(
        new TableName(WarehouseSchema.STAGING, "wanted_" + id),
        "Names that a run asks for; of no use when it has ended",
        List.of(
            column("kind", TEXT, "What is called so."),
            column("tenant_id", TEXT, "Institution."),
            column("name", TEXT, "The name.")),
        Layout.whole());
  }

  private static Table identityLinks() {
    return new Table(
        TableName.parse("identity.links"),
        "Mirror of the identity table as the newest run with identities used it",
        List.of(
            column("tenant_id", TEXT, "Institution."),
            column("alias_type", TEXT, "anonymous_id, user_id or pii_hash."),
            column("alias", TEXT, "The alias; of a pii_hash v<salt version>:<hash>."),
            column("canonical_user_id", TEXT, "Whom the identity table links it to."),
            column("resolved_user_id", TEXT, "The same after following merges to their end."),
            column("linked_at", TIMESTAMP, "When the identity table got the link."),
            column(Provenance.RUN_ID, TEXT, "Run that first used the link as it is."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.whole("tenant_id", "alias_type", "alias"));
  }

  private static Table identityLinkChanges() {
    return new Table(
        TableName.parse("identity.link_changes"),
        "Every change of identity.links: what a run found linked otherwise than the run before",
        List.of(
            column("tenant_id", TEXT, "Institution."),
            column("alias_type", TEXT, "anonymous_id, user_id or pii_hash."),
            column("alias", TEXT, "The alias; of a pii_hash v<salt version>:<hash>."),
            column("resolved_before", TEXT, "Whom it resolved to; null for a new link."),
            column("resolved_after", TEXT, "Whom it resolves to; null for a link that is gone."),
            column(Provenance.RUN_ID, TEXT, "Run that found the change, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("written_at", "tenant_id", "alias_type", "alias").keptFor(LINK_YEARS));
  }

  private static Table runCounts() {
    return new Table(
        TableName.parse("run_counts"),
        "What became of a part of a run's records; the parts of a run add up",
        List.of(
            column("part_id", TEXT, "Identity of the part: a part that came twice counts once."),
            column("counts", TEXT, "The counts, packed."),
            column(Provenance.RUN_ID, TEXT, "Run that counted, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("written_at", "run_id"));
  }

  private static Table terms() {
    return new Table(
        TableName.parse("dimensions.terms"),
        "Academic terms as the newest run with --terms used them",
        List.of(
            column("tenant_id", TEXT, "Institution."),
            column("term_id", TEXT, "The term, unique within its institution."),
            column("starts_at", TIMESTAMP, "Start of the term, inclusive."),
            column("ends_at", TIMESTAMP, "End of the term, exclusive."),
            column(Provenance.RUN_ID, TEXT, "Run that wrote the row, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.whole("tenant_id"));
  }

  private static Table deadLetters() {
    List<Column> columns = new ArrayList<>();
    columns.add(
        column("environment", TEXT, "Environment of the record, else that of the pipeline."));
    columns.add(column("stage", TEXT, "Step that rejected the record, for example validate."));
    columns.add(column("error_codes", TEXT_LIST, "Distinct codes of all its violations."));
    columns.add(column("json_paths", TEXT_LIST, "Where in the record they are."));
    columns.add(column("message", TEXT, "All violations in words."));
    columns.add(column("payload", TEXT, "Received text, raw personal data redacted."));
    columns.addAll(Provenance.RECORD);
    columns.add(column("pipeline", TEXT, "Pipeline that rejected the record."));
    columns.add(column("pipeline_version", TEXT, "Release of the pipeline."));
    columns.add(column(Provenance.RUN_ID, TEXT, "Run that wrote the row, see pipeline_runs."));
    columns.add(column("dead_lettered_at", TIMESTAMP, "When the row was written."));
    return new Table(
        TableName.parse("dead_letters"),
        "Rejected records with all their violations; topic, partition and offset lead back to the"
            + " original",
        columns,
        Layout.byDay("dead_lettered_at", "environment", "stage", Provenance.TOPIC)
            .keptFor(NOTE_YEARS));
  }

  private static Table duplicateRecords() {
    List<Column> columns = new ArrayList<>();
    columns.add(column("environment", TEXT, "Environment of the record."));
    columns.add(column("tenant_id", TEXT, "Institution."));
    columns.add(column("record_type", TEXT, "Name of the record type."));
    columns.add(column("record_id", TEXT, "The id that its sender had used before."));
    columns.add(column("event_time", TIMESTAMP, "Event time of the dropped record."));
    columns.addAll(Provenance.RECORD);
    columns.add(column("kept_source", TEXT, "Where the record that stays was read: its source,"));
    columns.add(column("kept_topic", TEXT, "topic,"));
    columns.add(column("kept_partition", INTEGER, "partition"));
    columns.add(column("kept_offset", INTEGER, "and offset."));
    columns.add(
        column(
            "stage",
            TEXT,
            "deduplicate: both came in one run; store: the other was stored by another run."));
    columns.add(column(Provenance.RUN_ID, TEXT, "Run that wrote the row, see pipeline_runs."));
    columns.add(column("written_at", TIMESTAMP, "When the row was written."));
    return new Table(
        TableName.parse("duplicate_records"),
        "Records that raw-events dropped because an earlier one of the same sender has their id;"
            + " topic, partition and offset lead back to the original",
        columns,
        Layout.byDay("written_at", "environment", "tenant_id", "record_type").keptFor(NOTE_YEARS));
  }

  private static Table pipelineRuns() {
    return new Table(
        TableName.parse("pipeline_runs"),
        "Ledger of runs: one row per pipeline, range and input; read = accepted + duplicates +"
            + " suppressed + erased + dead_lettered + late_dropped",
        List.of(
            column("run_id", TEXT, "Derived from pipeline, range and input: the same for a rerun."),
            column("pipeline", TEXT, "Name of the pipeline."),
            column("pipeline_version", TEXT, "Release of the pipeline in the latest attempt."),
            column("environment", TEXT, "Environment of records that name none."),
            column("source", JSON, "What was read: for Kafka the offsets of every partition."),
            column("range_from", TIMESTAMP, "Start of the range asked for."),
            column("range_to", TIMESTAMP, "End of the range asked for, exclusive."),
            column("streaming", BOOLEAN, "Whether the run has no end of its own."),
            column("status", TEXT, "running, succeeded or failed."),
            column("attempt", INTEGER, "How often the run was started."),
            column("read", INTEGER, "Records read."),
            column("accepted", INTEGER, "Records that count and are stored."),
            column("duplicates", INTEGER, "Records whose id the same sender had used before."),
            column("suppressed", INTEGER, "Records dropped because of an opt-out."),
            column("erased", INTEGER, "Records dropped because their user was erased."),
            column("dead_lettered", INTEGER, "Records rejected."),
            column(
                "late_dropped",
                INTEGER,
                "Records of a stream that came too late for a row that they belong to."),
            column("dead_letter_codes", JSON, "Dead letters by error code."),
            column("accepted_by_type", JSON, "Accepted records by record type."),
            column("suppressed_by_type", JSON, "Suppressed records by record type."),
            column("unknown_properties", JSON, "Dropped properties that the plan does not name."),
            column("max_event_time", TIMESTAMP, "Latest event time of a valid record."),
            column(
                "rows_written",
                JSON,
                "Rows added or replaced by table; those that stay do not count."),
            column("rows_removed", JSON, "Rows removed by table; null where none can be."),
            column("error", TEXT, "Why the latest attempt failed."),
            column("started_at", TIMESTAMP, "When the latest attempt started."),
            column(
                "launched_at",
                TIMESTAMP,
                "Which time it was for the run: no event more than 24 hours later counts."),
            column("finished_at", TIMESTAMP, "When it ended.")),
        Layout.byDay("started_at", "environment", "pipeline", "run_id"));
  }

  private static Table runOffsets() {
    return new Table(
        TableName.parse("run_offsets"),
        "Offsets of Kafka that succeeded runs have taken, or found deleted before any run took"
            + " them; offset_coverage sums them up",
        List.of(
            column("pipeline", TEXT, "Name of the pipeline."),
            column("environment", TEXT, "Environment of records that name none."),
            column("cluster_id", TEXT, "Id of the Kafka cluster."),
            column("topic", TEXT, "Name of the topic."),
            column("topic_id", TEXT, "Id of the topic: one that is made anew has another."),
            column("topic_partition", INTEGER, "Partition of the topic."),
            column("outcome", TEXT, "taken, or lost: deleted before any run took it."),
            column("start_offset", INTEGER, "First offset."),
            column("end_offset", INTEGER, "Offset after the last one."),
            column(Provenance.RUN_ID, TEXT, "Run that wrote the row, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("written_at", "environment", "pipeline", "topic"));
  }

  private static Table qualityChecks() {
    return new Table(
        TableName.parse("quality_checks"),
        "What quality gates have judged of the raw tables before KPIs were published from them, and"
            + " whether audit queries have confirmed these",
        List.of(
            column(
                Provenance.RUN_ID,
                TEXT,
                "Run that it was judged for, see pipeline_runs; of an audit an id of its own."),
            column("pipeline", TEXT, "Name of the pipeline; kpi.sh audit."),
            column("environment", TEXT, "Environment of the records."),
            column("gate", TEXT, "Name of the gate, see --gates; kpi_audit."),
            column("subject", TEXT, "What the figure is of, for example a record type; the KPI."),
            column("day", TIMESTAMP, "Day that was judged; null for what is of no day."),
            column("value", NUMBER, "The figure."),
            column("low", NUMBER, "The least that was expected."),
            column("high", NUMBER, "The most that was expected; null where nothing is too much."),
            column("verdict", TEXT, "passed; warned: the run went on; failed: it ended."),
            column("judged", TEXT, "The same in words."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("written_at", "environment", "pipeline", "gate"));
  }

  private static Table kpiContributions() {
    return new Table(
        TableName.parse("kpi_contributions"),
        "What single persons and sessions contribute to KPIs, kept so that the next run need look"
            + " only at those of whom something is new; kpi_values follows from it, nothing else",
        List.of(
            column("scope", TEXT, "Which computation, see kpi_contribution_runs."),
            column("tenant_id", TEXT, "Institution; empty in a sum."),
            column("subject_kind", TEXT, "sender, session, or sum of the contributions of all."),
            column("subject", TEXT, "Canonical user, visitor, topic or session; part of a sum."),
            column("contributions", TEXT, "The totals by KPI row, packed."),
            column(
                "changes_at",
                TIMESTAMP,
                "From which as_of on they are others even if no record comes; null for never."),
            column(Provenance.RUN_ID, TEXT, "Run that wrote the row, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.whole("scope", "tenant_id", "subject"));
  }

  private static Table kpiContributionRuns() {
    return new Table(
        TableName.parse("kpi_contribution_runs"),
        "For each computation that contributions are kept of, what its newest run has seen",
        List.of(
            column("scope", TEXT, "Digest of all that contributions depend on beside records."),
            column("kpis", TEXT, "Names of the KPIs."),
            column("as_of", TIMESTAMP, "Event time up to which the run has seen the input."),
            column("report_from", TIMESTAMP, "Start of its report; null for the first record."),
            column("seen", JSON, "Rows, and when the newest was stored, by record type."),
            column("seen_at", TIMESTAMP, "Up to when it has seen what others had written."),
            column(
                "removals_seen",
                INTEGER,
                "Rows of kpi_contribution_removals that it has seen and that are newer."),
            column(
                "follows",
                TIMESTAMP,
                "written_at of the run that it goes on from; null when it has looked at all."),
            column(Provenance.RUN_ID, TEXT, "The run, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.whole("scope"));
  }

  private static Table kpiContributionRemovals() {
    return new Table(
        TableName.parse("kpi_contribution_removals"),
        "Rows that were removed from raw tables when kpi_contributions was told of it: they are no"
            + " reason for the next KPI run to look at everybody",
        List.of(
            column("table_name", TEXT, "Raw table."),
            column("stored_at", TIMESTAMP, "When the rows had been stored."),
            column("row_count", INTEGER, "How many they were."),
            column(Provenance.RUN_ID, TEXT, "Run that removed them, see pipeline_runs."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("written_at", "table_name").keptFor(NOTE_YEARS));
  }

  private static Table kpiValues() {
    return new Table(
        TableName.parse("kpi_values"),
        "Every KPI row ever computed; rows are added, never updated: kpi_current has the newest",
        List.of(
            column("kpi", TEXT, "Name of the KPI."),
            column("definition_version", INTEGER, "Rises with every change of its meaning."),
            column("environment", TEXT, "Environment of the records."),
            column("tenant_id", TEXT, "Institution."),
            column("persona", TEXT, "Persona, or all, in which a unit counts once."),
            column("dimension", TEXT, "What the row is cut by; empty for the headline."),
            column("dimension_value", TEXT, "The cut's value; empty for the headline."),
            column("period_grain", TEXT, "day, week, month or term."),
            column("period_start", TIMESTAMP, "Start of the period, inclusive."),
            column("period_end", TIMESTAMP, "End of the period, exclusive."),
            column("as_of", TIMESTAMP, "Event time up to which the row has seen the input."),
            column(
                "history_from",
                TIMESTAMP,
                "Since when the row has seen everything; null when that is as far back as its KPI"
                    + " looks."),
            column("numerator", NUMBER, "Numerator, where the KPI has one."),
            column("denominator", NUMBER, "Denominator, where the KPI has one."),
            column("value", NUMBER, "The KPI; null on a zero denominator."),
            column("pending", INTEGER, "Units whose observation window is still open."),
            column("excluded_opt_out", INTEGER, "Units left out because of an opt-out."),
            column("excluded_unresolved", INTEGER, "Visitors who resolve to no user."),
            column("measures", JSON, "The KPI's further figures by name."),
            column("is_final", BOOLEAN, "Whether time alone can no longer change the value."),
            column("pane_index", INTEGER, "Number of the restatement or firing for one as_of."),
            column("run_id", TEXT, "Run that wrote the row, see pipeline_runs."),
            column("pipeline_version", TEXT, "Release that computed the row."),
            column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.byDay("period_start", "kpi", "environment", "tenant_id", "persona"));
  }

  private static Column column(String name, ColumnType type, String description) {
    return new Column(name, type, description);
  }
}
