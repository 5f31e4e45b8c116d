package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Merge;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.List;

/**
 * Rows of a raw table that list students: who is erased leaves the list, and the row stays for the
 * others.
 */
record StudentLists(MergeSql sql, RawTable raw) implements ErasableRows {
  private static final List<String> STUDENTS = List.of(Role.STUDENTS.property());

  @Override
  public Table table() {
    return raw.table();
  }

  @Override
  public String found() {
    Dialect dialect = sql.dialect();
    return "SELECT tenant_id, request_id FROM ("
        + remaining()
        + ") AS freed WHERE "
        + dialect.comparable("every_student", ColumnType.TEXT_LIST)
        + " <> "
        + dialect.comparable(sql.columns(STUDENTS), ColumnType.TEXT_LIST);
  }

  @Override
  public String remove() {
    String rows =
        "SELECT DISTINCT "
            + sql.columns(sql.key(raw))
            + ", "
            + sql.columns(STUDENTS)
            + " FROM ("
            + remaining()
            + ") AS freed";
    return new Merge(sql.dialect(), raw.table(), rows, sql.sameRow(raw))
        .update(sql.differ(MergeSql.STORED, MergeSql.STAGED, raw.table(), STUDENTS), STUDENTS)
        .sql();
  }

  /** The rows of institutions of which somebody is erased, with the list that remains. */
  private String remaining() {
    Dialect dialect = sql.dialect();
    String students = sql.columns("r", STUDENTS);
    return """
        SELECT %1$s, gone.request_id AS request_id, %2$s AS every_student, %3$s AS %4$s
        FROM %5$s
        JOIN (
          SELECT tenant_id, min(request_id) AS request_id, %6$s AS users
          FROM %7$s WHERE alias_type = %8$s GROUP BY tenant_id) AS gone
          ON gone.tenant_id = r.tenant_id"""
        .formatted(
            sql.columns("r", sql.key(raw)),
            students,
            dialect.without(students, "gone.users"),
            sql.columns(STUDENTS),
            sql.rows(raw, "r"),
            dialect.gather("alias"),
            sql.name(PrivacyTables.IDS_TO_ERASE),
            dialect.literal(AliasType.USER_ID.label()));
  }
}
