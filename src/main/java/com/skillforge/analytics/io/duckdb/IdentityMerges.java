package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that keep the mirror of identity links, and stored records with those to whom they
 * belong by today's links: a record is stored once, whoever it belonged to when it was stored.
 */
final class IdentityMerges {
  private static final String LINKS = DuckDb.SQL.name(FixedTables.IDENTITY_LINKS.name());
  private static final String CHANGES = DuckDb.SQL.name(FixedTables.IDENTITY_LINK_CHANGES.name());

  private IdentityMerges() {}

  /** A query of staged links that has none. */
  static String noLinks() {
    return "SELECT * FROM " + LINKS + " WHERE false";
  }

  /**
   * Notes which links lead to somebody else than those of the mirror do.
   *
   * @param staged a query of the links that were used
   * @param whole whether these are all there are, so that a link of the mirror that is not among
   *     them has gone
   */
  static String changes(String staged, boolean whole, Stamp stamp) {
    return """
        INSERT INTO %s BY NAME
        SELECT tenant_id, alias_type, alias,
          stored.resolved_user_id AS resolved_before,
          staged.resolved_user_id AS resolved_after,
          %s AS run_id, %s AS written_at
        FROM %s AS stored
        %s JOIN (%s) AS staged USING (tenant_id, alias_type, alias)
        WHERE stored.resolved_user_id IS DISTINCT FROM staged.resolved_user_id
        """
        .formatted(
            CHANGES,
            stamp.value(Provenance.RUN_ID, DuckDb.SQL),
            stamp.value("written_at", DuckDb.SQL),
            LINKS,
            whole ? "FULL" : "RIGHT",
            distinct(staged));
  }

  /** Makes the mirror hold the links that were used; one that is the same already stays. */
  static String mirror(String staged, boolean whole) {
    String sql =
        """
        MERGE INTO %s AS stored USING (%s) AS staged
        ON stored.tenant_id = staged.tenant_id
          AND stored.alias_type = staged.alias_type
          AND stored.alias = staged.alias
        WHEN MATCHED
          AND (stored.canonical_user_id, stored.resolved_user_id, stored.linked_at)
            IS DISTINCT FROM (staged.canonical_user_id, staged.resolved_user_id, staged.linked_at)
          THEN UPDATE BY NAME
        WHEN NOT MATCHED THEN INSERT BY NAME
        """
            .formatted(LINKS, distinct(staged));
    return whole ? sql + " WHEN NOT MATCHED BY SOURCE THEN DELETE" : sql;
  }

  /** A stream may have looked a link up several times. */
  private static String distinct(String staged) {
    return "SELECT * FROM ("
        + staged
        + ") QUALIFY row_number() OVER ("
        + "PARTITION BY tenant_id, alias_type, alias ORDER BY linked_at DESC) = 1";
  }

  /**
   * Gives stored records to whom they belong since the changes of this commit. The order of aliases
   * is that of the pipelines. A reduced row has lost its hash: it follows whom it belonged to.
   */
  static String reattribute(RawTable raw, Stamp stamp) {
    boolean hashed = raw.type().has(Role.PII_HASH);
    boolean visited = raw.type().has(Role.VISITOR);
    String hash =
        hashed
            ? "concat('v', coalesce(r.salt_version, 1), ':', r.pii_hash)"
            : "CAST(NULL AS VARCHAR)";
    String visitor = visited ? "r.anonymous_id" : "CAST(NULL AS VARCHAR)";
    return """
        WITH changed AS (
          SELECT * FROM %1$s WHERE run_id = %2$s AND written_at = %3$s),
        affected AS (
          SELECT r.rowid AS id, r.tenant_id, r.user_id, r.opted_out, r.canonical_user_id,
            %4$s AS hash, %5$s AS visitor,
            CASE WHEN gone.resolved_before = r.canonical_user_id AND gone.resolved_after IS NULL
              THEN r.user_id ELSE r.canonical_user_id END AS known
          FROM %6$s AS r
          LEFT JOIN changed AS gone ON gone.tenant_id = r.tenant_id
            AND gone.alias_type = 'user_id' AND gone.alias = r.user_id
          WHERE EXISTS (
            SELECT 1 FROM changed WHERE changed.tenant_id = r.tenant_id
              AND changed.alias_type = 'user_id' AND changed.alias = r.user_id)
          OR EXISTS (
            SELECT 1 FROM changed WHERE changed.tenant_id = r.tenant_id
              AND changed.alias_type = 'user_id' AND changed.alias = r.canonical_user_id)
          OR EXISTS (
            SELECT 1 FROM changed WHERE changed.tenant_id = r.tenant_id
              AND changed.alias_type = 'pii_hash' AND changed.alias = %4$s)
          OR EXISTS (
            SELECT 1 FROM changed WHERE changed.tenant_id = r.tenant_id
              AND changed.alias_type = 'anonymous_id' AND changed.alias = %5$s)),
        resolved AS (
          SELECT a.id, CASE WHEN a.opted_out
            THEN coalesce(own.resolved_user_id, merged.resolved_user_id, a.known)
            ELSE coalesce(own.resolved_user_id, hashed.resolved_user_id, a.user_id,
              visitor.resolved_user_id) END AS canonical
          FROM affected AS a
          LEFT JOIN %7$s AS own ON own.tenant_id = a.tenant_id
            AND own.alias_type = 'user_id' AND own.alias = a.user_id
          LEFT JOIN %7$s AS merged ON merged.tenant_id = a.tenant_id
            AND merged.alias_type = 'user_id' AND merged.alias = a.known
          LEFT JOIN %7$s AS hashed ON hashed.tenant_id = a.tenant_id
            AND hashed.alias_type = 'pii_hash' AND hashed.alias = a.hash
          LEFT JOIN %7$s AS visitor ON visitor.tenant_id = a.tenant_id
            AND visitor.alias_type = 'anonymous_id' AND visitor.alias = a.visitor)
        UPDATE %6$s AS stored SET canonical_user_id = resolved.canonical
        FROM resolved
        WHERE stored.rowid = resolved.id
          AND stored.canonical_user_id IS DISTINCT FROM resolved.canonical
        """
        .formatted(
            CHANGES,
            stamp.value(Provenance.RUN_ID, DuckDb.SQL),
            stamp.value("written_at", DuckDb.SQL),
            hash,
            visitor,
            DuckDb.SQL.name(raw.table().name()),
            LINKS);
  }

  /** Gives stored records to whom the same records belong that were read again. */
  static String reattributeSame(RawTable raw, String staged) {
    String same =
        Provenance.POSITION.stream()
            .map(column -> "stored." + column + " = staged." + column)
            .collect(Collectors.joining(" AND "));
    return "UPDATE "
        + DuckDb.SQL.name(raw.table().name())
        + " AS stored SET canonical_user_id = staged.canonical_user_id FROM ("
        + staged
        + ") AS staged WHERE "
        + same
        + " AND stored.tenant_id = staged.tenant_id"
        + " AND stored."
        + raw.idColumn()
        + " = staged."
        + raw.idColumn()
        + " AND stored.canonical_user_id IS DISTINCT FROM staged.canonical_user_id";
  }

  /** Of stored records that have become one, the earliest stays. */
  static String deleteCopies(RawTable raw) {
    String table = DuckDb.SQL.name(raw.table().name());
    String identity =
        "tenant_id, "
            + raw.idColumn()
            + ", coalesce("
            + String.join(", ", raw.senderColumns())
            + ")";
    return "DELETE FROM "
        + table
        + " WHERE rowid IN (SELECT rowid FROM "
        + table
        + " QUALIFY row_number() OVER (PARTITION BY "
        + identity
        + " ORDER BY "
        + columns(raw.orderColumns())
        + ") > 1)";
  }

  private static String columns(List<String> names) {
    return names.stream().map(DuckDb.SQL::identifier).collect(Collectors.joining(", "));
  }
}
