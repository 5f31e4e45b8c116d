package com.skillforge.analytics.pipelines.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;

/** The published schemas of OpenLineage. */
public final class OpenLineageSchemas {
  private static final String ADDRESS = "https://openlineage.io/spec/";

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.schemaMappers(
                  mappers -> mappers.mapPrefix(ADDRESS, "classpath:openlineage/spec/")));

  private OpenLineageSchemas() {}

  /** What is wrong with an event, or with one of its facets, by the schema that it names itself. */
  public static List<String> problems(JsonNode event) {
    List<String> problems = new ArrayList<>();
    add(event.path("schemaURL").asText(), event, problems);
    addFacets(event, problems);
    return problems;
  }

  private static void addFacets(JsonNode node, List<String> problems) {
    if (node.has("_schemaURL")) {
      add(node.path("_schemaURL").asText(), node, problems);
    }
    node.forEach(child -> addFacets(child, problems));
  }

  private static void add(String schema, JsonNode node, List<String> problems) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    SCHEMAS.getSchema(SchemaLocation.of(schema), config).validate(node).stream()
        .map(ValidationMessage::getMessage)
        .map(message -> schema + ": " + message)
        .forEach(problems::add);
  }
}
