package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * The JSON that well-behaved clients and services send, as varied as the tracking plan allows:
 * optional members come and go, ids are missing now and then, clocks have different precisions.
 */
final class Payloads {
  private static final ObjectWriter WRITER = new ObjectMapper().writer();

  private static final double WITHOUT_ID = 0.03;
  private static final double WITH_MICROSECONDS = 0.01;
  private static final double WITH_UNKNOWN_PROPERTY = 0.01;
  private static final double WITH_NULL_DEVICE = 0.02;

  private final Optional<String> environment;

  Payloads(Optional<String> environment) {
    this.environment = environment;
  }

  /** The core properties of an analytics event. */
  ObjectNode event(
      Person person, boolean signedIn, String name, long at, String page, Randomness random) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event_name", name);
    json.put("event_timestamp", timestamp(at, random));
    if (!random.chance(WITHOUT_ID)) {
      json.put("event_id", random.uuid());
    }
    json.put("anonymous_id", person.anonymousId());
    if (signedIn) {
      json.put("user_id", person.id());
    }
    origin(json, person);
    json.put("persona", person.persona().label());
    json.put("context_page", page);
    if (random.chance(WITH_NULL_DEVICE)) {
      json.putNull("context_device");
    } else {
      json.put("context_device", person.device());
    }
    json.put("opt_out_status", false);
    if (signedIn && person.piiHash().isPresent()) {
      json.put("pii_hash", person.piiHash().get());
      json.put("salt_version", 1);
    }
    if (random.chance(WITH_UNKNOWN_PROPERTY)) {
      json.put("ui_variant", random.chance(0.5) ? "A" : "B");
    }
    return json;
  }

  /** The members that every other record about a person begins with. */
  ObjectNode record(Person person, String type, Randomness random) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("record_type", type);
    if (!random.chance(WITHOUT_ID)) {
      json.put("record_id", random.uuid());
    }
    origin(json, person);
    return json;
  }

  /** The members of a record that belongs to nobody in particular. */
  ObjectNode platformRecord(String type) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("record_type", type);
    environment.ifPresent(name -> json.put("environment", name));
    return json;
  }

  private void origin(ObjectNode json, Person person) {
    if (person.namesTenant()) {
      json.put("tenant_id", person.tenant().id());
    }
    environment.ifPresent(name -> json.put("environment", name));
  }

  /** An ISO 8601 UTC timestamp in milliseconds, now and then with digits that have to be cut. */
  static String timestamp(long millis, Randomness random) {
    String text = timestamp(millis);
    if (text.length() != "2026-01-12T00:00:00.000Z".length() || !random.chance(WITH_MICROSECONDS)) {
      return text;
    }
    return text.substring(0, text.length() - 1) + random.between(100, 1000) + "Z";
  }

  static String timestamp(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return WRITER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written as JSON.", e);
    }
  }
}
