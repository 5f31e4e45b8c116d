package com.skillforge.analytics.privacy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.skillforge.analytics.transforms.parsing.PiiScanner;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What ingestion would call raw PII in a text that is stored or logged. In JSON that is what its
 * strings and names mean, behind whatever escapes, and not its numbers: ingestion says the same. A
 * JSON document within a string is looked into too.
 */
final class StoredText {
  private static final JsonFactory JSON = new JsonFactory();

  /** So many documents within each other are looked into: a letter within a log within a log. */
  private static final int MOST_NESTED = 4;

  private StoredText() {}

  /** What a text holds, as it stands and as the JSON that it may be. */
  static Map<PiiScanner.Kind, String> masked(String text) {
    Map<PiiScanner.Kind, String> masks = PiiScanner.masked(text);
    addDocument(text, masks, MOST_NESTED);
    return masks;
  }

  /** What a JSON document holds; a text that is none is taken as it stands. */
  static Map<PiiScanner.Kind, String> maskedInJson(String document) {
    Map<PiiScanner.Kind, String> masks = new EnumMap<>(PiiScanner.Kind.class);
    return addDocument(document, masks, MOST_NESTED) ? masks : masked(document);
  }

  /** Whether the text was a JSON document, to its end. */
  private static boolean addDocument(
      String text, Map<PiiScanner.Kind, String> masks, int documents) {
    if (documents == 0 || !mayBeDocument(text)) {
      return false;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
          String value = parser.getText();
          PiiScanner.masked(value).forEach(masks::putIfAbsent);
          addDocument(value, masks, documents - 1);
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean mayBeDocument(String text) {
    String start = text.stripLeading();
    return List.of("{", "[", "\"").stream().anyMatch(start::startsWith);
  }
}
