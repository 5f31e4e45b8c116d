package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.sql.Dialect;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names that queries look for, as rows of a table that they are compared with: {@code kind},
 * {@code tenant_id}, {@code name}.
 *
 * @param rows each once
 */
public record WantedNames(Set<Row> rows) {
  static final String SENDER = "sends";
  static final String SESSION = "session_id";
  static final String HASH = "hash";

  public WantedNames {
    rows = Set.copyOf(rows);
  }

  /**
   * One of them.
   *
   * @param kind what is called so: a kind of subject, see {@link KeptRows#label}, or what a column
   *     of records holds
   */
  public record Row(String kind, String tenantId, String name) {}

  /** Those of subjects, and of their records. */
  public static WantedNames of(Set<SubjectKey> subjects) {
    return of(RecordChoice.of(Set.of(), subjects));
  }

  /** Those that a choice asks for. */
  public static WantedNames of(RecordChoice choice) {
    Set<Row> rows = new LinkedHashSet<>();
    for (SubjectKey subject : choice.subjects()) {
      String tenant = subject.tenantId();
      rows.add(new Row(KeptRows.label(subject.kind()), tenant, subject.name()));
      if (subject.kind() == Subject.Kind.PERSON) {
        rows.add(new Row(SENDER, tenant, subject.name()));
      } else {
        SessionName.sender(subject).ifPresent(name -> rows.add(new Row(SENDER, tenant, name)));
        SessionName.id(subject).ifPresent(id -> rows.add(new Row(SESSION, tenant, id)));
      }
    }
    for (Alias hash : choice.hashes()) {
      rows.add(new Row(HASH, hash.tenantId(), hash.value()));
    }
    return new WantedNames(rows);
  }

  /**
   * The condition that a name is among those of a kind.
   *
   * @param table the table of wanted names
   * @param tenant an expression
   * @param name an expression
   */
  static String among(Dialect dialect, String table, String kind, String tenant, String name) {
    return dialect.pair(tenant, name)
        + " IN (SELECT "
        + dialect.pair("tenant_id", "name")
        + " FROM "
        + table
        + " WHERE kind = "
        + dialect.literal(kind)
        + ")";
  }
}
