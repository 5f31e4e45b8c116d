package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is known of the text of a record that was received, whether it is valid or not. */
public final class ReceivedText {
  /** So near to the end no character fits that the text may have gone on with. */
  private static final int LONGEST_CHARACTER = 4;

  private ReceivedText() {}

  /**
   * The identity of a record that names none.
   *
   * @param json a JSON object
   */
  public static String idOf(byte[] json) {
    return RecordIds.ofJson(json);
  }

  /** Whether a dead letter may hold the beginning of its record only. */
  public static boolean mayBeCutOff(String payload) {
    return payload.getBytes(UTF_8).length > PayloadRedactor.MAX_BYTES - LONGEST_CHARACTER;
  }

  /** Whether something in a text stands for raw PII that was taken out. */
  public static boolean isRedacted(byte[] text) {
    return new String(text, UTF_8).contains(PiiScanner.REDACTED);
  }

  /**
   * What was received, as a dead letter may hold it.
   *
   * @param value any bytes
   */
  public static String redacted(byte[] value) {
    PayloadRedactor redactor = new PayloadRedactor();
    try {
      return redactor.ofJson(value);
    } catch (IllegalStateException e) {
      return redactor.ofText(value).payload(); // no JSON
    }
  }
}
