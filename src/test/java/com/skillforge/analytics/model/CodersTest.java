package com.skillforge.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.testing.GoldenBytes;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class CodersTest {
  /** Of which environment and persona records were, which does not travel. */
  private static final String OF_WORKERS = ".*Events";

  private static final DeadLetter LETTER =
      new DeadLetter(
          "prod",
          "validate",
          List.of(
              new Violation(ErrorCode.WRONG_TYPE, "$.user_id", "must be a string"),
              new Violation(ErrorCode.RAW_PII, "$.é", "holds 📞")),
          "{\"é\":\"[redacted]\"}",
          new RecordPosition("kafka", "t", 2, 9_000_000_000L),
          SourceRecord.NO_TIMESTAMP);

  private static RunCounts counts() {
    RunCounts counts = new RunCounts();
    counts.addRead(10);
    counts.addAccepted("session_started", 3);
    counts.addDuplicates(2);
    counts.addSuppressed("page_timing", 1);
    counts.addErased(4);
    counts.addDeadLetter(LETTER);
    counts.addUnknownProperty("é", 5);
    counts.seeEventTime(1_716_306_138_000L);
    return counts;
  }

  private static final DuplicateRecord DUPLICATE =
      new DuplicateRecord(
          "prod",
          "north",
          "session_started",
          "00000000-0000-4000-8000-000000000001",
          -5,
          new RecordPosition("kafka", "t", 2, 9_000_000_000L),
          SourceRecord.NO_TIMESTAMP,
          new RecordPosition("a.ndjson", "u", 0, 0));

  private static LinkBlock links() {
    LinkBlock.Builder block = new LinkBlock.Builder();
    for (AliasType type : AliasType.values()) {
      Alias alias = new Alias("north", type, "é" + type);
      block.add(new IdentityLink(alias, "usr_1", "usr_2", 1_716_306_138_000L));
      block.add(new IdentityLink(alias, "usr_1", "usr_1", null));
    }
    return block.build();
  }

  private static <T> void hold(String name, Coder<T> coder, T value) throws Exception {
    GoldenBytes.in("coders.txt").hold(name, CoderUtils.encodeToByteArray(coder, value));
  }

  /** What running streams hold in state and shuffles; none of it depends on the tracking plan. */
  @Test
  void theEncodingsStay() throws Exception {
    hold("dead-letter", DeadLetterCoder.of(), LETTER);
    hold("duplicate-record", DuplicateRecordCoder.of(), DUPLICATE);
    hold("run-counts", RunCountsCoder.of(), counts());
    hold("link-block", LinkBlockCoder.of(), links());
    hold("subject-key", SubjectKeyCoder.of(), SubjectKey.of("north", Subject.session("é")));
  }

  @Test
  void deadLettersSurviveTheirCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(DeadLetterCoder.of(), LETTER);
    CoderProperties.coderDeterministic(DeadLetterCoder.of(), LETTER, LETTER);
  }

  @Test
  void duplicatesSurviveTheirCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(DuplicateRecordCoder.of(), DUPLICATE);
  }

  @Test
  void subjectsSurviveTheirCoder() throws Exception {
    SubjectKey subject = SubjectKey.sender("north", "é");
    CoderProperties.coderDecodeEncodeEqual(SubjectKeyCoder.of(), subject);
    CoderProperties.coderDeterministic(
        SubjectKeyCoder.of(), subject, SubjectKey.sender("north", "é"));
  }

  @Test
  void countsSurviveTheirCoder() throws Exception {
    RunCounts decoded = CoderUtils.clone(RunCountsCoder.of(), counts());
    assertThat(decoded)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(OF_WORKERS)
        .isEqualTo(counts());
    assertThat(decoded.read()).isEqualTo(10);
    assertThat(decoded.deadLetterCodes()).isEqualTo(Map.of("RAW_PII", 1L, "WRONG_TYPE", 1L));
    assertThat(decoded.maxEventTimeMillis()).isEqualTo(1_716_306_138_000L);
  }

  @Test
  void countsOfLateRecordsSurviveTheirCoderAndOlderBytesHaveNone() throws Exception {
    RunCounts late = counts();
    late.addAccepted("session_started", -2);
    late.addLateDropped(2);
    hold("run-counts-with-late", RunCountsCoder.of(), late);

    RunCounts decoded = CoderUtils.clone(RunCountsCoder.of(), late);
    assertThat(decoded)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(OF_WORKERS)
        .isEqualTo(late);
    assertThat(decoded.lateDropped()).isEqualTo(2);
    assertThat(decoded.accepted()).isEqualTo(1);
    assertThat(CoderUtils.clone(RunCountsCoder.of(), counts()).lateDropped()).isZero();
  }

  @Test
  void emptyCountsSurviveTheirCoder() throws Exception {
    RunCounts decoded = CoderUtils.clone(RunCountsCoder.of(), new RunCounts());
    assertThat(decoded.isEmpty()).isTrue();
    assertThat(decoded.maxEventTimeMillis()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void equalCountsHaveEqualBytes() throws Exception {
    RunCountsCoder.of().verifyDeterministic();
    RunCounts other = counts();
    assertThat(CoderUtils.encodeToByteArray(RunCountsCoder.of(), other))
        .isEqualTo(CoderUtils.encodeToByteArray(RunCountsCoder.of(), counts()));
  }
}
