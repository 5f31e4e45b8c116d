package com.skillforge.analytics.transforms.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.testing.TestRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that is read twice at one position: from its topic and from the raw table. */
class StoredCopiesTest {
  private static final AnalyticsRecord RECEIVED =
      AnalyticsRecord.builder(TestRecords.PLAN.recordType("session_started").orElseThrow())
          .recordId(TestRecords.uuid("session"))
          .environment("prod")
          .canonicalUserId("ann")
          .eventTimeMillis(1_000)
          .position(new RecordPosition(RecordPosition.KAFKA, "analytics.events.student", 0, 7))
          .value("user_id", "ann")
          .value("context_device", "phone")
          .value("opt_out_status", false)
          .build();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theReceivedOneStaysBeforeTheReducedOne(boolean receivedFirst) {
    AnalyticsRecord reduced =
        RECEIVED.toBuilder().optedOut(true).value("context_device", null).build();
    assertThat(kept(receivedFirst, reduced).get(0).text("context_device")).isEqualTo("phone");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theOneWithMorePropertiesStays(boolean receivedFirst) {
    AnalyticsRecord poorer = RECEIVED.toBuilder().value("context_device", null).build();
    assertThat(kept(receivedFirst, poorer).get(0).text("context_device")).isEqualTo("phone");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReducedRowCountsInNoKpi(boolean receivedFirst) {
    AnalyticsRecord reduced = RECEIVED.toBuilder().optedOut(true).eventTimeMillis(999).build();
    assertThat(kept(receivedFirst, reduced)).isEmpty();
  }

  /** Opted out at 10, in again at 20; what is read at 30 is a copy of the opt-out. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofARememberedOptOutAndItsCopyTheEarlierDecides(boolean rememberedFirst) {
    AnalyticsRecord remembered =
        preference("out", "2026-01-05T10:00:00Z", true).toBuilder().remembered(true).build();
    List<AnalyticsRecord> records =
        new ArrayList<>(
            List.of(
                remembered,
                preference("in", "2026-01-05T20:00:00Z", false),
                preference("out", "2026-01-05T23:00:00Z", true),
                TestRecords.session("ann", "2026-01-06T00:00:00Z")));
    if (!rememberedFirst) {
      Collections.reverse(records);
    }
    RunCounts counts = new RunCounts();
    List<String> kept = new ArrayList<>();
    UserHistories.forEach(
        List.of(TestRecords.block(records)),
        TestRecords.PLAN,
        counts,
        user -> user.records("session_started").forEach(record -> kept.add(record.recordId())));

    assertThat(kept).hasSize(1);
    assertThat(counts.accepted()).as("what is remembered is not counted again").isEqualTo(3);
  }

  private static AnalyticsRecord preference(String id, String time, boolean out) {
    return TestRecords.optOut("ann", time, out).toBuilder().recordId(TestRecords.uuid(id)).build();
  }

  /** The records that count; one of the two is always a duplicate. */
  private static List<AnalyticsRecord> kept(boolean receivedFirst, AnalyticsRecord stored) {
    RecordBlock.Builder block = new RecordBlock.Builder(Projection.EVERYTHING);
    List<AnalyticsRecord> both =
        receivedFirst ? List.of(RECEIVED, stored) : List.of(stored, RECEIVED);
    both.forEach(block::add);
    RunCounts counts = new RunCounts();
    List<AnalyticsRecord> kept = new ArrayList<>();
    UserHistories.forEach(
        List.of(block.build()), TestRecords.PLAN, counts, user -> kept.addAll(user.records()));
    assertThat(counts.duplicates()).isEqualTo(1);
    assertThat(counts.accepted()).isEqualTo(1);
    return kept;
  }
}
