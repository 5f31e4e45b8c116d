package com.skillforge.analytics.io.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The top-level string members of a record that has not been validated: what routing needs to know
 * of it. A line that is not one JSON object has none.
 */
public final class RecordFields {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> texts;

  private RecordFields(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Reads the members of a line; of a repeated member the last one counts. */
  public static RecordFields of(byte[] line) {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new RecordFields(Map.of());
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      return new RecordFields(parser.nextToken() == null ? texts : Map.of());
    } catch (IOException e) {
      // Malformed JSON: whoever validates the record will say so.
      return new RecordFields(Map.of());
    }
  }

  /** The value of a string member that is present and not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }
}
