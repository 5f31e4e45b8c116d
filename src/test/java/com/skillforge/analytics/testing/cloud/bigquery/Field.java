package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One column of a table. */
record Field(String name, FieldType type, boolean repeated, boolean required) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the {@code schema} of a REST call. */
  static List<Field> ofSchema(JsonNode schema) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : schema.path("fields")) {
      String mode = field.path("mode").asText("NULLABLE");
      fields.add(
          new Field(
              field.path("name").asText(),
              FieldType.named(field.path("type").asText()),
              mode.equals("REPEATED"),
              mode.equals("REQUIRED")));
    }
    return fields;
  }

  static ObjectNode schema(List<Field> fields) {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode list = schema.putArray("fields");
    for (Field field : fields) {
      list.addObject()
          .put("name", field.name)
          .put("type", field.type.name())
          .put("mode", field.repeated ? "REPEATED" : field.required ? "REQUIRED" : "NULLABLE");
    }
    return schema;
  }

  /** The type as it stands in DuckDB's statements. */
  String duckDbType() {
    return type.duckDb() + (repeated ? "[]" : "");
  }

  /**
   * Checks a row against the columns of its table, and gives it the form in which DuckDB reads it.
   *
   * @throws RowException with what BigQuery says of such a row
   */
  static ObjectNode check(List<Field> fields, JsonNode row) throws RowException {
    if (!row.isObject()) {
      throw new RowException("A row is an object.");
    }
    Map<String, Field> byName = new HashMap<>();
    fields.forEach(field -> byName.put(field.name, field));
    ObjectNode checked = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : row.properties()) {
      Field field = byName.remove(entry.getKey());
      if (field == null) {
        throw new RowException("no such field: " + entry.getKey() + ".");
      }
      checked.set(field.name, field.value(entry.getValue()));
    }
    for (Field missing : byName.values()) {
      checked.set(missing.name, missing.value(JSON.nullNode()));
    }
    return checked;
  }

  private JsonNode value(JsonNode value) throws RowException {
    if (repeated) {
      ArrayNode list = JSON.createArrayNode(); // BigQuery knows no list that is null
      if (!value.isNull() && !value.isArray()) {
        throw new RowException("Field " + name + " is repeated, but the value is no array.");
      }
      for (JsonNode element : value) {
        if (element.isNull()) {
          throw new RowException("Only optional fields can be set to NULL. Field: " + name);
        }
        list.add(type.parse(element));
      }
      return list;
    }
    if (value.isNull()) {
      if (required) {
        throw new RowException("Required field " + name + " cannot be null");
      }
      return value;
    }
    if (value.isContainerNode()) {
      throw new RowException("Field " + name + ": a value is expected, not " + value);
    }
    return type.parse(value);
  }
}
