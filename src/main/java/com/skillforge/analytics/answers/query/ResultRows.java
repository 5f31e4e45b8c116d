package com.skillforge.analytics.answers.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.duckdb.DuckDBStruct;

/**
 * The rows of a query, each value as JSON: numbers and booleans as such, points in time as ISO 8601
 * UTC texts, lists and JSON columns as what they hold.
 */
public final class ResultRows {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final ResultSet rows;
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> json = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();

  ResultRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
      String type = columns.getColumnTypeName(i);
      json.add(type.equals("JSON"));
      numeric.add(type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*"));
    }
  }

  /** The column names; not always distinct. */
  List<String> names() {
    return names;
  }

  /** Whether a column, from 0, holds numbers. */
  boolean isNumeric(int column) {
    return numeric.get(column);
  }

  /** The next row; null after the last. */
  @Nullable List<JsonNode> next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    List<JsonNode> row = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      Object value = rows.getObject(i + 1);
      row.add(value != null && json.get(i) ? parse(value.toString()) : node(value));
    }
    return row;
  }

  /** A value in one line of text; an empty text for null. */
  static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB keeps only valid JSON in JSON columns", e);
    }
  }

  private static JsonNode node(@Nullable Object value) throws SQLException {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      // JSON has no numbers for these.
      return Double.isFinite(number)
          ? NODES.numberNode(number)
          : NODES.textNode(String.valueOf(number));
    } else if (value instanceof BigDecimal number) {
      return NODES.numberNode(number);
    } else if (value instanceof BigInteger number) {
      return NODES.numberNode(number);
    } else if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    } else if (value instanceof Timestamp time) {
      return instant(time.toLocalDateTime());
    } else if (value instanceof LocalDateTime time) {
      return instant(time);
    } else if (value instanceof OffsetDateTime time) {
      return NODES.textNode(time.toInstant().toString());
    }
    return container(value);
  }

  /** A TIMESTAMP column holds UTC without saying so. */
  private static JsonNode instant(LocalDateTime time) {
    Instant instant = time.toInstant(ZoneOffset.UTC);
    return NODES.textNode(instant.toString());
  }

  private static JsonNode container(Object value) throws SQLException {
    if (value instanceof Array array) {
      ArrayNode list = NODES.arrayNode();
      for (Object element : (Object[]) array.getArray()) {
        list.add(node(element));
      }
      return list;
    } else if (value instanceof DuckDBStruct struct) {
      return object(struct.getMap());
    } else if (value instanceof Struct struct) {
      ArrayNode list = NODES.arrayNode();
      for (Object element : struct.getAttributes()) {
        list.add(node(element));
      }
      return list;
    } else if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    return NODES.textNode(value.toString());
  }

  private static ObjectNode object(Map<?, ?> map) throws SQLException {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      object.set(String.valueOf(entry.getKey()), node(entry.getValue()));
    }
    return object;
  }
}
