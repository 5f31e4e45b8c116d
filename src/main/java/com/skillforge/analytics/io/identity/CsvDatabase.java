package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.files.CsvFile;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.sql.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A CSV file with the columns of the table, loaded into a DuckDB of its own, which moves to disk
 * what does not fit into its memory.
 */
record CsvDatabase(String file) implements LinkDatabase {
  private static final long serialVersionUID = 1L;
  private static final String MEMORY_LIMIT = "256MB";
  private static final List<String> COLUMNS =
      List.of("tenant_id", "alias_type", "alias", "canonical_user_id", "linked_at");
  private static final String ALIAS_TYPES =
      Stream.of(AliasType.values()).map(AliasType::label).collect(Collectors.joining(", "));

  /** As an instant, and as PostgreSQL prints it. */
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][x]")
          .toFormatter();

  @Override
  public Connection open() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", MEMORY_LIMIT);
    settings.setProperty("threads", "2");
    settings.setProperty("temp_directory", temporaryDirectory());
    settings.setProperty("autoinstall_known_extensions", "false");
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
    try {
      load(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static String temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("identity-links");
      directory.toFile().deleteOnExit();
      return directory.toString();
    } catch (IOException e) {
      throw new SourceException("No temporary directory can be made for identity links.", e);
    }
  }

  private void load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE identity_links (tenant_id VARCHAR, alias_type VARCHAR, alias VARCHAR,"
              + " canonical_user_id VARCHAR, linked_at TIMESTAMPTZ, line BIGINT)");
    }
    try (DuckDBAppender appender =
        connection
            .unwrap(DuckDBConnection.class)
            .createAppender(DuckDb.DEFAULT_SCHEMA, "identity_links")) {
      CsvFile.read(file, COLUMNS, row -> append(row, appender));
    }
    refuseRepetitions(connection);
  }

  private void append(CsvFile.Row row, DuckDBAppender appender) {
    for (String column : COLUMNS.subList(0, 4)) {
      if (row.value(column).isEmpty()) {
        throw row.problem(column, "must not be empty");
      }
    }
    String type = row.value("alias_type");
    if (AliasType.of(type).isEmpty()) {
      throw row.problem("alias_type", "must be one of " + ALIAS_TYPES);
    }
    if (type.equals(AliasType.PII_HASH.label())
        && !row.value("alias").matches(LinkQueries.PII_HASH_PATTERN)) {
      throw row.problem("alias", "must be v<salt version>:<64 lower-case hex digits> of a hash");
    }
    OffsetDateTime linkedAt = timestamp(row);
    try {
      appender.beginRow();
      for (String column : COLUMNS.subList(0, 4)) {
        appender.append(row.value(column));
      }
      if (linkedAt == null) {
        appender.appendNull();
      } else {
        appender.append(linkedAt);
      }
      appender.append(row.line());
      appender.endRow();
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  private static @Nullable OffsetDateTime timestamp(CsvFile.Row row) {
    String text = row.value("linked_at");
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text, TIMESTAMP);
    } catch (DateTimeException e) {
      throw row.problem(
          "linked_at", "must be a time with its offset from UTC, like 2026-01-12T08:00:00Z");
    }
  }

  private void refuseRepetitions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT min(line), max(line) FROM identity_links"
                    + " GROUP BY tenant_id, alias_type, alias HAVING count(*) > 1"
                    + " ORDER BY 2 LIMIT 1")) {
      if (row.next()) {
        throw new SourceException(
            "Line "
                + row.getLong(2)
                + " of "
                + file
                + ": column alias names the same alias as line "
                + row.getLong(1)
                + ": an alias of a tenant has one link.");
      }
    }
  }

  @Override
  public SourceException explain(SQLException failure) {
    return new SourceException(
        name()
            + " cannot be used ("
            + String.valueOf(failure.getMessage()).lines().findFirst().orElse("")
            + ").",
        failure);
  }

  @Override
  public boolean isTransient(SQLException failure) {
    return false;
  }

  @Override
  public String name() {
    return "The file of identity links " + file;
  }
}
