package com.skillforge.analytics.sql;

import static com.skillforge.analytics.sql.ColumnType.INTEGER;
import static com.skillforge.analytics.sql.ColumnType.TEXT;
import static com.skillforge.analytics.sql.ColumnType.TIMESTAMP;

import com.skillforge.analytics.plan.TableName;
import java.util.List;

/** The tables of erasures and of audits of opt-outs: what was removed, and whom not to store. */
public final class PrivacyTables {
  /** Whom not to store again; a row's identity is tenant and hash. */
  public static final Table SUPPRESSION_LIST = suppressionList();

  /** What was removed of erased persons; a row's identity is tenant, request, store and table. */
  public static final Table ERASURE_RECEIPTS = erasureReceipts();

  /** The names of those whom a commit erases; empty outside of it. */
  public static final Table IDS_TO_ERASE = idsToErase();

  /** What audits of opt-outs have done; a row's identity is run, table, action and stored_at. */
  public static final Table OPT_OUT_ACTIONS = optOutActions();

  private PrivacyTables() {}

  private static Table suppressionList() {
    return new Table(
        TableName.parse("privacy.suppression_list"),
        "The names of erased persons as salted hashes: records of theirs are not stored again",
        List.of(
            new Column("tenant_id", TEXT, "Institution."),
            new Column("alias_type", TEXT, "anonymous_id, user_id or pii_hash."),
            new Column("salt", TEXT, "Random text, the same for an institution."),
            new Column("alias_hash", TEXT, "SHA-256 in hex of <salt>:<alias_type>:<alias>."),
            new Column("request_id", TEXT, "The request that it goes back to."),
            new Column(Provenance.RUN_ID, TEXT, "Run that erased, see pipeline_runs."),
            new Column("written_at", TIMESTAMP, "When the row was written.")),
        Layout.whole("tenant_id"));
  }

  private static Table erasureReceipts() {
    return new Table(
        TableName.parse("privacy.erasure_receipts"),
        "What was removed for each request for erasure, by store and table",
        List.of(
            new Column("tenant_id", TEXT, "Institution."),
            new Column("request_id", TEXT, "The request."),
            new Column("store", TEXT, "local, bigquery, snowflake or postgresql."),
            new Column("table_name", TEXT, "Table, named alike in all warehouses."),
            new Column("rows_removed", INTEGER, "Rows removed so far, or freed of the person."),
            new Column(Provenance.RUN_ID, TEXT, "Run that removed the last of them."),
            new Column("written_at", TIMESTAMP, "When it did.")),
        Layout.whole("tenant_id", "request_id"));
  }

  private static Table optOutActions() {
    return new Table(
        TableName.parse("privacy.opt_out_actions"),
        "What was done to rows that had been stored before an opt-out of an earlier event time"
            + " was known",
        List.of(
            new Column(Provenance.RUN_ID, TEXT, "Run that did it, see pipeline_runs."),
            new Column("table_name", TEXT, "Table, named alike in all warehouses."),
            new Column(
                "action",
                TEXT,
                "removed, or reduced: freed of what security logging does not need."),
            new Column("stored_at", TIMESTAMP, "When these rows had been written."),
            new Column("row_count", INTEGER, "How many they were."),
            new Column("written_at", TIMESTAMP, "When it was done.")),
        Layout.byDay("written_at", Provenance.RUN_ID));
  }

  private static Table idsToErase() {
    return new Table(
        TableName.parse("privacy.ids_to_erase"),
        "Names of persons while a run erases them; empty at any other time",
        List.of(
            new Column("tenant_id", TEXT, "Institution."),
            new Column("alias_type", TEXT, "anonymous_id, user_id or pii_hash."),
            new Column("alias", TEXT, "The name; of a pii_hash v<salt version>:<hash>."),
            new Column("request_id", TEXT, "The request that it goes back to.")),
        Layout.whole("tenant_id"));
  }
}
