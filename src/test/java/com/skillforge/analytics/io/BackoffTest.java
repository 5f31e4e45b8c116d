package com.skillforge.analytics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofDays(1);

  @Test
  void endsWhenPatienceEnds() {
    Backoff backoff = Backoff.of(SHORT, SHORT, Duration.ofMillis(100));
    int pauses = 0;
    while (backoff.pause()) {
      pauses++;
    }

    assertThat(pauses).isBetween(1, 1_000);
    assertThat(backoff.pause()).isFalse();
  }

  @Test
  void doesNotPauseWithoutPatience() {
    assertThat(Backoff.of(LONG, LONG, Duration.ZERO).pause()).isFalse();
  }

  @Test
  void goesOnWhereThereIsNoEnd() {
    Backoff backoff = Backoff.endless(SHORT, SHORT);
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.pause()).isTrue();
    }
  }

  @Test
  void endsWhenItsThreadIsInterruptedAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(Backoff.endless(LONG, LONG).pause()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
