package com.skillforge.analytics.io.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A row as one text that is the same whichever warehouse it was read from: a JSON array of its
 * columns. An empty list stands for no list, since BigQuery cannot tell them apart; members of JSON
 * objects are sorted, and a number is written the same whether it has a fraction of zero or none.
 */
final class RowText implements RowReader<String> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ArrayList<ColumnType> types;

  RowText(List<Column> columns) {
    this.types = new ArrayList<>(columns.stream().map(Column::type).toList());
  }

  /** The columns of a query whose rows this reads. */
  static String select(List<Column> columns, Dialect dialect) {
    return columns.stream()
        .map(
            column -> {
              String name = dialect.identifier(column.name());
              return switch (column.type()) {
                case TIMESTAMP -> dialect.epochMillis(name);
                case JSON -> dialect.comparable(name, ColumnType.JSON);
                default -> name;
              };
            })
        .collect(Collectors.joining(", "));
  }

  @Override
  public String read(RowValues row) {
    ArrayNode text = MAPPER.createArrayNode();
    for (int i = 0; i < types.size(); i++) {
      switch (types.get(i)) {
        case TEXT -> text.add(row.text(i));
        case INTEGER, TIMESTAMP -> text.add(row.integer(i));
        case NUMBER -> text.add(row.number(i));
        case BOOLEAN -> text.add(row.flag(i));
        case TEXT_LIST -> text.add(list(row.texts(i)));
        case JSON -> text.add(json(row.text(i)));
      }
    }
    return text.toString();
  }

  private static @Nullable JsonNode list(@Nullable List<String> texts) {
    return texts == null || texts.isEmpty() ? null : MAPPER.valueToTree(texts);
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    try {
      return text == null ? null : normalized(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      // Not JSON in a JSON column: that is a difference, and the text shows it.
      return MAPPER.getNodeFactory().textNode(text);
    }
  }

  private static JsonNode normalized(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      ObjectNode sorted = MAPPER.createObjectNode();
      members.forEach((name, value) -> sorted.set(name, normalized(value)));
      return sorted;
    }
    if (node.isArray()) {
      ArrayNode array = MAPPER.createArrayNode();
      node.forEach(element -> array.add(normalized(element)));
      return array;
    }
    return node.isNumber() ? MAPPER.getNodeFactory().numberNode(node.doubleValue()) : node;
  }
}
