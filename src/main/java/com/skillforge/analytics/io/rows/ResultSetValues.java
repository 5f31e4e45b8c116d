package com.skillforge.analytics.io.rows;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The current row of a result that a JDBC driver has read. */
public record ResultSetValues(ResultSet row) implements RowValues {

  /** A row that cannot be read. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException reason;

    Unreadable(SQLException reason) {
      super(reason);
      this.reason = reason;
    }

    public SQLException reason() {
      return reason;
    }
  }

  private interface Getter<T> {
    T get() throws SQLException;
  }

  private <T> @Nullable T read(Getter<T> getter) {
    try {
      T value = getter.get();
      return row.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new Unreadable(e);
    }
  }

  @Override
  public @Nullable String text(int column) {
    return read(() -> row.getString(column + 1));
  }

  @Override
  public @Nullable Long integer(int column) {
    return read(() -> row.getLong(column + 1));
  }

  @Override
  public @Nullable Double number(int column) {
    return read(() -> row.getDouble(column + 1));
  }

  @Override
  public @Nullable Boolean flag(int column) {
    return read(() -> row.getBoolean(column + 1));
  }

  @Override
  public @Nullable List<String> texts(int column) {
    Array array = read(() -> row.getArray(column + 1));
    if (array == null) {
      return null;
    }
    return read(() -> Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList());
  }
}
