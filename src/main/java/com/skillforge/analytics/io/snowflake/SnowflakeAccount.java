package com.skillforge.analytics.io.snowflake;

import java.io.Serializable;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.snowflake.client.jdbc.telemetryOOB.TelemetryService;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How an account is reached, and as whom. It holds the place of the private key, not the key.
 *
 * @param account the account's identifier, for example {@code myorg-myaccount}
 * @param url where it is, for example {@code https://myorg-myaccount.snowflakecomputing.com}
 * @param role the role to act in; null for the user's default
 * @param warehouse the virtual warehouse that computes; null for the user's default
 * @param patienceSeconds how long the driver keeps trying when the service does not answer
 */
record SnowflakeAccount(
    String account,
    URI url,
    String user,
    @Nullable String role,
    @Nullable String warehouse,
    String database,
    KeyFile key,
    int patienceSeconds)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String APPLICATION = "SkillForge_Analytics";

  /** The schema of tables with a bare name. */
  static final String SCHEMA = "skillforge";

  boolean encrypted() {
    return url.getScheme().equals("https");
  }

  int port() {
    return url.getPort() > 0 ? url.getPort() : encrypted() ? 443 : 80;
  }

  /**
   * Opens a session.
   *
   * @throws SQLException when the account cannot be reached or refuses
   */
  Connection connect() throws SQLException {
    // Failures would go to the driver's makers with the statement's text.
    TelemetryService.disable();
    Properties properties = new Properties();
    properties.put("account", account);
    properties.put("user", user);
    properties.put("privateKey", key.read());
    properties.put("db", database);
    properties.put("schema", SCHEMA);
    if (role != null) {
      properties.put("role", role);
    }
    if (warehouse != null) {
      properties.put("warehouse", warehouse);
    }
    properties.put("ssl", encrypted() ? "on" : "off");
    properties.put("application", APPLICATION);
    properties.put("loginTimeout", patienceSeconds);
    properties.put("networkTimeout", Math.multiplyExact(patienceSeconds, 1000));
    properties.put("CLIENT_TELEMETRY_ENABLED", "false");
    // Arrow needs the JVM opened up, which a worker's is not.
    properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
    properties.put("TIMEZONE", "UTC");
    return signIn("jdbc:snowflake://" + url.getHost() + ":" + port() + "/", properties);
  }

  /** With a key pair the driver tries for ever, whatever it was told: so it is left behind. */
  private Connection signIn(String address, Properties properties) throws SQLException {
    FutureTask<Connection> signIn =
        new FutureTask<>(() -> DriverManager.getConnection(address, properties));
    Thread thread = new Thread(signIn, "snowflake-sign-in");
    thread.setDaemon(true);
    thread.start();
    try {
      return signIn.get(patienceSeconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new SQLException("The driver failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      signIn.cancel(true);
      throw new SQLTimeoutException("no answer within " + patienceSeconds + " s", e);
    } catch (InterruptedException e) {
      signIn.cancel(true);
      Thread.currentThread().interrupt();
      throw new SQLTimeoutException("signing in was interrupted", e);
    }
  }
}
