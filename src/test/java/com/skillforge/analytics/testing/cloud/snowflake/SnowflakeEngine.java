package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.HttpFailure;
import com.skillforge.analytics.testing.cloud.TableHistory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;

/** What a Snowflake account holds: the data, on a DuckDB in memory, and the named objects. */
final class SnowflakeEngine implements AutoCloseable {
  static final String DATABASE = "skillforge_db";
  static final String SCHEMA = "skillforge";

  private static final long PATIENCE_SECONDS = 60;

  private final DuckDBConnection root;
  private final TableHistory history = new TableHistory();
  private final SnowflakeLoader loader;
  private final SnowflakeStorage storage;
  private final Semaphore writers = new Semaphore(1, true);
  private final Map<String, String> stages = new ConcurrentHashMap<>();
  private final Map<String, SnowflakeCopy> pipes = new ConcurrentHashMap<>();
  private final Map<String, List<List<SqlToken>>> tasks = new ConcurrentSkipListMap<>();

  SnowflakeEngine(Function<String, byte[]> objects, BiConsumer<String, byte[]> write) {
    storage = new SnowflakeStorage(objects, write);
    loader = new SnowflakeLoader(storage);
    try {
      root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (Statement statement = root.createStatement()) {
        statement.execute("ATTACH ':memory:' AS " + DATABASE);
        statement.execute("USE " + DATABASE);
        statement.execute("CREATE SCHEMA " + SCHEMA);
        List<String> setUp = new ArrayList<>(SnowflakeLoader.statements());
        setUp.addAll(SnowflakeCatalog.statements());
        setUp.add(TableHistory.schema());
        for (String sql : setUp) {
          statement.execute(sql);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a connection of DuckDB that knows Snowflake's functions. */
  Connection connect(String schema) throws SQLException {
    Connection connection = root.duplicate();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("USE " + DATABASE + "." + schema);
      for (String macro : SnowflakeFunctions.macros()) {
        statement.execute(macro);
      }
    }
    return connection;
  }

  /** How tables were before they were changed. */
  TableHistory history() {
    return history;
  }

  SnowflakeLoader loader() {
    return loader;
  }

  SnowflakeStorage storage() {
    return storage;
  }

  /** Waits until nobody else changes tables: Snowflake's changes wait for one another. */
  void lock() {
    try {
      if (!writers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw SnowflakeError.execution("a transaction has held the tables for too long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpFailure(500, "interrupted", "The stand-in is closing.");
    }
  }

  void unlock() {
    writers.release();
  }

  void addStage(String name, String url) {
    stages.put(name, url);
  }

  void addPipe(String name, SnowflakeCopy copy) {
    resolve(copy.location());
    pipes.put(name, copy);
  }

  /** A pipe by its name, with or without its database. */
  Optional<SnowflakeCopy> pipe(String name) {
    return Optional.ofNullable(pipes.get(SnowflakeLoader.target(name)));
  }

  void addTask(String name, List<List<SqlToken>> body) {
    body.forEach(SnowflakeParser::parse);
    tasks.put(name, body);
  }

  List<List<SqlToken>> task(String name) {
    List<List<SqlToken>> body = tasks.get(name);
    if (body == null) {
      throw SnowflakeError.compilation("Task '" + name + "' does not exist or not authorized.");
    }
    return body;
  }

  List<String> taskNames() {
    return List.copyOf(tasks.keySet());
  }

  /** The address of a location: a stage's with its path, or the location itself. */
  String resolve(String location) {
    if (!location.startsWith("@")) {
      return location;
    }
    int slash = location.indexOf('/');
    String name = location.substring(1, slash < 0 ? location.length() : slash);
    String url = stages.get(SnowflakeLoader.target(name));
    if (url == null) {
      throw SnowflakeError.compilation("Stage '" + name + "' does not exist or not authorized.");
    }
    String path = slash < 0 ? "" : location.substring(slash + 1);
    return url + path + (path.isEmpty() || path.endsWith("/") ? "" : "/");
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
