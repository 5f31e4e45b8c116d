package com.skillforge.analytics.testing.cloud.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The name of a table within the project of the stand-in. */
record TableId(String dataset, String table) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a {@code tableReference}. */
  static TableId of(JsonNode reference) {
    return new TableId(reference.path("datasetId").asText(), reference.path("tableId").asText());
  }

  ObjectNode reference(String project) {
    return JSON.createObjectNode()
        .put("projectId", project)
        .put("datasetId", dataset)
        .put("tableId", table);
  }

  /** As it stands in DuckDB's statements. */
  String sql() {
    return quote(dataset) + "." + quote(table);
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return dataset + "." + table;
  }
}
