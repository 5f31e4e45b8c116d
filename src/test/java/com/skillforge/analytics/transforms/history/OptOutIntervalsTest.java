package com.skillforge.analytics.transforms.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.testing.TestRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptOutIntervalsTest {
  /** A window that ends anywhere up to the instant that is named overlaps as the first one does. */
  @Test
  void aWindowThatSlidesOnStaysAlikeAsLongAsItSays() {
    Random random = new Random(5);
    int windows = 0;
    int later = 0;
    for (int attempt = 0; attempt < 300; attempt++) {
      OptOutIntervals intervals = OptOutIntervals.of(changes(random));
      int length = 1 + random.nextInt(12);
      for (int end = 0; end < 60; end++) {
        long until = intervals.overlapsAlikeUntil(end, length);
        assertThat(until).isGreaterThanOrEqualTo(end);
        boolean now = intervals.overlaps(end - length, end);
        for (int other = end; other <= Math.min(until, 100); other++) {
          assertThat(intervals.overlaps(other - length, other))
              .as("window of %s that ends at %s, like at %s until %s", length, other, end, until)
              .isEqualTo(now);
        }
        windows++;
        later += until > end ? 1 : 0;
      }
    }
    assertThat(later).as("windows that stay alike for a while").isGreaterThan(windows / 2);
  }

  /** From one instant to the next that is named, whether the user is opted out does not change. */
  @Test
  void nothingChangesBeforeTheNextChange() {
    Random random = new Random(7);
    int changes = 0;
    for (int attempt = 0; attempt < 300; attempt++) {
      OptOutIntervals intervals = OptOutIntervals.of(changes(random));
      for (int from = 1; from < 61; from++) {
        long next = intervals.nextChange(from);
        for (int other = from; other < Math.min(next, 61); other++) {
          assertThat(intervals.contains(other)).isEqualTo(intervals.contains(from - 1));
        }
        changes += next < 61 && intervals.contains(next) != intervals.contains(next - 1) ? 1 : 0;
      }
    }
    assertThat(changes).isPositive();
  }

  private static List<AnalyticsRecord> changes(Random random) {
    List<AnalyticsRecord> changes = new ArrayList<>();
    for (int n = random.nextInt(8); n > 0; n--) {
      String time = Instant.ofEpochMilli(random.nextInt(60)).toString();
      changes.add(TestRecords.optOut("ann", time, random.nextBoolean()));
    }
    return changes;
  }
}
