package com.skillforge.analytics.answers.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.WarehouseException;
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.duckdb.DuckDBStruct;

/** The rows of a query on the local warehouse. */
final class QueriedRows implements Rows {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String NUMERIC = "U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*";

  /** How many rows DuckDB's driver fetches together. */
  private static final int CHUNK = 2048;

  /** More than it makes of them in the heap. */
  private static final int CHUNK_BYTES = 6 << 20;

  private final ResultSet rows;
  private long read;
  private final List<Column> columns = new ArrayList<>();
  private final List<Boolean> json = new ArrayList<>();

  QueriedRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData described = rows.getMetaData();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      String type = described.getColumnTypeName(i);
      columns.add(new Column(described.getColumnLabel(i), type.matches(NUMERIC)));
      json.add(type.equals("JSON"));
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  /**
   * The next row; null after the last.
   *
   * @throws WarehouseException when the query fails on the way
   */
  @Override
  public @Nullable List<Value> next() {
    try {
      return (read++ % CHUNK == 0 ? nextWithHeap() : rows.next()) ? row() : null;
    } catch (SQLException e) {
      throw SqlQuery.failed(e);
    }
  }

  /**
   * Fails in order where the next rows do not fit: the driver's native code does not notice that
   * the heap is full, and takes the process down with it.
   */
  private boolean nextWithHeap() throws SQLException {
    byte[] room = new byte[CHUNK_BYTES];
    try {
      room[0] = 1;
    } finally {
      Reference.reachabilityFence(room); // so that it is not left out as useless
    }
    return rows.next();
  }

  private List<Value> row() throws SQLException {
    List<Value> row = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Object value = rows.getObject(i + 1);
      row.add(value != null && json.get(i) ? document(value.toString()) : value(value));
    }
    return row;
  }

  private static Value document(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return json.isNull() ? new Value.None() : new Value.Document(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB keeps only valid JSON in JSON columns", e);
    }
  }

  private static Value value(@Nullable Object value) throws SQLException {
    if (value == null) {
      return new Value.None();
    } else if (value instanceof Boolean flag) {
      return new Value.Flag(flag);
    } else if (value instanceof Double || value instanceof Float) {
      return new Value.Real(((Number) value).doubleValue());
    } else if (value instanceof BigDecimal number) {
      return new Value.Decimal(number);
    } else if (value instanceof BigInteger number) {
      return new Value.Whole(number);
    } else if (value instanceof Number number) {
      return Value.whole(number.longValue());
    } else if (value instanceof Timestamp time) {
      return moment(time.toLocalDateTime());
    } else if (value instanceof LocalDateTime time) {
      return moment(time);
    } else if (value instanceof OffsetDateTime time) {
      return new Value.Moment(time.toInstant());
    }
    return container(value);
  }

  /** A TIMESTAMP column holds UTC without saying so. */
  private static Value moment(LocalDateTime time) {
    return new Value.Moment(time.toInstant(ZoneOffset.UTC));
  }

  private static Value container(Object value) throws SQLException {
    if (value instanceof Array array) {
      return items((Object[]) array.getArray());
    } else if (value instanceof DuckDBStruct struct) {
      return object(struct.getMap());
    } else if (value instanceof Struct struct) {
      return items(struct.getAttributes());
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    return new Value.Text(value.toString());
  }

  private static Value items(Object[] elements) throws SQLException {
    List<Value> items = new ArrayList<>(elements.length);
    for (Object element : elements) {
      items.add(value(element));
    }
    return new Value.Items(items);
  }

  private static Value object(Map<?, ?> map) throws SQLException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      object.set(String.valueOf(entry.getKey()), value(entry.getValue()).json());
    }
    return new Value.Document(object);
  }
}
