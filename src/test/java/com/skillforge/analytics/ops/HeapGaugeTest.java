package com.skillforge.analytics.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGaugeTest {
  private long collections = 7;
  private long usedPercent = 50;
  private final HeapGauge gauge = new HeapGauge(3, () -> collections, () -> usedPercent);

  private boolean reads(long newCollections, long percent) {
    collections += newCollections;
    usedPercent = percent;
    return gauge.readsTooSmall();
  }

  @Test
  void aHeapThatIsCollectedOverAndOverAndStaysFullIsTooSmall() {
    assertThat(reads(1, 95)).isFalse();
    assertThat(reads(4, 80)).isFalse();
    assertThat(reads(1, 99)).isTrue();
    assertThat(reads(2, 99)).as("it stays too small").isTrue();
  }

  @Test
  void aFullHeapThatIsEmptiedNowAndThenIsLargeEnough() {
    for (int i = 0; i < 10; i++) {
      assertThat(reads(1, 95)).isFalse();
      assertThat(reads(1, 95)).isFalse();
      assertThat(reads(1, 79)).isFalse();
    }
  }

  @Test
  void aFullHeapThatNeedsNoCollectionIsLargeEnough() {
    assertThat(reads(1, 95)).isFalse();
    assertThat(reads(1, 95)).isFalse();
    assertThat(reads(0, 95)).isFalse();
    assertThat(reads(1, 95)).isFalse();
  }
}
