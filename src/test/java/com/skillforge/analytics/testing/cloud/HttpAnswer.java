package com.skillforge.analytics.testing.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.Map;

/** What a stand-in answers. */
public record HttpAnswer(int status, Map<String, String> headers, ByteString body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static HttpAnswer json(JsonNode body) {
    return new HttpAnswer(
        200,
        Map.of("Content-Type", "application/json; charset=UTF-8"),
        ByteString.copyFromUtf8(body.toString()));
  }

  /** An answer without a body. */
  public static HttpAnswer empty(int status, Map<String, String> headers) {
    return new HttpAnswer(status, headers, ByteString.EMPTY);
  }

  public static HttpAnswer bytes(byte[] body) {
    return new HttpAnswer(
        200, Map.of("Content-Type", "application/octet-stream"), ByteString.copyFrom(body));
  }

  /** A refusal in the form of Google's services. */
  public static HttpAnswer error(int status, String reason, String message) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode error = body.putObject("error").put("code", status).put("message", message);
    error
        .putArray("errors")
        .addObject()
        .put("domain", "global")
        .put("reason", reason)
        .put("message", message);
    return new HttpAnswer(status, json(body).headers(), json(body).body());
  }
}
