package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.PrivacyTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.Table;

/**
 * Dead letters that quote a name, as a JSON text or as one within a text. Who sent what could not
 * be read is not known otherwise.
 */
record QuotingLetters(MergeSql sql) implements ErasableRows {
  @Override
  public Table table() {
    return FixedTables.DEAD_LETTERS;
  }

  @Override
  public String found() {
    Dialect dialect = sql.dialect();
    String name =
        "regexp_replace(person.alias, "
            + dialect.literal("^v[0-9]+:")
            + ", "
            + dialect.literal("")
            + ")";
    String quoting =
        "SELECT "
            + sql.columns("r", Provenance.RECEIVED)
            + ", person.tenant_id AS tenant_id, person.request_id AS request_id FROM "
            + sql.name(table())
            + " AS r JOIN "
            + sql.name(PrivacyTables.IDS_TO_ERASE)
            + " AS person ON "
            + dialect.contains("r.payload", quoted("\"", name))
            + " OR "
            + dialect.contains("r.payload", quoted("\\\"", name));
    return sql.first(quoting, sql.columns(Provenance.RECEIVED), "request_id");
  }

  private String quoted(String quote, String name) {
    return sql.dialect().literal(quote) + " || " + name + " || " + sql.dialect().literal(quote);
  }

  @Override
  public String remove() {
    return sql.deleteReceived(table(), found());
  }
}
