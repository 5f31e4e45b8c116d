package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What a query asks for by name, in tables that go with their connection. */
final class WantedRows {
  /** Subjects: {@code tenant_id}, {@code kind}, {@code name}. */
  static final String SUBJECTS = "temp.main.wanted_subjects";

  /** Senders: {@code tenant_id}, {@code name}. */
  static final String SENDERS = "temp.main.wanted_senders";

  /** Session ids: {@code tenant_id}, {@code name}. */
  static final String SESSIONS = "temp.main.wanted_sessions";

  /** Hashes as aliases: {@code tenant_id}, {@code name}. */
  static final String HASHES = "temp.main.wanted_hashes";

  private WantedRows() {}

  private interface Row<T> {
    /** The columns of a row; empty for none. */
    Optional<List<String>> of(T element);
  }

  static void ofSubjects(Connection connection, Set<SubjectKey> subjects) throws SQLException {
    fill(
        connection,
        "wanted_subjects",
        List.of("tenant_id", "kind", "name"),
        subjects,
        subject ->
            Optional.of(
                List.of(subject.tenantId(), KeptRows.label(subject.kind()), subject.name())));
  }

  /** Who sent records of some subjects: themselves, and those of sessions without an id. */
  static void ofSenders(Connection connection, Set<SubjectKey> subjects) throws SQLException {
    fill(
        connection,
        "wanted_senders",
        List.of("tenant_id", "name"),
        subjects,
        subject ->
            (subject.kind() == Subject.Kind.PERSON
                    ? Optional.of(subject.name())
                    : SessionName.sender(subject))
                .map(name -> List.of(subject.tenantId(), name)));
  }

  static void ofSessions(Connection connection, Set<SubjectKey> subjects) throws SQLException {
    fill(
        connection,
        "wanted_sessions",
        List.of("tenant_id", "name"),
        subjects,
        subject ->
            Optional.of(subject)
                .filter(any -> any.kind() == Subject.Kind.SESSION)
                .flatMap(SessionName::id)
                .map(id -> List.of(subject.tenantId(), id)));
  }

  static void ofHashes(Connection connection, Set<Alias> hashes) throws SQLException {
    fill(
        connection,
        "wanted_hashes",
        List.of("tenant_id", "name"),
        hashes,
        hash -> Optional.of(List.of(hash.tenantId(), hash.value())));
  }

  private static <T> void fill(
      Connection connection, String table, List<String> columns, Collection<T> elements, Row<T> row)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP TABLE "
              + table
              + " ("
              + String.join(" VARCHAR, ", columns)
              + " VARCHAR)");
    }
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table)) {
      for (T element : elements) {
        Optional<List<String>> values = row.of(element);
        if (values.isPresent()) {
          appender.beginRow();
          for (String value : values.get()) {
            appender.append(value);
          }
          appender.endRow();
        }
      }
    }
  }
}
