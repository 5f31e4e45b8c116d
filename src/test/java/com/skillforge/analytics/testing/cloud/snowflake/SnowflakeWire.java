package com.skillforge.analytics.testing.cloud.snowflake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.testing.cloud.HttpAnswer;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeResult.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The JSON of the driver's protocol. */
final class SnowflakeWire {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a session tells the driver; nothing of it may go elsewhere, so telemetry is off. */
  private static final Map<String, Object> PARAMETERS =
      Map.of(
          "CLIENT_TELEMETRY_ENABLED", false,
          "CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", false,
          "CLIENT_SESSION_KEEP_ALIVE", false,
          "CLIENT_PREFETCH_THREADS", 1,
          "AUTOCOMMIT", true,
          "TIMEZONE", "UTC",
          "TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3");

  private SnowflakeWire() {}

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpAnswer success(ObjectNode data) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("data", data);
    answer.putNull("code");
    answer.putNull("message");
    answer.put("success", true);
    return HttpAnswer.json(answer);
  }

  static HttpAnswer failure(SnowflakeError error) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("data")
        .put("errorCode", error.code())
        .put("sqlState", error.sqlState())
        .put("queryId", UUID.randomUUID().toString());
    answer.put("code", error.code());
    answer.put("message", error.getMessage());
    answer.put("success", false);
    return HttpAnswer.json(answer);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** What the driver gets when it has signed in. */
  static ObjectNode session(SnowflakeSession session) {
    ObjectNode data = JSON.createObjectNode();
    data.put("token", session.token());
    data.put("masterToken", "master-" + session.token());
    data.put("validityInSeconds", 3600).put("masterValidityInSeconds", 14400);
    data.put("displayUserName", session.user()).put("serverVersion", "9.0.0");
    data.put("firstLogin", false).put("healthCheckInterval", 45);
    data.putNull("newClientForUpgrade");
    data.put("sessionId", session.number());
    data.set("parameters", parameters());
    ObjectNode info = data.putObject("sessionInfo");
    info.put("databaseName", session.database()).put("schemaName", session.schema());
    info.putNull("warehouseName");
    info.putNull("roleName");
    return data;
  }

  static ObjectNode result(SnowflakeResult result, SnowflakeSession session) {
    ObjectNode data = JSON.createObjectNode();
    data.set("parameters", parameters());
    data.set("rowtype", columns(result.columns()));
    ArrayNode rows = data.putArray("rowset");
    for (List<Optional<String>> row : result.rows()) {
      ArrayNode values = rows.addArray();
      row.forEach(value -> values.add(value.orElse(null)));
    }
    data.put("total", result.rows().size()).put("returned", result.rows().size());
    data.put("queryId", UUID.randomUUID().toString());
    data.put("databaseProvider", session.database());
    data.put("finalDatabaseName", session.database()).put("finalSchemaName", session.schema());
    data.put("numberOfBinds", 0).put("arrayBindSupported", false);
    data.put("statementTypeId", result.type()).put("version", 1);
    data.put("queryResultFormat", "json");
    return data;
  }

  private static ArrayNode columns(List<Column> columns) {
    ArrayNode types = JSON.createArrayNode();
    for (Column column : columns) {
      types
          .addObject()
          .put("name", column.name())
          .put("type", column.type().name())
          .put("precision", column.type().precision())
          .put("scale", column.type().scale())
          .put("length", 16_777_216)
          .put("byteLength", 16_777_216)
          .put("nullable", true);
    }
    return types;
  }

  private static ArrayNode parameters() {
    ArrayNode parameters = JSON.createArrayNode();
    PARAMETERS.forEach(
        (name, value) -> parameters.addObject().put("name", name).putPOJO("value", value));
    return parameters;
  }
}
