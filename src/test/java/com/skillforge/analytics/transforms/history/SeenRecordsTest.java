package com.skillforge.analytics.transforms.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.testing.GoldenBytes;
import com.skillforge.analytics.testing.TestRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SeenRecordsTest {
  private static final SeenRecords.Coder CODER = SeenRecords.Coder.of();

  private static SeenRecord seen(int number) {
    String topic = number % 2 == 0 ? "even" : "é";
    return new SeenRecord(
        1_000L * number, new RecordPosition(RecordPosition.KAFKA, topic, number % 3, number));
  }

  private static RecordIdentity identity(int number) {
    return new RecordIdentity(number, -number);
  }

  private static SeenRecords upTo(int numbers) {
    SeenRecords records = SeenRecords.NONE;
    for (int number = 0; number < numbers; number++) {
      records = records.with(identity(number), seen(number));
    }
    return records;
  }

  @Test
  void findsWhatItHasSeenAndNothingElse() throws Exception {
    SeenRecords records = CoderUtils.clone(CODER, upTo(100));
    Map<Integer, SeenRecord> found = new HashMap<>();
    Map<Integer, SeenRecord> expected = new HashMap<>();
    for (int number = 0; number < 100; number++) {
      found.put(number, records.find(identity(number)));
      expected.put(number, seen(number));
    }
    assertThat(found).isEqualTo(expected);
    assertThat(records.find(identity(100))).isNull();
    assertThat(records.find(new RecordIdentity(1, 1))).isNull();
  }

  @Test
  void oneMoreLeavesTheOthersAsTheyWere() {
    SeenRecords before = upTo(3);
    SeenRecords after = before.with(identity(3), seen(3));
    assertThat(before.find(identity(3))).isNull();
    assertThat(before.size()).isEqualTo(3);
    assertThat(after.size()).isEqualTo(4);
  }

  @Test
  void forgetsWhatHappenedBeforeAnInstant() {
    SeenRecords left = upTo(10).from(4_000);
    assertThat(left.size()).isEqualTo(6);
    assertThat(left.find(identity(3))).isNull();
    assertThat(left.find(identity(4))).isEqualTo(seen(4));
    assertThat(left.from(10_000).isEmpty()).isTrue();
  }

  @Test
  void anIdBelongsToItsSenderAndInstitution() {
    AnalyticsRecord record = TestRecords.session("a", "2026-01-07T10:00:00Z");
    Set<RecordIdentity> identities = new HashSet<>();
    identities.add(RecordIdentity.of(record));
    identities.add(RecordIdentity.of(record.toBuilder().canonicalUserId("b").build()));
    identities.add(RecordIdentity.of(record.toBuilder().tenantId("other").build()));
    identities.add(
        RecordIdentity.of(record.toBuilder().recordId(TestRecords.uuid("another")).build()));
    assertThat(identities).hasSize(4);
    assertThat(identities).contains(RecordIdentity.of(record.toBuilder().version(7).build()));
    assertThat(identities).allMatch(one -> one.partOf(16) >= 0 && one.partOf(16) < 16);
  }

  @Test
  void theBytesStay() throws Exception {
    byte[] today = CoderUtils.encodeToByteArray(CODER, upTo(4));
    GoldenBytes golden = GoldenBytes.in("seen-records-1.txt");
    golden.hold("four", today);
    SeenRecords read = CoderUtils.decodeFromByteArray(CODER, golden.bytes("four", today));
    assertThat(read).usingRecursiveComparison().isEqualTo(upTo(4));
  }

  @Test
  void anUnknownFormatSaysWhatToDo() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(CODER, upTo(1));
    bytes[1] = 2; // behind the length
    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(CODER, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format 2, but this release reads format 1");
  }
}
