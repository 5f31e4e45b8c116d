package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.ErasureRequest;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that remove all that a warehouse has of persons, except published KPI rows, and
 * that note what was removed and whom not to store again.
 *
 * <p>Their names stand in {@link PrivacyTables#IDS_TO_ERASE} for as long as the transaction lasts,
 * so that no statement holds one: warehouses keep the text of statements.
 */
final class ErasureMerges {
  private static final String USER = AliasType.USER_ID.label();

  /** So many tables one statement asks at most: warehouses refuse what is too complex to plan. */
  private static final int TABLES_AT_ONCE = 4;

  private static final List<String> RECEIPT =
      List.of("tenant_id", "request_id", "store", "table_name");

  private final MergeSql sql;
  private final Dialect dialect;
  private final List<PersonalRows> personal;
  private final List<ErasableRows> quoting;
  private final List<ErasableRows> all;
  private final ErasedContributions contributions;
  private final String ids;
  private final String list;

  ErasureMerges(MergeSql sql, TrackingPlan plan) {
    this.sql = sql;
    this.dialect = sql.dialect();
    this.ids = sql.name(PrivacyTables.IDS_TO_ERASE);
    this.list = sql.name(PrivacyTables.SUPPRESSION_LIST);
    List<RawTable> rawTables = RawTable.all(plan);
    this.personal =
        Stream.concat(
                rawTables.stream().map(raw -> PersonalRows.of(raw, sql)),
                Stream.of(PersonalRows.ofLinks(sql), PersonalRows.ofLinkChanges(sql)))
            .toList();
    this.quoting = new ArrayList<>(List.of(new QuotingLetters(sql)));
    portions(rawTables).forEach(some -> quoting.add(new NotedCopies(sql, some)));
    rawTables.stream()
        .filter(raw -> raw.type().has(Role.STUDENTS))
        .forEach(raw -> quoting.add(new StudentLists(sql, raw)));
    this.all = Stream.concat(quoting.stream(), personal.stream()).toList();
    this.contributions =
        new ErasedContributions(
            sql, personal.stream().filter(rows -> rows.raw().isPresent()).toList());
  }

  /**
   * Names those whom requests are about: by the user id of the request, by all that identity links
   * and stored records lead to the same person, and by the hashes in the records of that person.
   *
   * @param requests a query with the columns tenant_id, request_id and user_id
   */
  List<String> name(String requests) {
    List<String> statements = new ArrayList<>();
    statements.add(forget());
    String asked =
        "SELECT tenant_id, "
            + dialect.literal(USER)
            + " AS alias_type, user_id AS alias, request_id FROM ("
            + requests
            + ") AS requests";
    statements.addAll(addNames(List.of(asked)));
    statements.addAll(addNames(ofSenders("user_id", RawTable.CANONICAL_USER_ID)));
    statements.addAll(addNames(List.of(ofLinks("alias", "resolved_user_id"))));
    statements.addAll(addNames(List.of(ofLinks("resolved_user_id", "alias"))));
    statements.addAll(addNames(ofSenders(RawTable.CANONICAL_USER_ID, "user_id")));
    statements.addAll(addNames(hashes()));
    return statements;
  }

  private static <T> List<List<T>> portions(List<T> tables) {
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
      portions.add(tables.subList(from, Math.min(tables.size(), from + TABLES_AT_ONCE)));
    }
    return portions;
  }

  /**
   * Queries of the user ids by which those are known whom requests are about: columns tenant_id,
   * request_id and user_id.
   */
  List<String> users(String requests) {
    List<String> queries = new ArrayList<>();
    queries.add("SELECT DISTINCT tenant_id, request_id, user_id FROM (" + requests + ") AS asked");
    for (List<PersonalRows> some : portions(senders().toList())) {
      queries.add(
          some.stream()
              .map(
                  rows ->
                      "SELECT asked.tenant_id, asked.request_id, r.canonical_user_id AS user_id"
                          + " FROM ("
                          + requests
                          + ") AS asked JOIN "
                          + rows.from()
                          + " ON r.tenant_id = asked.tenant_id AND r.user_id = asked.user_id"
                          + " WHERE r.canonical_user_id IS NOT NULL")
              .collect(
                  Collectors.joining(
                      " UNION ALL ",
                      "SELECT DISTINCT tenant_id, request_id, user_id FROM (",
                      ") AS known")));
    }
    return queries;
  }

  /** The raw tables whose senders have user ids. */
  private Stream<PersonalRows> senders() {
    return personal.stream()
        .filter(rows -> rows.raw().filter(raw -> raw.type().has(Role.USER)).isPresent());
  }

  /** What stored records say of those who are named already. */
  private List<String> ofSenders(String known, String added) {
    return senders()
        .map(rows -> ofRows(rows, sql.column("r", known), USER, sql.column("r", added)))
        .toList();
  }

  /** The hashes in the records of those who are named already. */
  private List<String> hashes() {
    return personal.stream()
        .filter(rows -> rows.raw().filter(raw -> raw.type().has(Role.PII_HASH)).isPresent())
        .map(
            rows ->
                ofRows(
                    rows,
                    "r.canonical_user_id",
                    AliasType.PII_HASH.label(),
                    PersonalRows.hash(sql)))
        .toList();
  }

  private String ofRows(PersonalRows rows, String user, String type, String alias) {
    return """
        SELECT DISTINCT r.tenant_id AS tenant_id, %1$s AS alias_type, %2$s AS alias,
          person.request_id AS request_id
        FROM %3$s JOIN %4$s AS person ON person.tenant_id = r.tenant_id
          AND person.alias_type = %5$s AND person.alias = %6$s
        WHERE %2$s IS NOT NULL
        """
        .formatted(dialect.literal(type), alias, rows.from(), ids, dialect.literal(USER), user);
  }

  /** Whom the links of user ids lead to, or everything that leads to a user. */
  private String ofLinks(String known, String added) {
    boolean leadsTo = added.equals("resolved_user_id");
    return """
        SELECT link.tenant_id, %1$s AS alias_type, link.%2$s AS alias, person.request_id
        FROM %3$s AS link JOIN %4$s AS person ON person.tenant_id = link.tenant_id
          AND person.alias_type = %5$s AND person.alias = link.%6$s
        %7$s"""
        .formatted(
            leadsTo ? dialect.literal(USER) : "link.alias_type",
            added,
            sql.name(FixedTables.IDENTITY_LINKS),
            ids,
            dialect.literal(USER),
            known,
            leadsTo ? "WHERE link.alias_type = " + dialect.literal(USER) : "");
  }

  /** Names those who are on the suppression list and have come back nevertheless. */
  List<String> nameSuppressed() {
    return addNames(
        Stream.concat(
                personal.stream().map(PersonalRows::allNames), Stream.of(contributions.allNames()))
            .map(names -> suppressed(String.join(" UNION ALL ", names)))
            .toList());
  }

  private String suppressed(String names) {
    return """
        SELECT named.tenant_id, named.alias_type, named.alias, listed.request_id
        FROM (%1$s) AS named
        JOIN (SELECT DISTINCT tenant_id, salt FROM %2$s) AS salted
          ON salted.tenant_id = named.tenant_id
        JOIN %2$s AS listed ON listed.tenant_id = named.tenant_id
          AND listed.salt = salted.salt
          AND listed.alias_hash = %3$s
        """
        .formatted(names, list, hash("salted.salt", "named"));
  }

  /** Adds names that are not there yet, each once. */
  private List<String> addNames(List<String> queries) {
    return portions(queries).stream()
        .map(
            some ->
                sql.insert(PrivacyTables.IDS_TO_ERASE)
                    + """
                    SELECT added.tenant_id, added.alias_type, added.alias, min(added.request_id)
                    FROM (%1$s) AS added
                    LEFT JOIN %2$s AS known ON known.tenant_id = added.tenant_id
                      AND known.alias_type = added.alias_type AND known.alias = added.alias
                    WHERE known.alias IS NULL
                    GROUP BY added.tenant_id, added.alias_type, added.alias
                    """
                        .formatted(String.join(" UNION ALL ", some), ids))
        .toList();
  }

  /**
   * Puts those who are named on the suppression list.
   *
   * @param salt random text for institutions that have none yet
   */
  String suppress(String salt, Stamp stamp) {
    return sql.insert(PrivacyTables.SUPPRESSION_LIST)
        + """
        SELECT hashed.tenant_id, hashed.alias_type, hashed.salt, hashed.alias_hash, hashed.request_id,
          %1$s AS run_id, %2$s AS written_at
        FROM (
          SELECT salted.tenant_id, salted.alias_type, salted.salt, salted.request_id, %3$s AS alias_hash
          FROM (
            SELECT named.tenant_id, named.alias_type, named.alias, named.request_id,
              coalesce(known.salt, %4$s) AS salt
            FROM %5$s AS named
            LEFT JOIN (SELECT tenant_id, min(salt) AS salt FROM %6$s GROUP BY tenant_id) AS known
              ON known.tenant_id = named.tenant_id) AS salted) AS hashed
        LEFT JOIN %6$s AS listed
          ON listed.tenant_id = hashed.tenant_id AND listed.alias_hash = hashed.alias_hash
        WHERE listed.alias_hash IS NULL
        """
            .formatted(
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                hash("salted.salt", "salted"),
                dialect.literal(salt),
                ids,
                list);
  }

  /** What {@code ErasedIds.hash} computes. */
  private String hash(String salt, String row) {
    return dialect.sha256(salt + " || ':' || " + row + ".alias_type || ':' || " + row + ".alias");
  }

  /**
   * Adds what is about to be removed to the receipts of the requests. Every table has one: that
   * nothing was found there is worth knowing too.
   */
  List<String> receipts(String store, Stamp stamp) {
    return portions(all).stream().flatMap(some -> receipts(some, store, stamp).stream()).toList();
  }

  private List<String> receipts(List<ErasableRows> some, String store, Stamp stamp) {
    String counts = some.stream().map(this::count).collect(Collectors.joining(" UNION ALL "));
    String tables =
        some.stream()
            .map(rows -> "SELECT " + name(rows) + " AS table_name")
            .distinct()
            .collect(Collectors.joining(" UNION ALL "));
    String staged =
        """
        SELECT requests.tenant_id AS tenant_id, requests.request_id AS request_id,
          %1$s AS store, tables.table_name AS table_name,
          coalesce(max(known.rows_removed), 0) + coalesce(sum(counted.row_count), 0)
            AS rows_removed,
          %2$s AS run_id, %3$s AS written_at
        FROM (SELECT DISTINCT tenant_id, request_id FROM %4$s) AS requests
        CROSS JOIN (%5$s) AS tables
        LEFT JOIN (%6$s) AS counted ON counted.tenant_id = requests.tenant_id
          AND counted.request_id = requests.request_id AND counted.table_name = tables.table_name
        LEFT JOIN %7$s AS known ON known.tenant_id = requests.tenant_id
          AND known.request_id = requests.request_id AND known.store = %1$s
          AND known.table_name = tables.table_name
        GROUP BY requests.tenant_id, requests.request_id, tables.table_name
        """
            .formatted(
                dialect.literal(store),
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect),
                ids,
                tables,
                counts,
                sql.name(PrivacyTables.ERASURE_RECEIPTS));
    return dialect.upsert(
        sql.upsert(PrivacyTables.ERASURE_RECEIPTS, staged, RECEIPT)
            .replacing("staged.rows_removed <> stored.rows_removed"));
  }

  /**
   * Notes what another store than the warehouse has removed. Noted before it counts there: what was
   * noted by an attempt that died is found, and noted, again.
   */
  List<String> receipt(ErasureRequest request, String store, String table, long rows, Stamp stamp) {
    String staged =
        "SELECT %s AS tenant_id, %s AS request_id, %s AS store, %s AS table_name, %d AS rows_removed, %s AS run_id, %s AS written_at"
            .formatted(
                dialect.literal(request.tenantId()),
                dialect.literal(request.requestId()),
                dialect.literal(store),
                dialect.literal(table),
                rows,
                stamp.value(Provenance.RUN_ID, dialect),
                stamp.value("written_at", dialect));
    return dialect.upsert(
        sql.upsert(PrivacyTables.ERASURE_RECEIPTS, staged, RECEIPT)
            .replacing("staged.rows_removed > stored.rows_removed"));
  }

  private String count(ErasableRows rows) {
    return "SELECT tenant_id, request_id, "
        + name(rows)
        + " AS table_name, count(*) AS row_count FROM ("
        + rows.found()
        + ") AS found GROUP BY tenant_id, request_id";
  }

  private String name(ErasableRows rows) {
    return dialect.literal(rows.table().name().toString());
  }

  /**
   * Removes what is of those who are named, and forgets their names.
   *
   * @param salt random text that is kept nowhere
   */
  List<String> remove(String salt, Stamp stamp) {
    List<String> statements = new ArrayList<>();
    quoting.forEach(rows -> statements.add(rows.remove()));
    statements.addAll(contributions.beforeRemoval(stamp));
    personal.forEach(rows -> statements.add(rows.remove()));
    statements.addAll(contributions.afterRemoval(salt, stamp));
    statements.add(forget());
    return statements;
  }

  /** Forgets the names. */
  String forget() {
    return "DELETE FROM " + ids + " WHERE TRUE";
  }
}
