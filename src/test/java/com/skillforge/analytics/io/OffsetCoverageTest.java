package com.skillforge.analytics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetCoverageTest {
  private static final PartitionLog LOG = new PartitionLog("c", "t", "id", 0);
  private static final PartitionLog ANEW = new PartitionLog("c", "t", "other id", 0);

  private static OffsetRange range(PartitionLog log, long start, long end) {
    return new OffsetRange(log, start, end);
  }

  @Test
  void whatWasTakenOrNamedAsLostIsNotOpen() {
    OffsetCoverage coverage =
        new OffsetCoverage(true, List.of(range(LOG, 20, 30), range(LOG, 0, 10)));
    assertThat(coverage.open(LOG, 0, 40)).containsExactly(range(LOG, 10, 20), range(LOG, 30, 40));
    assertThat(coverage.open(LOG, 25, 30)).isEmpty();
    assertThat(coverage.open(ANEW, 0, 40)).containsExactly(range(ANEW, 0, 40));
    assertThat(coverage.lost(LOG, 25)).containsExactly(range(LOG, 10, 20));
    assertThat(OffsetCoverage.NOTHING.lost(LOG, 7)).containsExactly(range(LOG, 0, 7));
  }

  @Test
  void whereRunsMayHaveLeftNoTraceNothingIsCalledLostBeforeTheFirstThatDid() {
    OffsetCoverage coverage = new OffsetCoverage(false, List.of(range(LOG, 5, 10)));
    assertThat(coverage.lost(ANEW, 7)).isEmpty();
    assertThat(coverage.lost(LOG, 12)).contains(range(LOG, 10, 12));
  }

  /** Against sets of offsets, which know nothing of ranges. */
  @Test
  void openOffsetsAreThoseOfNoRange() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      BitSet open = new BitSet();
      int start = random.nextInt(20);
      int end = start + random.nextInt(30);
      open.set(start, end);
      List<OffsetRange> settled = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        int from = random.nextInt(50);
        int to = from + 1 + random.nextInt(10);
        settled.add(range(random.nextInt(5) == 0 ? ANEW : LOG, from, to));
        if (settled.get(settled.size() - 1).log().equals(LOG)) {
          open.clear(from, to);
        }
      }
      BitSet found = new BitSet();
      List<OffsetRange> ranges = new OffsetCoverage(true, settled).open(LOG, start, end);
      ranges.forEach(range -> found.set((int) range.start(), (int) range.end()));
      assertThat(found).isEqualTo(open);
      assertThat(ranges).allMatch(range -> range.count() > 0);
    }
  }
}
