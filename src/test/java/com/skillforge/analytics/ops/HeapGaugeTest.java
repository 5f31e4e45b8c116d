package com.skillforge.analytics.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGaugeTest {
  private long now = 1_000;
  private long collected = 400;
  private final HeapGauge gauge = new HeapGauge(2, () -> now, () -> collected);

  private boolean reads(long afterMillis, long collectedMillis) {
    now += afterMillis;
    collected += collectedMillis;
    return gauge.readsTooSmall();
  }

  @Test
  void aProcessThatDoesLittleButCollectHasTooSmallAHeap() {
    assertThat(reads(5_000, 3_000)).isFalse();
    assertThat(reads(2_000, 2_000)).isFalse();
    assertThat(reads(2_999, 2_000)).as("the second window is not over").isFalse();
    assertThat(reads(1, 0)).isTrue();
    assertThat(reads(1_000, 0)).as("until the next window is over").isTrue();
    assertThat(reads(4_000, 100)).isFalse();
  }

  @Test
  void aProcessThatCollectsForAMomentHasALargeEnoughHeap() {
    for (int i = 0; i < 10; i++) {
      assertThat(reads(5_000, 4_900)).isFalse();
      assertThat(reads(5_000, 2_499)).isFalse();
    }
  }

  @Test
  void whatWasCollectedBeforeItBeganDoesNotCount() {
    collected = 1_000_000;
    HeapGauge late = new HeapGauge(1, () -> now, () -> collected);
    now += 5_000;
    assertThat(late.readsTooSmall()).isFalse();
  }

  @Test
  void aWindowThatWasReadLateIsMeasuredByItsRealLength() {
    HeapGauge impatient = new HeapGauge(1, () -> now, () -> collected);
    now += 60_000;
    collected += 29_000;
    assertThat(impatient.readsTooSmall()).isFalse();
    now += 60_000;
    collected += 30_000;
    assertThat(impatient.readsTooSmall()).isTrue();
  }
}
