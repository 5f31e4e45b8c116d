package com.skillforge.analytics.testing.cloud.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources of Terraform's provider {@code google} that the project uses, out of a file in the
 * notation of {@code terraform providers schema}, and the same in messages of the protocol.
 */
final class ProviderSchema {
  private static final Path FILE = Path.of("src/test/resources/terraform/google-provider.json");
  private static final List<String> NESTING =
      List.of("invalid", "single", "list", "set", "map", "group");

  /**
   * What the provider itself is told: those of its many settings that the project has a use for.
   */
  private static final String SETTINGS =
      """
      {"block": {"attributes": {
        "project": {"type": "string", "optional": true},
        "region": {"type": "string", "optional": true},
        "default_labels": {"type": ["map", "string"], "optional": true}}}}
      """;

  private final JsonNode resources;

  ProviderSchema() {
    try {
      resources = new ObjectMapper().readTree(FILE.toFile()).get("resource_schemas");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to the question for schemas. */
  UnknownFieldSet message() {
    try {
      Message answer = new Message().with(1, schema(new ObjectMapper().readTree(SETTINGS)));
      resources
          .properties()
          .forEach(
              one ->
                  answer.with(
                      2,
                      new Message().with(1, one.getKey()).with(2, schema(one.getValue())).build()));
      return answer.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names and types of what only the provider can set of a resource,. */
  Map<String, String> computed(String resource) {
    Map<String, String> computed = new LinkedHashMap<>();
    resources
        .get(resource)
        .get("block")
        .get("attributes")
        .properties()
        .forEach(
            attribute -> {
              if (attribute.getValue().path("computed").asBoolean()) {
                computed.put(attribute.getKey(), attribute.getValue().get("type").asText());
              }
            });
    return computed;
  }

  private static UnknownFieldSet schema(JsonNode schema) {
    return new Message().with(2, block(schema.get("block"))).build();
  }

  private static UnknownFieldSet block(JsonNode block) {
    Message message = new Message();
    block
        .path("attributes")
        .properties()
        .forEach(one -> message.with(2, attribute(one.getKey(), one.getValue()).build()));
    block
        .path("block_types")
        .properties()
        .forEach(
            one ->
                message.with(
                    3,
                    new Message()
                        .with(1, one.getKey())
                        .with(2, block(one.getValue().get("block")))
                        .with(3, NESTING.indexOf(one.getValue().get("nesting_mode").asText()))
                        .with(4, one.getValue().get("min_items").asInt())
                        .with(5, one.getValue().get("max_items").asInt())
                        .build()));
    return message.build();
  }

  private static Message attribute(String name, JsonNode attribute) {
    Message message = new Message().with(1, name).with(2, attribute.get("type").toString());
    List<String> flags = List.of("required", "optional", "computed");
    for (String flag : flags) {
      if (attribute.path(flag).asBoolean()) {
        message.with(4 + flags.indexOf(flag), 1);
      }
    }
    return message;
  }

  /** A message of protocol buffers without a declaration: its fields by their numbers. */
  static final class Message {
    private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

    Message with(int number, UnknownFieldSet message) {
      return with(number, message.toByteString());
    }

    Message with(int number, String text) {
      return with(number, ByteString.copyFromUtf8(text));
    }

    Message with(int number, ByteString bytes) {
      fields.mergeField(
          number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build());
      return this;
    }

    Message with(int number, int value) {
      fields.mergeField(number, UnknownFieldSet.Field.newBuilder().addVarint(value).build());
      return this;
    }

    UnknownFieldSet build() {
      return fields.build();
    }
  }
}
