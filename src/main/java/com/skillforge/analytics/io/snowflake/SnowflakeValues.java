package com.skillforge.analytics.io.snowflake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.RowValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The current row of a result; lists come as JSON. */
record SnowflakeValues(ResultSet row) implements RowValues {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private interface Getter<T> {
    T get() throws SQLException;
  }

  private <T> @Nullable T read(Getter<T> getter) {
    try {
      T value = getter.get();
      return row.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new WarehouseException("An answer of Snowflake cannot be read: " + e.getMessage(), e);
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
    String list = text(column);
    if (list == null) {
      return null;
    }
    try {
      return JSON.readValue(list, TEXTS);
    } catch (JsonProcessingException e) {
      throw new WarehouseException("Snowflake's answer should be a list of texts.", e);
    }
  }
}
