package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of contributions to KPIs that are kept of erased persons: they stand in sums, and
 * the next KPI run must know what to take from these. So they stay until then, under a name that
 * says nothing of whose they were.
 */
final class ErasedContributions {
  private static final Table KEPT = FixedTables.KPI_CONTRIBUTIONS;

  /** Beside the names of persons: a subject that the erased person's records concern. */
  private static final String SESSION = "session";

  private static final String SENDER = "sender";

  private final MergeSql sql;
  private final Dialect dialect;
  private final ContributionMarks marks;
  private final List<PersonalRows> rows;
  private final String ids;

  /**
   * Creates it.
   *
   * @param rows those of raw tables
   */
  ErasedContributions(MergeSql sql, List<PersonalRows> rows) {
    this.sql = sql;
    this.dialect = sql.dialect();
    this.marks = new ContributionMarks(sql);
    this.rows = List.copyOf(rows);
    this.ids = sql.name(PrivacyTables.IDS_TO_ERASE);
  }

  private static RawTable raw(PersonalRows rows) {
    return rows.raw().orElseThrow();
  }

  private Stream<PersonalRows> tables(Predicate<RawTable> wanted) {
    return rows.stream().filter(some -> wanted.test(raw(some)));
  }

  /**
   * The statements before the rows of raw tables go, when all that takes names of persons from
   * {@link PrivacyTables#IDS_TO_ERASE} but these rows themselves is gone.
   */
  List<String> beforeRemoval(Stamp stamp) {
    List<String> statements = new ArrayList<>();
    tables(raw -> !ContributionMarks.concernNobodyElse(raw))
        .forEach(some -> statements.addAll(forgetAll(some)));
    rows.forEach(
        some ->
            statements.add(
                marks.note(raw(some), some.ofErased("r.ingested_at AS ingested_at"), stamp)));
    tables(ContributionMarks::concernSessions)
        .forEach(some -> statements.add(name(some, SESSION, marks.sessionOf(raw(some)))));
    tables(raw -> raw.type().has(Role.STUDENT) || raw.type().has(Role.ADVISOR))
        .forEach(some -> statements.add(name(some, SENDER, marks.senderOf(raw(some)))));
    return statements;
  }

  /** What erased persons have said of others, or were to them, is part of others' contributions. */
  private List<String> forgetAll(PersonalRows some) {
    String found = some.without(Role.STUDENT).ofErased("r.tenant_id AS tenant_id");
    return Stream.of(KEPT, FixedTables.KPI_CONTRIBUTION_RUNS)
        .map(
            table ->
                "DELETE FROM "
                    + sql.name(table)
                    + " WHERE EXISTS (SELECT 1 FROM ("
                    + found
                    + ") AS found)")
        .toList();
  }

  /** Notes the subjects of rows beside the names. */
  private String name(PersonalRows some, String type, String subject) {
    return sql.insert(PrivacyTables.IDS_TO_ERASE)
        + "SELECT found.tenant_id, "
        + dialect.literal(type)
        + " AS alias_type, found.subject AS alias, min(found.request_id) AS request_id FROM ("
        + some.ofErased("r.tenant_id AS tenant_id, " + subject + " AS subject")
        + ") AS found GROUP BY found.tenant_id, found.subject";
  }

  /**
   * The statements after that.
   *
   * @param salt random text that is kept nowhere
   */
  List<String> afterRemoval(String salt, Stamp stamp) {
    String erased = erased();
    String renamed =
        """
        SELECT kept.scope AS scope, kept.tenant_id AS tenant_id,
          kept.subject_kind AS subject_kind, %1$s AS subject,
          kept.contributions AS contributions, %2$s AS changes_at, %3$s AS run_id,
          %4$s AS written_at
        FROM %5$s AS kept JOIN (%6$s) AS erased ON erased.tenant_id = kept.tenant_id
          AND erased.subject_kind = kept.subject_kind AND erased.subject = kept.subject
        """
            .formatted(
                dialect.sha256(dialect.literal(salt + ":") + " || kept.subject"),
                marks.always(),
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                sql.name(KEPT),
                erased);
    String remove =
        new Merge(
                dialect,
                KEPT,
                erased,
                sql.same(
                    MergeSql.STORED,
                    MergeSql.STAGED,
                    List.of("tenant_id", "subject_kind", "subject")))
            .delete()
            .sql();
    return List.of(sql.insert(KEPT) + renamed, remove, marks.mark(others(), stamp));
  }

  /** The subjects that were nobody but erased persons. */
  private String erased() {
    List<String> queries = new ArrayList<>();
    queries.add(named(Subject.Kind.PERSON, "", AliasType.USER_ID));
    queries.add(named(Subject.Kind.PERSON, "", AliasType.ANONYMOUS_ID));
    queries.add(named(Subject.Kind.SESSION, SessionName.ofUser(""), AliasType.USER_ID));
    queries.add(named(Subject.Kind.SESSION, SessionName.ofVisitor(""), AliasType.ANONYMOUS_ID));
    queries.add(subjects(Subject.Kind.SESSION, SESSION) + " AND NOT " + remains());
    return "SELECT DISTINCT tenant_id, subject_kind, subject FROM ("
        + String.join(" UNION ALL ", queries)
        + ") AS every_subject";
  }

  private String named(Subject.Kind kind, String prefix, AliasType type) {
    return "SELECT named.tenant_id AS tenant_id, "
        + marks.kind(kind)
        + " AS subject_kind, "
        + marks.named(prefix, "named.alias")
        + " AS subject FROM "
        + ids
        + " AS named WHERE named.alias_type = "
        + dialect.literal(type.label());
  }

  private String subjects(Subject.Kind kind, String type) {
    return "SELECT named.tenant_id AS tenant_id, "
        + marks.kind(kind)
        + " AS subject_kind, named.alias AS subject FROM "
        + ids
        + " AS named WHERE named.alias_type = "
        + dialect.literal(type);
  }

  /** The condition that a session has timings of others. */
  private String remains() {
    return tables(ContributionMarks::concernSessions)
        .map(
            some ->
                "SELECT r.tenant_id AS tenant_id, "
                    + marks.sessionOf(raw(some))
                    + " AS subject FROM "
                    + some.from())
        .collect(
            Collectors.joining(
                " UNION ALL ",
                "EXISTS (SELECT 1 FROM (",
                ") AS others WHERE others.tenant_id = named.tenant_id"
                    + " AND others.subject = named.alias)"));
  }

  /** The subjects that are others too. */
  private String others() {
    String sessions = subjects(Subject.Kind.SESSION, SESSION) + " AND " + remains();
    String senders =
        subjects(Subject.Kind.PERSON, SENDER)
            + " AND NOT EXISTS (SELECT 1 FROM "
            + ids
            + " AS person WHERE person.tenant_id = named.tenant_id"
            + " AND person.alias = named.alias AND person.alias_type IN ("
            + dialect.literal(AliasType.USER_ID.label())
            + ", "
            + dialect.literal(AliasType.ANONYMOUS_ID.label())
            + "))";
    return "SELECT DISTINCT tenant_id, subject_kind, subject FROM ("
        + sessions
        + " UNION ALL "
        + senders
        + ") AS every_subject";
  }

  /** Queries of the names under which something is kept: columns tenant_id, alias_type, alias. */
  List<String> allNames() {
    return List.of(
        keptAs(AliasType.USER_ID, Subject.Kind.PERSON, ""),
        keptAs(AliasType.ANONYMOUS_ID, Subject.Kind.PERSON, ""),
        keptAs(AliasType.USER_ID, Subject.Kind.SESSION, SessionName.ofUser("")),
        keptAs(AliasType.ANONYMOUS_ID, Subject.Kind.SESSION, SessionName.ofVisitor("")));
  }

  private String keptAs(AliasType type, Subject.Kind kind, String prefix) {
    return "SELECT DISTINCT kept.tenant_id AS tenant_id, "
        + dialect.literal(type.label())
        + " AS alias_type, substr(kept.subject, "
        + (prefix.length() + 1)
        + ") AS alias FROM "
        + sql.name(KEPT)
        + " AS kept WHERE kept.subject_kind = "
        + marks.kind(kind)
        + (prefix.isEmpty() ? "" : " AND kept.subject LIKE " + dialect.literal(prefix + "%"));
  }
}
