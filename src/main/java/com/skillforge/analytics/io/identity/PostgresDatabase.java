package com.skillforge.analytics.io.identity;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.secrets.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The User Service's PostgreSQL.
 *
 * @param url a JDBC URL without any password
 */
record PostgresDatabase(String url, String user, Secret password) implements LinkDatabase {
  private static final long serialVersionUID = 1L;

  /** How long connecting and logging in may take together. */
  private static final String LOGIN_SECONDS = "10";

  @Override
  public Connection open() throws SQLException {
    return open(true);
  }

  /** A connection that can change the table. */
  Connection openToWrite() throws SQLException {
    return open(false);
  }

  private Connection open(boolean readOnly) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("user", user);
    password.read().ifPresent(text -> settings.setProperty("password", text));
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("loginTimeout", LOGIN_SECONDS);
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "skillforge-analytics");
    // Not by DriverManager: that would load every driver of the class path, Snowflake's for
    // seconds.
    Connection connection = new Driver().connect(url, settings);
    if (connection == null) {
      throw new SQLException("the URL is not one of PostgreSQL", "08001");
    }
    try (Statement statement = connection.createStatement()) {
      connection.setReadOnly(readOnly);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      // A cursor, so that rows come in portions, needs a transaction.
      connection.setAutoCommit(false);
      statement.execute("SET lock_timeout = '10s'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public SourceException explain(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String sentence;
    if (state.startsWith("28")) {
      sentence =
          "refused the login of user "
              + user
              + ": check --identityUser and --identityPasswordFile or --identityPasswordEnv.";
    } else if (state.equals("3D000")) {
      sentence = "does not exist on that server: check the end of --identityJdbcUrl.";
    } else if (state.startsWith("08")) {
      sentence =
          "cannot be reached: check --identityJdbcUrl and that the server runs ("
              + firstLine(failure)
              + ").";
    } else if (state.equals("42P01") || state.equals("42703")) {
      sentence =
          "lacks the table identity_links(tenant_id, alias_type, alias, canonical_user_id,"
              + " linked_at), or a column of it: check --identityJdbcUrl.";
    } else if (state.equals("42501")) {
      sentence = "does not let user " + user + " read identity_links: grant SELECT on it.";
    } else if (state.equals("55P03")) {
      sentence = "has identity_links locked for more than 10 seconds: try again later.";
    } else {
      sentence = "cannot be read: " + firstLine(failure) + ".";
    }
    return new SourceException(name() + " " + sentence, failure);
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .findFirst()
        .orElse("no reason was given")
        .replaceFirst("\\.$", "");
  }

  /** Connections that break, servers that start or stop, conflicts. */
  @Override
  public boolean isTransient(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("40");
  }

  @Override
  public String name() {
    return "The identity data base " + url.replaceFirst("\\?.*", "");
  }

  @Override
  public String toString() {
    return name();
  }
}
