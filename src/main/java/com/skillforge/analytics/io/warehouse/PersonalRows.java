package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a table that name persons in columns of their own: which names there are, and which rows
 * are of those whose names stand in {@link PrivacyTables#IDS_TO_ERASE}. In all queries the table is
 * called {@code r}.
 *
 * @param key the columns that tell rows apart; never null
 * @param raw the table, where it is a raw one
 */
record PersonalRows(
    MergeSql sql, Table table, List<String> key, Optional<RawTable> raw, List<Name> names)
    implements ErasableRows {
  private static final String ROW = "r";

  /**
   * Where a row names a person.
   *
   * @param alias an expression in the form of identity links; null when the row has none
   */
  record Name(AliasType type, String alias) {}

  PersonalRows {
    key = List.copyOf(key);
    names = List.copyOf(names);
  }

  /**
   * Those of a raw table. What a browser and a hash say of the sender counts only where no user id
   * says it, as in {@code DropErased}.
   */
  static PersonalRows of(RawTable raw, MergeSql sql) {
    List<Name> names = new ArrayList<>();
    names.add(user(sql, RawTable.CANONICAL_USER_ID));
    for (Role role : Role.ONE_USER) {
      if (raw.type().has(role)) {
        names.add(user(sql, role.property()));
      }
    }
    if (raw.type().has(Role.VISITOR)) {
      names.add(new Name(AliasType.ANONYMOUS_ID, ofUnknown(raw, "r.anonymous_id")));
    }
    if (raw.type().has(Role.PII_HASH)) {
      names.add(new Name(AliasType.PII_HASH, ofUnknown(raw, hash(sql))));
    }
    return new PersonalRows(sql, raw.table(), sql.key(raw), Optional.of(raw), names);
  }

  /** The same without those that name a person only in a role. */
  PersonalRows without(Role role) {
    Name name = user(sql, role.property());
    return new PersonalRows(
        sql, table, key, raw, names.stream().filter(other -> !other.equals(name)).toList());
  }

  /** Those of the mirror of identity links. */
  static PersonalRows ofLinks(MergeSql sql) {
    return ofLinks(sql, FixedTables.IDENTITY_LINKS, "canonical_user_id", "resolved_user_id");
  }

  /** Those of the history of identity links. */
  static PersonalRows ofLinkChanges(MergeSql sql) {
    return ofLinks(sql, FixedTables.IDENTITY_LINK_CHANGES, "resolved_before", "resolved_after");
  }

  private static PersonalRows ofLinks(MergeSql sql, Table table, String... users) {
    List<Name> names = new ArrayList<>();
    for (String column : users) {
      names.add(user(sql, column));
    }
    for (AliasType type : AliasType.values()) {
      String isOfType = "r.alias_type = " + sql.dialect().literal(type.label());
      names.add(new Name(type, "CASE WHEN " + isOfType + " THEN r.alias END"));
    }
    return new PersonalRows(
        sql, table, List.of("tenant_id", "alias_type", "alias"), Optional.empty(), names);
  }

  private static Name user(MergeSql sql, String column) {
    return new Name(AliasType.USER_ID, sql.column(ROW, column));
  }

  private static String ofUnknown(RawTable raw, String alias) {
    return raw.type().has(Role.USER) ? "CASE WHEN r.user_id IS NULL THEN " + alias + " END" : alias;
  }

  /** The hash of a row of a raw table, in the form of identity links; null when it has none. */
  static String hash(MergeSql sql) {
    return "'v' || "
        + sql.dialect().cast("coalesce(r.salt_version, 1)", ColumnType.TEXT)
        + " || ':' || r.pii_hash";
  }

  /** The table as it stands behind FROM. */
  String from() {
    return raw.map(some -> sql.rows(some, ROW)).orElseGet(() -> sql.name(table) + " AS " + ROW);
  }

  /** Queries of the names in the table: columns tenant_id, alias_type and alias, never null. */
  List<String> allNames() {
    return names.stream()
        .map(
            name ->
                "SELECT DISTINCT r.tenant_id AS tenant_id, "
                    + sql.dialect().literal(name.type().label())
                    + " AS alias_type, "
                    + name.alias()
                    + " AS alias FROM "
                    + from()
                    + " WHERE "
                    + name.alias()
                    + " IS NOT NULL")
        .toList();
  }

  @Override
  public String found() {
    return ofErased("r.tenant_id AS tenant_id");
  }

  /** The rows that are of somebody: some of their columns, and request_id. */
  String ofErased(String columns) {
    StringBuilder joins = new StringBuilder();
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String erased = "erased_" + i;
      requests.add(erased + ".request_id");
      joins.append(
          """

          LEFT JOIN %1$s AS %2$s ON %2$s.tenant_id = r.tenant_id
          AND %2$s.alias_type = %3$s AND %2$s.alias = %4$s"""
              .formatted(
                  sql.name(PrivacyTables.IDS_TO_ERASE),
                  erased,
                  sql.dialect().literal(names.get(i).type().label()),
                  names.get(i).alias()));
    }
    String request = "coalesce(" + String.join(", ", requests) + ")";
    return "SELECT "
        + columns
        + ", "
        + request
        + " AS request_id FROM "
        + from()
        + joins
        + " WHERE "
        + request
        + " IS NOT NULL";
  }

  @Override
  public String remove() {
    String keys = sql.columns(key);
    String found = ofErased(sql.columns(ROW, key));
    String on =
        raw.map(sql::sameRow).orElseGet(() -> sql.same(MergeSql.STORED, MergeSql.STAGED, key));
    return new Merge(
            sql.dialect(), table, "SELECT DISTINCT " + keys + " FROM (" + found + ") AS found", on)
        .delete()
        .sql();
  }
}
