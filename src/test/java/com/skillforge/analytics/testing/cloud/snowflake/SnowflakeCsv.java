package com.skillforge.analytics.testing.cloud.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV the way Snowflake's COPY does, with a file format's options:
 *
 * <ul>
 *   <li>a field that begins with the enclosing character ends with it; doubled, it stands for
 *       itself; within it, delimiters and line ends are data and a backslash is a backslash;
 *   <li>in a field that is not enclosed a backslash escapes (ESCAPE_UNENCLOSED_FIELD), and {@code
 *       \N} alone is NULL, enclosed or not (NULL_IF);
 *   <li>an empty field is NULL, an enclosed empty field is the empty string;
 *   <li>a record with too few or too many fields is an error.
 * </ul>
 */
final class SnowflakeCsv {
  private static final String NULL_IF = "\\N";

  private final String text;
  private final char enclosure;
  private int at;

  /**
   * Creates a reader.
   *
   * @param enclosure FIELD_OPTIONALLY_ENCLOSED_BY; the NUL character for NONE
   */
  SnowflakeCsv(String text, char enclosure) {
    this.text = text;
    this.enclosure = enclosure;
  }

  /**
   * All records.
   *
   * @param width how many fields each must have
   */
  List<List<Optional<String>>> records(int width) {
    List<List<Optional<String>>> records = new ArrayList<>();
    while (at < text.length()) {
      List<Optional<String>> fields = record();
      if (fields.size() != width) {
        throw SnowflakeError.execution(
            "Number of columns in file (%d) does not match that of the corresponding table (%d), row %d."
                .formatted(fields.size(), width, records.size() + 1));
      }
      records.add(fields);
    }
    return records;
  }

  private List<Optional<String>> record() {
    List<Optional<String>> fields = new ArrayList<>();
    while (true) {
      fields.add(isEnclosed() ? enclosed() : plain());
      if (at >= text.length()) {
        return fields;
      }
      char end = text.charAt(at++);
      if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      if (end != ',') {
        return fields;
      }
    }
  }

  private boolean isEnclosed() {
    return enclosure != 0 && at < text.length() && text.charAt(at) == enclosure;
  }

  private Optional<String> enclosed() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != enclosure) {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == enclosure) {
        field.append(c);
        at++;
      } else if (at < text.length() && !isEnd(text.charAt(at))) {
        throw SnowflakeError.execution(
            "Found character '%s' instead of field delimiter ','".formatted(text.charAt(at)));
      } else {
        return value(field.toString());
      }
    }
    throw SnowflakeError.execution("End of record reached while expected to parse a quoted field");
  }

  private Optional<String> plain() {
    StringBuilder field = new StringBuilder();
    int start = at;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      char c = text.charAt(at++);
      field.append(c == '\\' ? escaped() : c);
    }
    String raw = text.substring(start, at);
    return raw.isEmpty() || raw.equals(NULL_IF) ? Optional.empty() : Optional.of(field.toString());
  }

  private char escaped() {
    if (at >= text.length()) {
      throw SnowflakeError.execution("End of file reached within an escape sequence");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '0' -> '\0';
      default -> c;
    };
  }

  private static Optional<String> value(String field) {
    return field.equals(NULL_IF) ? Optional.empty() : Optional.of(field);
  }

  private static boolean isEnd(char c) {
    return c == ',' || c == '\n' || c == '\r';
  }
}
