package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.warehouse.MergeSql.STAGED;
import static com.skillforge.analytics.io.warehouse.MergeSql.STORED;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.Upsert;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements that mirror academic terms and identity links, and keep stored records with those
 * to whom they belong by today's links.
 */
final class DimensionMerges {
  private static final List<String> ALIAS = List.of("tenant_id", "alias_type", "alias");

  private final MergeSql sql;
  private final Dialect dialect;

  DimensionMerges(MergeSql sql) {
    this.sql = sql;
    this.dialect = sql.dialect();
  }

  /** Makes the table of terms hold exactly those given; a term that is there already stays. */
  List<String> terms(List<Term> terms, Stamp stamp) {
    String rows =
        terms.stream().map(term -> row(term, stamp)).collect(Collectors.joining(" UNION ALL "));
    return dialect.upsert(
        Upsert.byKey(dialect, FixedTables.TERMS, rows, List.of("tenant_id", "term_id"))
            .replacing(
                sql.differ(STORED, STAGED, FixedTables.TERMS, List.of("starts_at", "ends_at")))
            .deleting(Optional.of("TRUE")));
  }

  private String row(Term term, Stamp stamp) {
    return "SELECT %s AS tenant_id, %s AS term_id, %s AS starts_at, %s AS ends_at, %s AS run_id, %s AS written_at"
        .formatted(
            dialect.literal(term.tenantId()),
            dialect.literal(term.termId()),
            dialect.timestamp(term.startMillis()),
            dialect.timestamp(term.endMillis()),
            stamp.value(Provenance.RUN_ID, dialect),
            stamp.value("written_at", dialect));
  }

  /**
   * Notes which links lead to somebody else than those of the mirror do.
   *
   * @param staged a query of the links that were used, in the columns of the mirror
   * @param whole whether these are all there are, so that a link of the mirror that is not among
   *     them has gone
   */
  String linkChanges(String staged, boolean whole, Stamp stamp) {
    return sql.insert(FixedTables.IDENTITY_LINK_CHANGES)
        + "SELECT "
        + MergeSql.list(
            ALIAS,
            column -> "coalesce(staged.%1$s, stored.%1$s)".formatted(dialect.identifier(column)))
        + ", stored.resolved_user_id, staged.resolved_user_id, "
        + stamp.value(Provenance.RUN_ID, dialect)
        + ", "
        + stamp.value("written_at", dialect)
        + " FROM "
        + sql.name(FixedTables.IDENTITY_LINKS)
        + " AS stored "
        + (whole ? "FULL" : "RIGHT")
        + " JOIN ("
        + used(staged)
        + ") AS staged ON "
        + sql.same(STORED, STAGED, ALIAS)
        + " WHERE stored.resolved_user_id IS DISTINCT FROM staged.resolved_user_id";
  }

  /**
   * Makes the mirror hold the links that were used; one that is the same already stays.
   *
   * @param whole whether these are all there are; else what was found later stays too
   */
  List<String> mirror(String staged, boolean whole) {
    Table links = FixedTables.IDENTITY_LINKS;
    List<String> content = List.of("canonical_user_id", "resolved_user_id", "linked_at");
    String newer = whole ? "" : " AND stored.written_at <= staged.written_at";
    return dialect.upsert(
        Upsert.byKey(dialect, links, used(staged), ALIAS)
            .replacing(sql.differ(STORED, STAGED, links, content) + newer)
            .deleting(whole ? Optional.of("TRUE") : Optional.empty()));
  }

  /** Of a link that was looked up more than once, the newest says whom it leads to. */
  private String used(String staged) {
    return sql.distinct(staged, sql.columns(ALIAS), "written_at DESC, linked_at DESC");
  }

  /**
   * Gives stored records to whom they belong since the changes of this commit. The order of aliases
   * is that of the pipelines. A reduced row has lost its hash: it follows whom it belonged to.
   */
  String reattribute(RawTable raw, Stamp stamp) {
    boolean hashed = raw.type().has(Role.PII_HASH);
    boolean visited = raw.type().has(Role.VISITOR);
    String hash =
        hashed
            ? "concat('v', "
                + dialect.cast("coalesce(r.salt_version, 1)", ColumnType.TEXT)
                + ", ':', r.pii_hash)"
            : sql.noText();
    String visitor = visited ? "r.anonymous_id" : sql.noText();
    String source =
        """
        WITH changed AS (
          SELECT * FROM %1$s WHERE run_id = %2$s AND written_at = %3$s),
        aliased AS (
          SELECT %10$s, user_id, opted_out, canonical_user_id,
            %5$s AS hash, %6$s AS visitor
          FROM %7$s AS r
          WHERE %8$s),
        affected AS (
          SELECT a.*,
            CASE WHEN gone.resolved_before = a.canonical_user_id AND gone.resolved_after IS NULL
              THEN a.user_id ELSE a.canonical_user_id END AS known
          FROM aliased AS a
          LEFT JOIN changed AS gone ON gone.tenant_id = a.tenant_id
            AND gone.alias_type = 'user_id' AND gone.alias = a.user_id
          LEFT JOIN changed AS person ON person.tenant_id = a.tenant_id
            AND person.alias_type = 'user_id' AND person.alias = a.canonical_user_id
          LEFT JOIN changed AS hashed ON hashed.tenant_id = a.tenant_id
            AND hashed.alias_type = 'pii_hash' AND hashed.alias = a.hash
          LEFT JOIN changed AS visiting ON visiting.tenant_id = a.tenant_id
            AND visiting.alias_type = 'anonymous_id' AND visiting.alias = a.visitor
          WHERE gone.alias IS NOT NULL OR person.alias IS NOT NULL
            OR hashed.alias IS NOT NULL OR visiting.alias IS NOT NULL)
        SELECT %4$s, CASE WHEN a.opted_out
          THEN coalesce(own.resolved_user_id, merged.resolved_user_id, a.known)
          ELSE coalesce(own.resolved_user_id, hashed.resolved_user_id, a.user_id,
            visitor.resolved_user_id) END AS canonical_user_id
        FROM affected AS a
        LEFT JOIN %9$s AS own ON own.tenant_id = a.tenant_id
          AND own.alias_type = 'user_id' AND own.alias = a.user_id
        LEFT JOIN %9$s AS merged ON merged.tenant_id = a.tenant_id
          AND merged.alias_type = 'user_id' AND merged.alias = a.known
        LEFT JOIN %9$s AS hashed ON hashed.tenant_id = a.tenant_id
          AND hashed.alias_type = 'pii_hash' AND hashed.alias = a.hash
        LEFT JOIN %9$s AS visitor ON visitor.tenant_id = a.tenant_id
          AND visitor.alias_type = 'anonymous_id' AND visitor.alias = a.visitor
        """
            .formatted(
                sql.name(FixedTables.IDENTITY_LINK_CHANGES),
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                sql.columns("a", sql.key(raw)),
                hash,
                visitor,
                sql.name(raw.table()),
                dialect.everyPartition("r", raw).orElse("TRUE"),
                sql.name(FixedTables.IDENTITY_LINKS),
                sql.columns(sql.key(raw)));
    return sql.reattribute(raw, source, sql.sameRow(raw));
  }
}
