package com.skillforge.analytics.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to happen, and no longer. */
public final class Poll {
  /**
   * How long a test waits for what is sure to come: far longer than the busiest machine takes, so
   * that a test fails by it only when something stands still.
   */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration QUICK = Duration.ofMillis(1);
  private static final Duration SLOW = Duration.ofMillis(100);

  private Poll() {}

  /** Returns as soon as the condition holds, to the millisecond. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, QUICK, condition);
  }

  /** The same with ten looks a second, for a condition that disturbs what it looks at. */
  public static void untilSeen(String what, BooleanSupplier condition) {
    until(what, SLOW, condition);
  }

  private static void until(String what, Duration interval, BooleanSupplier condition) {
    if (!within(PATIENCE, interval, condition)) {
      throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what);
    }
  }

  /** Returns whether the condition came to hold in time. */
  public static boolean within(Duration timeout, BooleanSupplier condition) {
    return within(timeout, QUICK, condition);
  }

  private static boolean within(Duration timeout, Duration interval, BooleanSupplier condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(interval.toNanos());
    }
    return true;
  }
}
