package com.skillforge.analytics.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.util.List;

/** A record type as a JSON Schema: what a sender of records can check before it sends. */
final class JsonSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonSchema() {}

  /**
   * The schema of one version, on one line. Properties that it does not name are allowed: the
   * pipelines drop them.
   */
  static String of(RecordType type, int version) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", type.name());
    schema.put("description", type.description());
    fields(schema, type.properties(), version);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ArrayNode names =
        ((ObjectNode) properties.get(type.kind().nameProperty())).putArray("enum").add(type.name());
    if (version > 1) {
      names.add(type.name() + "_v" + version);
    }
    if (properties.get(Role.PERSONA.property()) instanceof ObjectNode persona) {
      ArrayNode allowed = persona.putArray("enum");
      SchemaRegistry.personas(type).forEach(allowed::add);
    }
    return schema.toString();
  }

  private static void fields(ObjectNode schema, List<Property> fields, int version) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (Property field : fields) {
      if (field.sinceVersion() <= version) {
        properties.set(field.name(), property(field, version));
        if (field.required()) {
          required.add(field.name());
        }
      }
    }
    schema.set("required", required);
  }

  private static ObjectNode property(Property property, int version) {
    ObjectNode schema = NODES.objectNode();
    switch (property.type()) {
      case STRING -> string(schema, property);
      case INTEGER -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case TIMESTAMP -> schema.put("type", "string").put("format", "date-time");
      case STRING_LIST -> schema.put("type", "array").putObject("items").put("type", "string");
      case OBJECT_LIST ->
          fields(schema.put("type", "array").putObject("items"), property.fields(), version);
    }
    property.min().ifPresent(min -> schema.put("minimum", min));
    property.max().ifPresent(max -> schema.put("maximum", max));
    schema.put("description", property.description());
    return schema;
  }

  private static void string(ObjectNode schema, Property property) {
    schema.put("type", "string");
    switch (property.format()) {
      case UUID -> schema.put("format", "uuid");
      case SHA256 -> schema.put("pattern", "^[0-9a-f]{64}$");
      case NONE -> {
        if (!property.allowed().isEmpty()) {
          ArrayNode allowed = schema.putArray("enum");
          property.allowed().forEach(allowed::add);
        } else if (property.required()) {
          schema.put("minLength", 1);
        }
      }
    }
  }
}
