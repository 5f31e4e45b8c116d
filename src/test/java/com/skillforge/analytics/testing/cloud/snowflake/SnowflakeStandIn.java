package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.HttpFailure;
import com.skillforge.analytics.testing.cloud.HttpStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A Snowflake account on a loopback port, for the unmodified driver, SnowflakeIO and Snowpipe's
 * client. See {@link DriverApi} and {@link SnowpipeApi} for the steps that faults are planned for.
 */
public final class SnowflakeStandIn implements AutoCloseable {
  public static final String ACCOUNT = "skillforge-test";
  public static final String DATABASE = SnowflakeEngine.DATABASE;
  public static final String SCHEMA = SnowflakeEngine.SCHEMA;

  private static final Path SCRIPTS = Path.of("sql", "snowflake");

  private final Faults faults = new Faults();
  private final SnowflakeUsers users = new SnowflakeUsers(ACCOUNT);
  private final SnowflakeEngine engine;
  private final DriverApi driver;
  private final SnowpipeApi snowpipe;
  private final HttpStandIn http;

  private SnowflakeStandIn(Function<String, byte[]> objects, BiConsumer<String, byte[]> write) {
    engine = new SnowflakeEngine(objects, write);
    driver = new DriverApi(engine, users);
    snowpipe = new SnowpipeApi(engine, users);
    http = new HttpStandIn(faults, List.of(driver, snowpipe));
  }

  /** Starts an account that reads staged files from folders of this machine. */
  public static SnowflakeStandIn start() {
    return start(
        name -> {
          throw new HttpFailure(404, "notFound", "There is no bucket for " + name);
        },
        (name, bytes) -> {
          throw new HttpFailure(404, "notFound", "There is no bucket for " + name);
        });
  }

  /**
   * Starts an account.
   *
   * @param objects the bytes of an object by {@code gs://bucket/name}; fails when there is none
   * @param write makes an object of the name
   */
  public static SnowflakeStandIn start(
      Function<String, byte[]> objects, BiConsumer<String, byte[]> write) {
    return new SnowflakeStandIn(objects, write);
  }

  public int port() {
    return http.port();
  }

  /** Where the account is, for example {@code http://127.0.0.1:4711}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  public Faults faults() {
    return faults;
  }

  /** Lets a user in who signs with the private key of this public one. */
  public void addUser(String name, PublicKey key) {
    users.add(name, key);
  }

  /** Runs statements of Snowflake, as a script would; each ends with a semicolon. */
  public void run(String script) {
    try (SnowflakeSession session = new SnowflakeSession(engine, "ADMIN", SCHEMA, 0)) {
      for (String statement : SnowflakeScript.statements(script)) {
        session.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates this project's schemas, tables, views and tasks, by its own scripts. */
  public void createTables() {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        run(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a query of Snowflake is in DuckDB, over {@link #connect()}. */
  public String translate(String query) {
    if (SnowflakeParser.parse(SqlTokens.of(query)) instanceof SnowflakeStatement.Query translated) {
      return translated.duckDb();
    }
    throw new IllegalArgumentException("This is no query: " + query);
  }

  /** The rows of a query in DuckDB's SQL, each value as text; null stays null. */
  public List<List<String>> rows(String duckDbQuery) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(duckDbQuery)) {
      List<List<String>> rows = new ArrayList<>();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(results.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of DuckDB to what the account holds. */
  public Connection connect() throws SQLException {
    return engine.connect(SCHEMA);
  }

  /** Runs all tasks once, in the order of their names. */
  public void runTasks() {
    engine.taskNames().forEach(name -> run("EXECUTE TASK " + name + ";"));
  }

  /** Loads all files of a pipe once more, as when a worker wrote them a second time. */
  public void loadPipeAgain(String pipe) {
    snowpipe.loadAgain(SnowflakeLoader.target(pipe));
  }

  /** Ends all sessions as if their clients had died: what they had not committed is gone. */
  public void killSessions() {
    driver.killSessions();
  }

  @Override
  public void close() {
    http.close();
    driver.killSessions();
    engine.close();
  }
}
