package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.EVENT_TIME;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records without a value: on the roster they void an assignment, elsewhere they are faults. */
class TombstonesTest {
  private static ParseResult tombstone(String topic, byte[] key, long offset) {
    RecordPosition position = new RecordPosition(RecordPosition.KAFKA, topic, 0, offset);
    SourceRecord source = new SourceRecord(position, EVENT_TIME + 1, key, null);
    return new RecordParser(PLAN, "local").parse(source, name -> {});
  }

  @Test
  void aTombstoneOnTheRosterVoidsItsAssignment() {
    String key = "uni|adv_1|usr_2|2024-05-21T15:42:18Z";
    AnalyticsRecord record = accepted(tombstone("advisor.roster", key.getBytes(UTF_8), 17));
    assertThat(record.tombstone()).isTrue();
    assertThat(record.type().name()).isEqualTo("roster_assignment");
    assertThat(record.tenantId()).isEqualTo("uni");
    assertThat(record.text("tenant_id")).isEqualTo("uni");
    assertThat(record.text("advisor_id")).isEqualTo("adv_1");
    assertThat(record.text("student_id")).isEqualTo("usr_2");
    assertThat(record.integer("assigned_at")).isEqualTo(EVENT_TIME);
    assertThat(record.eventTimeMillis()).isEqualTo(EVENT_TIME);
    assertThat(record.recordTimestampMillis()).isEqualTo(EVENT_TIME + 1);
    assertThat(record.sender()).isEqualTo("advisor.roster");
    AnalyticsRecord later = accepted(tombstone("advisor.roster", key.getBytes(UTF_8), 18));
    assertThat(later.recordId()).isNotEqualTo(record.recordId());
    String golden = "default|adv_1|usr_2|2024-05-21T15:42:18Z";
    assertThat(accepted(tombstone("advisor.roster", golden.getBytes(UTF_8), 17)).recordId())
        .isEqualTo("18070747-862c-54e2-a2a6-ebeaa4d0a96b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uni",
        "uni|adv|usr",
        "uni|adv|usr|yesterday",
        "uni|adv|usr|2024-05-21T15:42:18Z|more",
        "|adv|usr|2024-05-21T15:42:18Z",
        "uni||usr|2024-05-21T15:42:18Z",
      })
  void aTombstoneNeedsAWholeKey(String key) {
    assertThat(rejected(tombstone("advisor.roster", key.getBytes(UTF_8), 1)).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("MALFORMED_JSON $");
  }

  @Test
  void otherTombstoneFaults() {
    assertThat(rejected(tombstone("advisor.roster", null, 1)).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("MALFORMED_JSON $");
    assertThat(rejected(tombstone(STUDENT_TOPIC, "k".getBytes(UTF_8), 1)).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("MALFORMED_JSON $");
    byte[] old = "uni|adv|usr|1999-05-21T15:42:18Z".getBytes(UTF_8);
    assertThat(rejected(tombstone("advisor.roster", old, 1)).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("TIMESTAMP_OUT_OF_RANGE $.assigned_at");
    byte[] pii = "uni|maya@example.org|usr|2024-05-21T15:42:18Z".getBytes(UTF_8);
    assertThat(rejected(tombstone("advisor.roster", pii, 1)).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("RAW_PII $");
  }
}
