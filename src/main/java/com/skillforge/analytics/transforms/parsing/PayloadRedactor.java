package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** Prepares what was received for a dead letter: no raw PII, and not too long. */
final class PayloadRedactor {
  /** The longest payload of a dead letter, in bytes of UTF-8. */
  static final int MAX_BYTES = 32 * 1024;

  private final JsonFactory factory = DocumentReader.newFactory();

  /**
   * A text that is not JSON, fit for a dead letter.
   *
   * @param payload the text, decoded as well as possible
   * @param hadPii whether something was redacted
   */
  record Text(String payload, boolean hadPii) {}

  /** Valid JSON; whole strings that hold raw PII are replaced, and what looks like it elsewhere. */
  String ofJson(byte[] json) {
    StringWriter out = new StringWriter(json.length);
    try (JsonParser parser = factory.createParser(json);
        JsonGenerator generator = factory.createGenerator(out)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        copy(parser, token, generator);
      }
    } catch (IOException e) {
      throw new IllegalStateException("JSON that was read once cannot be read again", e);
    }
    return cut(out.toString());
  }

  private static void copy(JsonParser parser, JsonToken token, JsonGenerator generator)
      throws IOException {
    switch (token) {
      case FIELD_NAME -> generator.writeFieldName(PiiScanner.redact(parser.currentName()));
      case VALUE_STRING -> generator.writeString(replaced(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        // A phone number without quotes breaks no rule, but has no business in a dead letter.
        String number = parser.getText();
        if (PiiScanner.containsPii(number)) {
          generator.writeString(PiiScanner.REDACTED);
        } else {
          generator.writeNumber(number);
        }
      }
      default -> generator.copyCurrentEvent(parser);
    }
  }

  private static String replaced(String text) {
    return PiiScanner.containsPii(text) ? PiiScanner.REDACTED : text;
  }

  /**
   * Anything else. Escapes are resolved first, because an address can hide behind them, and NULs
   * go, because every other character of UTF-16 is one.
   */
  Text ofText(byte[] bytes) {
    String text = unescape(new String(bytes, UTF_8));
    String redacted = PiiScanner.redact(text);
    return new Text(cut(redacted), !redacted.equals(text));
  }

  /**
   * Resolves escapes for line ends and those that give a character's code, whatever the number of
   * backslashes: JSON within JSON has several.
   */
  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '\\') {
        while (end < text.length() && text.charAt(end) == '\\') {
          end++;
        }
        char kind = end < text.length() ? text.charAt(end) : ' ';
        int code = kind == 'u' ? hex(text, end + 1) : -1;
        if (code >= 0) {
          if (code != 0) {
            plain.append((char) code);
          }
          i = end + 5;
          continue;
        }
        if ("nrtbf".indexOf(kind) >= 0) {
          plain.append(kind == 'n' ? '\n' : ' ');
          i = end + 1;
          continue;
        }
      }
      if (c != 0) {
        plain.append(text, i, end);
      }
      i = end;
    }
    return plain.toString();
  }

  /** The four hexadecimal digits at an index, or -1. */
  private static int hex(String text, int start) {
    if (start + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  /** The beginning of the text, at most {@value #MAX_BYTES} bytes of UTF-8, whole characters. */
  private static String cut(String text) {
    if (text.length() * 3L <= MAX_BYTES) {
      return text;
    }
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > MAX_BYTES) {
        return text.substring(0, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }
}
