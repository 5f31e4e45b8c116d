package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.ResultSetValues;
import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.warehouse.Transaction;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A transaction whose statements run at once; while it lasts, no other process can write. */
final class DuckDbTransaction implements Transaction {
  private final Connection connection;

  DuckDbTransaction(Connection connection) {
    this.connection = connection;
  }

  /** What DuckDB has refused, on its way through work that knows no JDBC. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException reason;

    Refused(SQLException reason) {
      super(reason);
      this.reason = reason;
    }

    SQLException reason() {
      return reason;
    }
  }

  @Override
  public boolean execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql) > 0;
    } catch (SQLException e) {
      throw new Refused(e);
    }
  }

  @Override
  public <T> List<T> query(String sql, RowReader<T> reader) {
    try {
      return query(connection, sql, reader);
    } catch (SQLException e) {
      throw new Refused(e);
    }
  }

  /** The rows of a query on any connection. */
  static <T> List<T> query(Connection connection, String sql, RowReader<T> reader)
      throws SQLException {
    return fold(connection, sql, new ArrayList<T>(), (rows, row) -> rows.add(reader.read(row)));
  }

  /** Adds the rows of a query on any connection to what there is. */
  static <A> A fold(Connection connection, String sql, A start, BiConsumer<A, RowValues> add)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      RowValues row = new ResultSetValues(result);
      while (result.next()) {
        add.accept(start, row);
      }
    } catch (ResultSetValues.Unreadable e) {
      throw e.reason();
    }
    return start;
  }

  @Override
  public boolean isEmpty(Table table) {
    return query("SELECT 1 FROM " + DuckDb.SQL.name(table.name()) + " LIMIT 1", row -> true)
        .isEmpty();
  }
}
