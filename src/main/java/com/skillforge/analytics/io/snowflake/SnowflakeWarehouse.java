package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Snowflake;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Snowflake database over JDBC.
 *
 * <p>The rows of a run are staged in one table, as documents in Base64: SnowflakeIO writes CSV
 * without an escape, which nothing but harmless characters survives.
 */
public final class SnowflakeWarehouse implements RemoteWarehouse {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeWarehouse.class);

  /** The schema of what is on its way. */
  static final String STAGING = "staging";

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final SnowflakeAccount account;

  SnowflakeWarehouse(SnowflakeAccount account) {
    this.account = account;
  }

  @Override
  public String name() {
    return "snowflake";
  }

  @Override
  public String label() {
    return "Snowflake";
  }

  @Override
  public Dialect dialect() {
    return Snowflake.SQL;
  }

  @Override
  public String asOf(TableName table, String alias, Instant instant) {
    return Snowflake.SQL.name(table)
        + " AT(TIMESTAMP => "
        + Snowflake.SQL.timestamp(instant.toEpochMilli())
        + ") AS "
        + alias;
  }

  private interface Work<T> {
    T run(Statement statement) throws SQLException;
  }

  /** Does work in a session of its own, anew when the connection is lost on the way. */
  private <T> T inSession(Work<T> work) {
    Backoff backoff =
        Backoff.of(FIRST_PAUSE, LONGEST_PAUSE, Duration.ofSeconds(account.patienceSeconds()));
    while (true) {
      try (Connection connection = account.connect();
          Statement statement = connection.createStatement()) {
        return work.run(statement);
      } catch (SQLException e) {
        if (!SnowflakeFailures.maySucceedLater(e) || !backoff.pause()) {
          throw SnowflakeFailures.explain(e, account);
        }
        LOG.warn("Snowflake did not answer, trying again: {}", e.getMessage());
      }
    }
  }

  @Override
  public void execute(String sql) {
    inSession(statement -> statement.execute(sql));
  }

  /**
   * {@inheritDoc}
   *
   * <p>When the connection is lost the whole transaction is done again, although it may have been
   * committed already: the statements of this project change nothing the second time.
   */
  @Override
  public void transaction(List<String> statements) {
    inSession(
        statement -> {
          statement.execute("BEGIN TRANSACTION");
          try {
            for (String sql : statements) {
              statement.execute(sql);
            }
            statement.execute("COMMIT");
            return statements.size();
          } catch (SQLException e) {
            rollBack(statement, e);
            throw e;
          }
        });
  }

  /** A session that is lost is rolled back by Snowflake. */
  private static void rollBack(Statement statement, SQLException reason) {
    if (!SnowflakeFailures.maySucceedLater(reason)) {
      try {
        statement.execute("ROLLBACK");
      } catch (SQLException e) {
        reason.addSuppressed(e);
      }
    }
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    return inSession(
        statement -> {
          A sum = start.get();
          try (ResultSet results = statement.executeQuery(sql)) {
            RowValues row = new SnowflakeValues(results);
            while (results.next()) {
              add.accept(sum, row);
            }
          }
          return sum;
        });
  }

  /** The table that a run's rows are staged in, without its schema. */
  static String stagingTable(String stagingId) {
    return "rows_" + stagingId;
  }

  private static String stagingPath(String stagingId) {
    return STAGING + "." + stagingTable(stagingId);
  }

  @Override
  public void prepareStaging(String stagingId, List<StagedTable> tables) {
    execute(
        "CREATE OR REPLACE TRANSIENT TABLE "
            + stagingPath(stagingId)
            + " (table_name VARCHAR, document VARCHAR) DATA_RETENTION_TIME_IN_DAYS = 0");
  }

  @Override
  public String staged(StagedTable table, String stagingId) {
    return documents(table.columns(), table.name(), stagingPath(stagingId));
  }

  /** The rows of one table among documents of all. */
  static String documents(List<Column> columns, String table, String from) {
    return "SELECT "
        + columns.stream()
            .map(column -> value(column) + " AS " + Snowflake.SQL.identifier(column.name()))
            .collect(Collectors.joining(", "))
        + " FROM (SELECT PARSE_JSON(BASE64_DECODE_STRING(document)) AS staged_row FROM "
        + from
        + " WHERE table_name = "
        + Snowflake.SQL.literal(table)
        + ") AS documents";
  }

  private static String value(Column column) {
    String member = "GET(staged_row, '" + column.name() + "')";
    String text = "AS_VARCHAR(" + member + ")";
    return switch (column.type()) {
      case TEXT -> text;
      case INTEGER -> "AS_INTEGER(" + member + ")";
      case NUMBER -> "AS_DOUBLE(" + member + ")";
      case BOOLEAN -> "AS_BOOLEAN(" + member + ")";
      case TIMESTAMP -> Snowflake.SQL.cast("RTRIM(" + text + ", 'Z')", ColumnType.TIMESTAMP);
      case TEXT_LIST -> "AS_ARRAY(" + member + ")";
      case JSON -> "PARSE_JSON(" + text + ")";
    };
  }

  @Override
  public void dropLeftovers(Instant before) {
    String sql =
        "SELECT table_name FROM INFORMATION_SCHEMA.tables WHERE table_schema = "
            + Snowflake.SQL.literal(STAGING.toUpperCase(Locale.ROOT))
            + " AND created < "
            + Snowflake.SQL.timestamp(before.toEpochMilli());
    for (String table : query(sql, row -> Objects.requireNonNull(row.text(0)))) {
      if (table.matches("(ROWS|WANTED)_[0-9A-F_]+")) {
        execute("DROP TABLE IF EXISTS " + STAGING + "." + Snowflake.SQL.identifier(table));
      }
    }
  }

  @Override
  public void dropStaging(String stagingId, List<StagedTable> tables) {
    execute("DROP TABLE IF EXISTS " + stagingPath(stagingId));
  }
}
