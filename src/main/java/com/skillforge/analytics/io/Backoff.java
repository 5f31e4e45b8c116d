package com.skillforge.analytics.io;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;

/**
 * The pauses between tries of one call, longer and longer ones, for as long as patience lasts. They
 * are of random length: many workers that failed at once are not to come back at once.
 */
public final class Backoff {
  private static final double GROWTH = 2;

  private final BackOff pauses;
  private final Duration patience;
  private final long startNanos = System.nanoTime();

  private Backoff(BackOff pauses, Duration patience) {
    this.pauses = pauses;
    this.patience = patience;
  }

  /**
   * Begins with a call.
   *
   * @param first about the length of the first pause
   * @param longest about the length of the longest
   * @param patience for how long the call is tried again, what the tries take themselves included
   */
  public static Backoff of(Duration first, Duration longest, Duration patience) {
    BackOff pauses =
        FluentBackoff.DEFAULT
            .withExponent(GROWTH)
            .withInitialBackoff(org.joda.time.Duration.millis(first.toMillis()))
            .withMaxBackoff(org.joda.time.Duration.millis(longest.toMillis()))
            .backoff();
    return new Backoff(pauses, patience);
  }

  /**
   * Begins to wait for something that has no end of its own to be waited for.
   *
   * @param first about the length of the first pause
   * @param longest about the length of the longest
   */
  public static Backoff endless(Duration first, Duration longest) {
    return of(first, longest, ChronoUnit.FOREVER.getDuration());
  }

  /**
   * Waits before the next try.
   *
   * @return false, at once, when there is to be none: patience has ended, or the thread was
   *     interrupted, which it still is then
   */
  public boolean pause() {
    if (Duration.ofNanos(System.nanoTime() - startNanos).compareTo(patience) >= 0) {
      return false;
    }
    try {
      return BackOffUtils.next(Sleeper.DEFAULT, pauses);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
