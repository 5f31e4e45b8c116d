package com.skillforge.analytics.ops;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells that the heap is too small although no allocation fails: a process that collects all of it
 * over and over is busy for ever and gets hardly anywhere.
 *
 * <p>It reads what the collectors have counted, and allocates nothing, so that it works when
 * nothing else does. A busy machine makes no difference: it slows a process and its collector down
 * alike.
 */
public final class HeapGauge {
  private static final long WINDOW_MILLIS = 5_000;

  /** Of a window, in percent: the time for collecting the whole heap that is too much. */
  private static final int TOO_MUCH = 50;

  /** Collectors of the whole heap; others know no such thing, and are not watched. */
  private static final Set<String> MAJOR =
      Set.of("PS MarkSweep", "MarkSweepCompact", "G1 Old Generation");

  private final int patience;
  private final LongSupplier clock;
  private final LongSupplier collecting;
  private long windowStart;
  private long collectedBefore;
  private int futile;

  /**
   * Begins to watch.
   *
   * @param patience windows of five seconds in a row in which a process does little but collect,
   *     until its heap counts as too small
   */
  public HeapGauge(int patience) {
    this(patience, () -> System.nanoTime() / 1_000_000, majorCollections());
  }

  /**
   * @param clock milliseconds since any moment
   * @param collecting milliseconds that have been spent on collections of the whole heap
   */
  HeapGauge(int patience, LongSupplier clock, LongSupplier collecting) {
    this.patience = patience;
    this.clock = clock;
    this.collecting = collecting;
    this.windowStart = clock.getAsLong();
    this.collectedBefore = collecting.getAsLong();
  }

  /**
   * Takes a reading, and says whether the heap is too small for what the process does; to be called
   * several times in a window.
   */
  public boolean readsTooSmall() {
    long now = clock.getAsLong();
    long length = now - windowStart;
    if (length >= WINDOW_MILLIS) {
      long collected = collecting.getAsLong();
      futile = (collected - collectedBefore) * 100 >= length * TOO_MUCH ? futile + 1 : 0;
      windowStart = now;
      collectedBefore = collected;
    }
    return futile >= patience;
  }

  private static LongSupplier majorCollections() {
    GarbageCollectorMXBean[] major =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> MAJOR.contains(collector.getName()))
            .toArray(GarbageCollectorMXBean[]::new);
    return () -> {
      long millis = 0;
      for (GarbageCollectorMXBean collector : major) {
        millis += collector.getCollectionTime();
      }
      return millis;
    };
  }
}
