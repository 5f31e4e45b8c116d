package com.skillforge.analytics.io.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.RowValues;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The values of a row that came as a document. A warehouse may write a number that is too large for
 * others' numbers as a text.
 *
 * @param columns the members, in the order in which they are asked for
 */
record DocumentValues(List<String> columns, JsonNode document) implements RowValues {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads a document.
   *
   * @throws WarehouseException when it is none
   */
  static DocumentValues of(List<String> columns, StagedRow row) {
    try {
      return new DocumentValues(columns, MAPPER.readTree(row.document()));
    } catch (JsonProcessingException e) {
      throw new WarehouseException("A row of " + row.table() + " came as no JSON object.", e);
    }
  }

  private @Nullable JsonNode value(int column) {
    JsonNode value = document.get(columns.get(column));
    return value == null || value.isNull() ? null : value;
  }

  @Override
  public @Nullable String text(int column) {
    JsonNode value = value(column);
    return value == null ? null : value.asText();
  }

  @Override
  public @Nullable Long integer(int column) {
    JsonNode value = value(column);
    return value == null
        ? null
        : value.isTextual() ? Long.valueOf(value.asText()) : (Long) value.longValue();
  }

  @Override
  public @Nullable Double number(int column) {
    JsonNode value = value(column);
    return value == null
        ? null
        : value.isTextual() ? Double.valueOf(value.asText()) : (Double) value.doubleValue();
  }

  @Override
  public @Nullable Boolean flag(int column) {
    JsonNode value = value(column);
    return value == null ? null : (Boolean) value.asBoolean();
  }

  @Override
  public @Nullable List<String> texts(int column) {
    JsonNode value = value(column);
    if (value == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    value.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
