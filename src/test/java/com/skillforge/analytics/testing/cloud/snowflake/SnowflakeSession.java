package com.skillforge.analytics.testing.cloud.snowflake;

import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Change;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Copy;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreatePipe;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreateStage;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.CreateTask;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Definition;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.ExecuteTask;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Query;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Setting;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Transaction;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStatement.Unload;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One session: statements one after another, with a transaction of its own. */
final class SnowflakeSession implements AutoCloseable {
  /** A table with an instant, as {@link SnowflakeExpressions} leaves it. */
  private static final Pattern AT = Pattern.compile("(\\S+ ?\\. ?\\S+) AT '([^']*)'");

  private final SnowflakeEngine engine;
  private final String user;
  private final String schema;
  private final long number;
  private final String token = UUID.randomUUID().toString();
  private final Connection connection;
  private boolean inTransaction;

  SnowflakeSession(SnowflakeEngine engine, String user, String schema, long number)
      throws SQLException {
    this.engine = engine;
    this.user = user;
    this.schema = schema;
    this.number = number;
    this.connection = engine.connect(schema);
  }

  String token() {
    return token;
  }

  String user() {
    return user;
  }

  long number() {
    return number;
  }

  String database() {
    return SnowflakeEngine.DATABASE.toUpperCase(Locale.ROOT);
  }

  String schema() {
    return schema.toUpperCase(Locale.ROOT);
  }

  /**
   * Carries out one statement.
   *
   * @throws SnowflakeError when it cannot
   */
  synchronized SnowflakeResult execute(String sql) {
    return execute(SqlTokens.of(sql));
  }

  private SnowflakeResult execute(List<SqlToken> tokens) {
    SnowflakeStatement statement = SnowflakeParser.parse(tokens);
    try {
      if (statement instanceof Query query) {
        return query(asOf(query.duckDb()));
      } else if (statement instanceof Change change) {
        return locked(
            () -> {
              engine.history().beforeChange(connection, change.table());
              return SnowflakeResult.changed(change.verb(), update(change.duckDb()));
            });
      } else if (statement instanceof Unload unload) {
        return SnowflakeUnload.run(connection, asOf(unload.duckDb()), unload, engine.storage());
      } else if (statement instanceof Copy copy) {
        return locked(() -> copy(copy.copy()));
      } else if (statement instanceof Transaction transaction) {
        return transaction(transaction.verb());
      } else if (statement instanceof Definition definition) {
        return define(definition);
      } else if (statement instanceof ExecuteTask task) {
        return run(task.name());
      } else if (statement instanceof Setting) {
        return SnowflakeResult.done(SnowflakeResult.SETTING);
      }
      return name(statement);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  private SnowflakeResult name(SnowflakeStatement statement) {
    if (statement instanceof CreateStage stage) {
      engine.addStage(stage.name(), stage.url());
    } else if (statement instanceof CreatePipe pipe) {
      engine.addPipe(pipe.name(), pipe.copy());
    } else if (statement instanceof CreateTask task) {
      engine.addTask(task.name(), task.body());
    }
    return SnowflakeResult.done(SnowflakeResult.DEFINITION);
  }

  /** Puts in the place of each table with an instant what it was like then. */
  private String asOf(String sql) throws SQLException {
    StringBuilder past = new StringBuilder();
    Matcher at = AT.matcher(sql);
    while (at.find()) {
      Instant instant =
          LocalDateTime.parse(at.group(2).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      if (instant.isAfter(Instant.now())) {
        throw SnowflakeError.execution("the requested time is in the future");
      }
      String table = engine.history().asOf(connection, at.group(1), instant);
      at.appendReplacement(past, Matcher.quoteReplacement(table));
    }
    return at.appendTail(past).toString();
  }

  private static SnowflakeError translate(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("does not exist")
        ? new SnowflakeError("002003", "42S02", "SQL compilation error: " + message)
        : SnowflakeError.execution(message);
  }

  private SnowflakeResult query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      return SnowflakeResult.of(results);
    }
  }

  private long update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private SnowflakeResult copy(SnowflakeCopy copy) throws SQLException {
    String location = engine.resolve(copy.location());
    return engine.loader().copy(connection, copy, location, SnowflakeLoader.target(copy.table()));
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  /** Outside a transaction, a change is one of its own, for all of its parts. */
  private <T> T locked(Work<T> work) throws SQLException {
    if (inTransaction) {
      return work.run();
    }
    begin();
    try {
      T result = work.run();
      end("COMMIT");
      return result;
    } finally {
      end("ROLLBACK");
    }
  }

  private void begin() throws SQLException {
    engine.lock();
    inTransaction = true;
    update("BEGIN TRANSACTION");
  }

  private void end(String verb) throws SQLException {
    if (inTransaction) {
      try {
        update(verb);
      } finally {
        inTransaction = false;
        engine.unlock();
      }
    }
  }

  private SnowflakeResult transaction(String verb) throws SQLException {
    if (!verb.equals("BEGIN")) {
      end(verb);
    } else if (!inTransaction) {
      begin();
    }
    return SnowflakeResult.done(SnowflakeResult.TRANSACTION);
  }

  private SnowflakeResult define(Definition definition) throws SQLException {
    end("COMMIT");
    return locked(
        () -> {
          for (String sql : definition.duckDb()) {
            update(sql);
          }
          if (!definition.emptied().isEmpty()) {
            SnowflakeLoader.forget(connection, definition.emptied());
          }
          return SnowflakeResult.done(SnowflakeResult.DEFINITION);
        });
  }

  private SnowflakeResult run(String task) throws SQLException {
    try {
      engine.task(task).forEach(this::execute);
    } finally {
      end("ROLLBACK");
    }
    return SnowflakeResult.done(SnowflakeResult.DEFINITION);
  }

  @Override
  public synchronized void close() {
    try {
      end("ROLLBACK");
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
