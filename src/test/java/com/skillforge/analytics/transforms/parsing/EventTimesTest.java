package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.EVENT_TIME;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.rejected;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.required;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceRecord;
import org.junit.jupiter.api.Test;

/** How far ahead of the broker and of the launch an event may happen. */
class EventTimesTest {
  @Test
  void theEventTimeMayBeUpTo24HoursAheadOfTheBroker() {
    byte[] json = json(required("session_started")).getBytes(UTF_8);
    long day = 24 * 60 * 60 * 1000L;
    RecordPosition position = new RecordPosition(RecordPosition.KAFKA, STUDENT_TOPIC, 0, 0);
    RecordParser parser = new RecordParser(PLAN, "local");
    SourceRecord edge = new SourceRecord(position, EVENT_TIME - day, null, json);
    accepted(parser.parse(edge, name -> {}));
    SourceRecord over = new SourceRecord(position, EVENT_TIME - day - 1, null, json);
    assertThat(rejected(parser.parse(over, name -> {})).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("TIMESTAMP_OUT_OF_RANGE $.event_timestamp");
    SourceRecord file =
        new SourceRecord(
            new RecordPosition("a.ndjson", STUDENT_TOPIC, 0, 0),
            SourceRecord.NO_TIMESTAMP,
            null,
            json);
    assertThat(accepted(parser.parse(file, name -> {})).recordTimestampMillis())
        .isEqualTo(EVENT_TIME);
  }

  /** A producer with a wrong clock stamps its records with it too. */
  @Test
  void noEventHappensMoreThanADayAfterTheLaunch() {
    byte[] json = json(required("session_started")).getBytes(UTF_8);
    byte[] key = "uni|adv|usr|2024-05-21T15:42:18Z".getBytes(UTF_8);
    long assignedAt = java.time.Instant.parse("2024-05-21T15:42:18Z").toEpochMilli();
    RecordPosition position = new RecordPosition(RecordPosition.KAFKA, STUDENT_TOPIC, 0, 0);
    SourceRecord event = new SourceRecord(position, EVENT_TIME, null, json);
    RecordPosition roster = new RecordPosition(RecordPosition.KAFKA, "advisor.roster", 0, 0);
    SourceRecord tombstone = new SourceRecord(roster, assignedAt, key, null);
    RecordParser parser = new RecordParser(PLAN, "local");

    long day = EventTimeLimit.MAX_AHEAD_MILLIS;
    parser.limitEventTime(EventTimeLimit.launchedAt(EVENT_TIME - day).latestMillis());
    accepted(parser.parse(event, name -> {}));
    parser.limitEventTime(EventTimeLimit.launchedAt(EVENT_TIME - day - 1).latestMillis());
    assertThat(rejected(parser.parse(event, name -> {})).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("TIMESTAMP_OUT_OF_RANGE $.event_timestamp");
    parser.limitEventTime(assignedAt - 1);
    assertThat(rejected(parser.parse(tombstone, name -> {})).violations())
        .extracting(SampleRecords::shorten)
        .containsExactly("TIMESTAMP_OUT_OF_RANGE $.assigned_at");
  }
}
