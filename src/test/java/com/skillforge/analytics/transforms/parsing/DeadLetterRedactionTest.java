package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.parse;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.required;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.violations;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.RecordPosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterRedactionTest {
  private static final Map<String, Object> SESSION = required("session_started");

  @Test
  void aStringWithRawPiiIsReplacedAsAWhole() {
    Map<String, Object> event = with(SESSION, "context_page", "/u/maya@example.org");
    DeadLetter letter = rejected(STUDENT_TOPIC, json(event));
    assertThat(letter.payload()).isEqualTo(json(with(event, "context_page", "[redacted]")));
    assertThat(letter.message())
        .isEqualTo("RAW_PII at $.context_page: holds an e-mail address or a phone number in clear");
  }

  @Test
  void nestedAndUnknownStringsCount() {
    Map<String, Object> contact = Map.of("ways", List.of(Map.of("tel", "(415) 555-0100")));
    Map<String, Object> event =
        with(with(SESSION, "contact", contact), "assessment_id", "a@b.example");
    assertThat(violations(event))
        .containsExactly("RAW_PII $.contact.ways[0].tel", "RAW_PII $.assessment_id");
    assertThat(rejected(STUDENT_TOPIC, json(event)).payload())
        .contains("{\"ways\":[{\"tel\":\"[redacted]\"}]}", "\"assessment_id\":\"[redacted]\"");
  }

  @Test
  void namesWithRawPiiAreRedactedInPathsAndPayload() {
    Map<String, Object> event =
        with(SESSION, "of maya@example.org", Map.of("+14155550100", "james@example.org"));
    DeadLetter letter = rejected(STUDENT_TOPIC, json(event));
    assertThat(letter.paths()).containsExactly("$['of [redacted]']['[redacted]']");
    assertThat(letter.payload())
        .contains("\"of [redacted]\":{\"[redacted]\":\"[redacted]\"}")
        .doesNotContain("example.org");
  }

  @Test
  void aNameAloneIsNoViolation() {
    assertThat(violations(with(SESSION, "maya@example.org", 1))).isEmpty();
  }

  @Test
  void aNumberThatLooksLikeAPhoneNumberIsNoViolationButIsNotShown() {
    assertThat(violations(with(SESSION, "tel", 4_155_550_100L))).isEmpty();
    Map<String, Object> event = with(with(SESSION, "tel", 4_155_550_100L), "user_id", 7);
    assertThat(rejected(STUDENT_TOPIC, json(event)).payload())
        .contains("\"tel\":\"[redacted]\"")
        .contains("\"user_id\":7");
  }

  @Test
  void rawPiiInEveryKindOfProperty() {
    for (String name :
        List.of("user_id", "anonymous_id", "event_timestamp", "persona", "pii_hash")) {
      DeadLetter letter = rejected(STUDENT_TOPIC, json(with(SESSION, name, "maya@example.org")));
      assertThat(letter.codes()).as(name).contains(ErrorCode.RAW_PII);
      assertThat(letter.toString()).doesNotContain("maya");
    }
    DeadLetter named =
        rejected(STUDENT_TOPIC, json(with(SESSION, "event_name", "maya@example.org")));
    assertThat(named.codes()).containsExactly(ErrorCode.UNKNOWN_EVENT, ErrorCode.RAW_PII);
    assertThat(named.message()).contains("'[redacted]'").doesNotContain("maya");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mail\":\"maya@example.org\"",
        "maya@example.org",
        "{\"mail\":\"maya\\u0040example.org\"",
        "{\"mail\":\"\\u006daya\\u0040exampl\\u0065.org\"",
        "{\"mail\":\"maya%40example.org\"",
        "{\"json\":\"{\\\"mail\\\":\\\"maya\\\\u0040example.org\\\"}\"",
        "{\"tel\":\"\\n4155550100\"",
        "{\"tel\":\"\\u002b1 415 555\\u00200100\"",
        "{\"tel\":4155550100",
        "{\"maya@example.org\":1,\"maya@example.org\":1}",
        "{\"m\":\"maya@example.org\"} trailing",
        "{\"m\":\"maya\u0000@example.org\"}",
      })
  void malformedTextIsRedactedToo(String text) {
    DeadLetter letter = rejected(STUDENT_TOPIC, text);
    assertThat(letter.violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("MALFORMED_JSON $", "RAW_PII $");
    assertThat(letter.payload())
        .contains("[redacted]")
        .doesNotContain("maya", "example.org", "415", "0100");
  }

  @Test
  void utf16IsRedactedToo() {
    byte[] utf16 = "{\"mail\":\"maya@example.org\"}".getBytes(UTF_16LE);
    DeadLetter letter = rejected(parse(STUDENT_TOPIC, utf16));
    assertThat(letter.codes()).containsExactly(ErrorCode.MALFORMED_JSON, ErrorCode.RAW_PII);
    assertThat(letter.payload()).isEqualTo("{\"mail\":\"[redacted]\"}");
  }

  @Test
  void whatIsNotAnObjectIsRedactedToo() {
    DeadLetter letter = rejected(STUDENT_TOPIC, "[{\"m\":\"maya\\u0040example.org\"},\"x\"]");
    assertThat(letter.violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("NOT_AN_OBJECT $", "RAW_PII $");
    assertThat(letter.payload()).isEqualTo("[{\"m\":\"[redacted]\"},\"x\"]");
  }

  @Test
  void thePayloadIsCutAfterRedactionBetweenCharacters() {
    String text = "é".repeat(16_383) + "x maya@example.org " + "é".repeat(40_000);
    String broken = rejected(STUDENT_TOPIC, text).payload();
    assertThat(broken.getBytes(UTF_8)).hasSizeBetween(32 * 1024 - 1, 32 * 1024);
    assertThat(broken).doesNotContain("maya").doesNotContain("\uFFFD");
    Map<String, Object> event = with(with(SESSION, "user_id", 7), "extra", "é".repeat(40_000));
    String payload = rejected(STUDENT_TOPIC, json(event)).payload();
    assertThat(payload.getBytes(UTF_8)).hasSizeBetween(32 * 1024 - 1, 32 * 1024);
    assertThat(payload).endsWith("é");
  }

  @Test
  void theEnvironmentIsTheRecordsIfItCanBeShown() {
    Map<String, Object> bad = with(SESSION, "user_id", 7);
    assertThat(rejected(STUDENT_TOPIC, json(bad)).environment()).isEqualTo("local");
    assertThat(environment(with(bad, "environment", "prod"))).isEqualTo("prod");
    assertThat(environment(with(bad, "environment", ""))).isEqualTo("local");
    assertThat(environment(with(bad, "environment", 7))).isEqualTo("local");
    assertThat(environment(with(bad, "environment", "maya@example.org"))).isEqualTo("local");
    assertThat(rejected(STUDENT_TOPIC, "{\"environment\":\"prod\"").environment())
        .isEqualTo("local");
  }

  private static String environment(Map<String, Object> event) {
    return rejected(STUDENT_TOPIC, json(event)).environment();
  }

  @Test
  void aDeadLetterSaysWhereTheOriginalIs() {
    DeadLetter letter = rejected(STUDENT_TOPIC, "{}");
    assertThat(letter.stage()).isEqualTo("validate");
    assertThat(letter.position())
        .isEqualTo(new RecordPosition(RecordPosition.KAFKA, STUDENT_TOPIC, 3, 17));
    assertThat(letter.recordTimestampMillis()).isEqualTo(SampleRecords.EVENT_TIME + 500);
  }
}
