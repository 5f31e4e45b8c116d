package com.skillforge.analytics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TakenOffsetsTest {
  private static final PartitionLog PARTITION = new PartitionLog("c", "t", "id", 3);

  private static String batch(long start, long end) {
    return "{\"cluster\":\"c\",\"topics\":{\"t\":{\"3\":[" + start + "," + end + "]}}}";
  }

  private static String stream(long start) {
    return "{\"cluster\":\"c\",\"topics\":{\"t\":{\"3\":" + start + "}}}";
  }

  private static TakenOffsets taken(String... sources) {
    return TakenOffsets.of(List.of(), List.of(sources));
  }

  @Test
  void runsThatTouchOrOverlapAreOneStretch() {
    TakenOffsets taken = taken(batch(50, 80), batch(0, 30), batch(20, 50));

    assertThat(taken.takenFrom(PARTITION)).isZero();
    assertThat(taken.takenFrom(PARTITION, 80)).isZero();
    assertThat(taken.takenFrom(PARTITION, 65)).isZero();
  }

  @Test
  void aGapEndsIt() {
    TakenOffsets taken = taken(batch(0, 30), batch(40, 80));

    assertThat(taken.takenFrom(PARTITION)).isEqualTo(40);
    assertThat(taken.takenFrom(PARTITION, 80)).isEqualTo(40);
    assertThat(taken.takenFrom(PARTITION, 30)).isZero();
    assertThat(taken.takenFrom(PARTITION, 35)).as("34 was not taken").isEqualTo(35);
    assertThat(taken.takenFrom(PARTITION, 90)).as("89 was not taken").isEqualTo(90);
  }

  @Test
  void aStreamTakesAllFromItsStartOn() {
    TakenOffsets taken = taken(batch(0, 30), stream(25));

    assertThat(taken.takenFrom(PARTITION, 1_000)).isZero();
    assertThat(taken.takenFrom(PARTITION)).isZero();
  }

  @Test
  void whatRunsHaveNotedIsOfOneTopicOnly() {
    TakenOffsets taken =
        TakenOffsets.of(
            List.of(
                new OffsetRange(PARTITION, 0, 30),
                new OffsetRange(new PartitionLog("c", "t", "before", 3), 0, 90)),
            List.of(batch(30, 40)));

    assertThat(taken.takenFrom(PARTITION, 40)).as("30 to 40 by an earlier release").isZero();
    assertThat(taken.takenFrom(PARTITION, 90)).isEqualTo(90);
  }

  @Test
  void otherClustersPartitionsAndFilesDoNotMatter() {
    TakenOffsets taken = taken("{\"files\":[{\"path\":\"x\"}]}", "{}", batch(0, 30), batch(9, 9));

    assertThat(taken.logs()).containsExactly(new PartitionLog("c", "t", "", 3));
    assertThat(taken.takenFrom(new PartitionLog("other", "t", "id", 3), 30)).isEqualTo(30);
    assertThat(taken.takenFrom(new PartitionLog("c", "t", "id", 4), 30)).isEqualTo(30);
  }
}
