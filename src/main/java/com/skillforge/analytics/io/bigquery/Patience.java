package com.skillforge.analytics.io.bigquery;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries a call again, after longer and longer breaks, for as long as its failure may pass. */
final class Patience {
  private static final Duration FIRST_BREAK = Duration.ofMillis(200);
  private static final Duration LONGEST_BREAK = Duration.ofSeconds(20);

  private final Duration patience;

  Patience(Duration patience) {
    this.patience = patience;
  }

  /** A call to a service. */
  interface Call<T> {
    T run() throws IOException;
  }

  /**
   * Runs a call until it succeeds.
   *
   * @throws IOException its last failure, when that will not pass or patience has ended
   */
  <T> T run(Call<T> call) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Duration next = FIRST_BREAK;
    while (true) {
      try {
        return call.run();
      } catch (IOException e) {
        if (!Refusals.passes(e) || System.nanoTime() + next.toNanos() > end) {
          throw e;
        }
      }
      pause(jitter(next));
      next = min(next.multipliedBy(2), LONGEST_BREAK);
    }
  }

  /** Many workers that failed at once are not to come back at once. */
  private static Duration jitter(Duration time) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(time.toMillis() / 2, time.toMillis() + 1));
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for BigQuery", e);
    }
  }
}
