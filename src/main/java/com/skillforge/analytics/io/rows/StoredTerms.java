package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.util.List;
import java.util.Objects;

/** The academic terms of a warehouse. */
public final class StoredTerms {
  private StoredTerms() {}

  /** Those that the newest run with terms was given, by institution and start. */
  public static List<Term> of(QueryableWarehouse warehouse) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT tenant_id, term_id, "
            + dialect.epochMillis("starts_at")
            + ", "
            + dialect.epochMillis("ends_at")
            + " FROM "
            + dialect.name(FixedTables.TERMS.name())
            + " ORDER BY tenant_id, starts_at, term_id";
    return warehouse.query(sql, StoredTerms::read);
  }

  private static Term read(RowValues row) {
    return new Term(
        Objects.requireNonNull(row.text(0)),
        Objects.requireNonNull(row.text(1)),
        Objects.requireNonNull(row.integer(2)),
        Objects.requireNonNull(row.integer(3)));
  }
}
