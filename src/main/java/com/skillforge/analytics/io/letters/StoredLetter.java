package com.skillforge.analytics.io.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A dead letter as a warehouse holds it.
 *
 * @param stage the step that rejected the record
 * @param codes the distinct error codes
 * @param paths where in the record the violations are
 * @param payload the received text, raw PII redacted, cut off where it was very long
 * @param recordTimestampMillis the broker's record timestamp, or {@link SourceRecord#NO_TIMESTAMP}
 * @param pipeline the pipeline that rejected it
 * @param writtenAtMillis when it was written
 * @param repaired whether its record is valid since it was repaired
 */
public record StoredLetter(
    String environment,
    String stage,
    List<String> codes,
    List<String> paths,
    String message,
    String payload,
    RecordPosition position,
    long recordTimestampMillis,
    String pipeline,
    String runId,
    long writtenAtMillis,
    boolean repaired) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> NAMES =
      Set.of(RecordType.Kind.EVENT.nameProperty(), RecordType.Kind.RECORD.nameProperty());

  public StoredLetter {
    codes = List.copyOf(codes);
    paths = List.copyOf(paths);
  }

  /** What the record says that it is; empty where it does not say so, or cannot be read so far. */
  public String event() {
    return eventOf(payload);
  }

  /** The same of a record that is no letter. */
  public static String eventOf(String json) {
    return member(json, NAMES);
  }

  /** The institution that the record names; empty where it names none. */
  public String tenant() {
    return member(payload, Set.of(Role.TENANT.property()));
  }

  /** The first text among the members of an object that is called so. */
  private static String member(String json, Set<String> names) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          JsonToken value = parser.nextToken();
          if (names.contains(name) && value == JsonToken.VALUE_STRING) {
            return parser.getText();
          }
          parser.skipChildren();
        }
      }
      return "";
    } catch (IOException e) {
      return ""; // no JSON, or no more of it
    }
  }
}
