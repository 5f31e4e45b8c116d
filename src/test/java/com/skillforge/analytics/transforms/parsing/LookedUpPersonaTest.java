package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.contents;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookedUpPersonaTest {
  private static final Map<String, Object> EVENT = SampleRecords.required("session_started");
  private static final Map<String, Object> LACKING = without(EVENT, "persona");
  private static final LookedUpPersona STUDENT = LookedUpPersona.found("student");

  private static ParseResult parse(Map<String, Object> event, LookedUpPersona persona) {
    return parse(SampleRecords.source(STUDENT_TOPIC, json(event).getBytes(UTF_8)), persona);
  }

  private static ParseResult parse(SourceRecord source, LookedUpPersona persona) {
    return new RecordParser(PLAN, "local").parse(source, persona, name -> {});
  }

  private static List<String> violations(ParseResult result) {
    return rejected(result).violations().stream().map(SampleRecords::shorten).toList();
  }

  private static Alias lacking(Map<String, Object> event) {
    return ((ParseResult.Rejected) parse(event, LookedUpPersona.NONE)).lacksPersonaOf();
  }

  @Test
  void whatWasLookedUpIsAsIfTheEventHadSaidIt() {
    Map<String, Object> filled = contents(accepted(parse(LACKING, STUDENT)));
    Map<String, Object> own = contents(accepted(parse(EVENT, LookedUpPersona.NONE)));

    assertThat(filled).containsEntry("persona", "student");
    // An id that is made of what was received is another one.
    for (String derived : List.of("event_id", "(record)")) {
      filled.remove(derived);
      own.remove(derived);
    }
    assertThat(filled).isEqualTo(own);
    assertThat(accepted(parse(with(EVENT, "persona", null), STUDENT)).text("persona"))
        .isEqualTo("student");
    assertThat(accepted(parse(with(EVENT, "persona", ""), STUDENT)).text("persona"))
        .isEqualTo("student");
  }

  @Test
  void theIdentityDoesNotDependOnWhatWasLookedUp() {
    String topic = "mixed.ndjson";
    assertThat(accepted(parse(line(topic), LookedUpPersona.found("advisor"))).recordId())
        .isEqualTo(accepted(parse(line(topic), STUDENT)).recordId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"advisor", "teacher", ""})
  void anEventThatNamesItsPersonaKeepsIt(String other) {
    assertThat(contents(accepted(parse(EVENT, LookedUpPersona.found(other)))))
        .isEqualTo(contents(accepted(parse(EVENT, LookedUpPersona.NONE))));
    assertThat(contents(accepted(parse(EVENT, LookedUpPersona.UNREACHABLE))))
        .isEqualTo(contents(accepted(parse(EVENT, LookedUpPersona.NONE))));
  }

  @Test
  void anEventThatNamesAWrongPersonaIsNotMended() {
    ParseResult result = parse(with(EVENT, "persona", "teacher"), STUDENT);

    assertThat(violations(result)).contains("PERSONA_NOT_ALLOWED $.persona");
    assertThat(((ParseResult.Rejected) result).lacksPersonaOf()).isNull();
  }

  @Test
  void whatWasLookedUpIsJudgedLikeTheEvents() {
    assertThat(violations(parse(LACKING, LookedUpPersona.found("teacher"))))
        .containsExactly("PERSONA_NOT_ALLOWED $.persona", "TOPIC_PERSONA_MISMATCH $.persona");
    assertThat(violations(parse(LACKING, LookedUpPersona.found("Student"))))
        .contains("PERSONA_NOT_ALLOWED $.persona");
    assertThat(violations(parse(LACKING, LookedUpPersona.found("advisor"))))
        .containsExactly("TOPIC_PERSONA_MISMATCH $.persona");
    Map<String, Object> note = without(SampleRecords.required("advisor_note_added"), "persona");
    assertThat(violations(parse(note, STUDENT))).containsExactly("PERSONA_NOT_ALLOWED $.persona");
  }

  /** Whatever it is: nobody has searched it for raw PII. */
  @Test
  void whatWasLookedUpIsNotShown() {
    DeadLetter letter = rejected(parse(LACKING, LookedUpPersona.found("maya@example.org")));

    assertThat(letter.toString()).doesNotContain("maya");
  }

  @Test
  void nothingIsGuessedWhereNothingIsKnown() {
    DeadLetter letter = rejected(parse(LACKING, LookedUpPersona.NONE));

    assertThat(letter.violations())
        .extracting(Violation::toString)
        .hasSize(1)
        .isEqualTo(
            rejected(STUDENT_TOPIC, json(LACKING)).violations().stream()
                .map(Violation::toString)
                .toList());
    assertThat(letter.stage()).isEqualTo("validate");
    assertThat(violations(parse(LACKING, LookedUpPersona.NONE)))
        .containsExactly("MISSING_PROPERTY $.persona");
  }

  @Test
  void anOutageIsToldApart() {
    DeadLetter letter = rejected(parse(LACKING, LookedUpPersona.UNREACHABLE));

    assertThat(letter.stage()).isEqualTo("persona");
    assertThat(letter.message())
        .startsWith("MISSING_PROPERTY at $.persona: ")
        .contains("Redis was out of reach");
    DeadLetter hopeless =
        rejected(parse(without(LACKING, "context_page"), LookedUpPersona.UNREACHABLE));
    assertThat(hopeless.stage()).isEqualTo("validate");
    assertThat(hopeless.violations()).hasSize(2);
  }

  @Test
  void theSenderIsNamedWhereTheEventSaysWhoItIs() {
    Map<String, Object> named = with(LACKING, "user_id", "usr_1");
    assertThat(lacking(named)).isEqualTo(Alias.userId("default", "usr_1"));
    assertThat(lacking(with(named, "tenant_id", ""))).isEqualTo(Alias.userId("default", "usr_1"));
    assertThat(lacking(with(named, "tenant_id", "t1"))).isEqualTo(Alias.userId("t1", "usr_1"));
    assertThat(lacking(with(named, "user_id", 7))).isNull();
    assertThat(lacking(with(named, "user_id", ""))).isNull();
    assertThat(lacking(without(named, "user_id"))).isNull();
    assertThat(lacking(with(named, "tenant_id", 7))).isNull();
    assertThat(lacking(with(named, "user_id", "maya@example.org"))).isNull();
    assertThat(lacking(with(named, "context_page", null)))
        .isEqualTo(Alias.userId("default", "usr_1"));
    assertThat(lacking(with(without(named, "context_page"), "persona", "student"))).isNull();
  }

  /** A line of a file that is not named after a topic goes to one by its persona. */
  @Test
  void aLineThatLiesOnNoTopicMayBeOfAnyPersona() {
    LookedUpPersona advisor = LookedUpPersona.found("advisor");

    assertThat(accepted(parse(line("/data/mixed.ndjson"), advisor)).text("persona"))
        .isEqualTo("advisor");
    for (String file : List.of(STUDENT_TOPIC + ".ndjson", "/d/" + STUDENT_TOPIC + ".ndjson.gz")) {
      assertThat(violations(parse(line(file), advisor)))
          .containsExactly("TOPIC_PERSONA_MISMATCH $.persona");
    }
  }

  private static SourceRecord line(String file) {
    return new SourceRecord(
        new RecordPosition(file, STUDENT_TOPIC, 0, 3),
        SourceRecord.NO_TIMESTAMP,
        null,
        json(LACKING).getBytes(UTF_8));
  }
}
