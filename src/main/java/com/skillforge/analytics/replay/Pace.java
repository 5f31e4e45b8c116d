package com.skillforge.analytics.replay;

import java.util.concurrent.locks.LockSupport;

/** Holds a loop to so many rounds per second. */
final class Pace {
  private final long perSecond;
  private final long startNanos = System.nanoTime();
  private long rounds;

  /**
   * Starts the clock.
   *
   * @param perSecond 0 for as fast as possible
   */
  Pace(long perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns when the next round is due. */
  void await() {
    if (perSecond == 0) {
      return;
    }
    double dueNanos = startNanos + rounds * 1e9 / perSecond;
    for (double wait = dueNanos - System.nanoTime();
        wait > 0 && !Thread.currentThread().isInterrupted();
        wait = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos((long) wait);
    }
    rounds++;
  }
}
