package com.skillforge.analytics.io.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The JSON texts in the warehouse's columns. */
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Whole numbers up to here are exact in a double, and written without a fraction. */
  private static final double MAX_WHOLE = 1L << 53;

  private JsonText() {}

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values have a JSON text", e);
    }
  }

  /** A list of texts as a JSON array. */
  public static String texts(List<?> texts) {
    return write(texts);
  }

  /** Counts by name. */
  public static String counts(Map<String, Long> counts) {
    return write(counts);
  }

  /** Reads what {@link #counts} wrote; null is no counts. */
  public static SortedMap<String, Long> counts(@Nullable String json) {
    if (json == null) {
      return new TreeMap<>();
    }
    try {
      return MAPPER.readValue(json, new TypeReference<TreeMap<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds counts that are no JSON object", e);
    }
  }

  /** What raw tables held, by record type. */
  static String storedTables(Map<String, StoredTable> tables) {
    return write(tables);
  }

  /** Reads what {@link #storedTables(Map)} wrote. */
  static Map<String, StoredTable> storedTables(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<TreeMap<String, StoredTable>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a run has seen is no JSON object of tables", e);
    }
  }

  /** Figures by name. */
  public static String figures(SortedMap<String, @Nullable Double> figures) {
    ObjectNode object = MAPPER.createObjectNode();
    figures.forEach(
        (name, figure) -> {
          if (figure != null && figure == Math.rint(figure) && Math.abs(figure) <= MAX_WHOLE) {
            object.put(name, figure.longValue());
          } else {
            object.put(name, figure);
          }
        });
    return write(object);
  }

  /** Reads what {@link #figures} wrote; null is no figures. */
  public static SortedMap<String, @Nullable Double> figures(@Nullable String json) {
    SortedMap<String, @Nullable Double> figures = new TreeMap<>();
    if (json != null) {
      try {
        MAPPER
            .readTree(json)
            .properties()
            .forEach(
                figure ->
                    figures.put(
                        figure.getKey(),
                        figure.getValue().isNumber() ? figure.getValue().doubleValue() : null));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a KPI row holds measures that are no JSON object", e);
      }
    }
    return figures;
  }

  /** An OBJECT_LIST as an array of objects; fields without a value are left out. */
  public static String objects(Property property, List<?> list) {
    ArrayNode array = MAPPER.createArrayNode();
    for (Object element : list) {
      ObjectNode object = array.addObject();
      List<@Nullable Object> values = ((AnalyticsRecord.Fields) element).values();
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        if (value != null) {
          Property field = property.fields().get(i);
          object.set(field.name(), node(field, value));
        }
      }
    }
    return write(array);
  }

  /** A record as a producer would have to send it, to be stored as it is. */
  public static String record(AnalyticsRecord record) {
    RecordType type = record.type();
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < type.properties().size(); i++) {
      Property property = type.properties().get(i);
      Object value =
          switch (type.role(i)) {
            case NAME -> type.name();
            case ID -> record.recordId();
            case VERSION -> (long) record.version();
            case TENANT -> record.tenantId();
            case ENVIRONMENT -> record.environment();
            case EVENT_TIME -> record.eventTimeMillis();
            default -> record.value(i);
          };
      if (value != null && property.type() == PropertyType.OBJECT_LIST) {
        object.putRawValue(property.name(), new RawValue(objects(property, (List<?>) value)));
      } else if (value != null) {
        object.set(property.name(), node(property, value));
      }
    }
    return write(object);
  }

  private static JsonNode node(Property field, Object value) {
    return field.type() == PropertyType.TIMESTAMP
        ? MAPPER.getNodeFactory().textNode(Instant.ofEpochMilli((Long) value).toString())
        : MAPPER.valueToTree(value);
  }

  /** Reads what {@link #objects} wrote. */
  public static List<AnalyticsRecord.Fields> objects(Property property, String json) {
    List<AnalyticsRecord.Fields> list = new ArrayList<>();
    try {
      for (JsonNode element : MAPPER.readTree(json)) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Property field : property.fields()) {
          values.add(value(field, element.get(field.name())));
        }
        list.add(new AnalyticsRecord.Fields(values));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column " + property.name() + " holds no JSON", e);
    }
    return list;
  }

  private static @Nullable Object value(Property field, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return null;
    }
    return switch (field.type()) {
      case STRING -> node.textValue();
      case INTEGER -> node.longValue();
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case TIMESTAMP -> Instant.parse(node.textValue()).toEpochMilli();
      case STRING_LIST, OBJECT_LIST ->
          throw new IllegalStateException("the plan nests no lists: " + field.name());
    };
  }
}
