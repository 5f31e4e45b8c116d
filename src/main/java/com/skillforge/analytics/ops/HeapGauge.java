package com.skillforge.analytics.ops;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells that the heap is too small although no allocation fails: a process that collects all of it
 * over and over, and is left with next to nothing each time, is busy for ever and gets nowhere.
 *
 * <p>It counts collections and measures no time, so that a busy machine makes no difference, and it
 * allocates nothing, so that it works when nothing else does.
 */
public final class HeapGauge {
  /** Of the heap, in percent: what is used at all times when collections are of no use. */
  private static final int FULL = 80;

  /** Collectors of the whole heap; others know no such thing, and are not watched. */
  private static final Set<String> MAJOR =
      Set.of("PS MarkSweep", "MarkSweepCompact", "G1 Old Generation");

  private final int patience;
  private final LongSupplier collections;
  private final LongSupplier usedPercent;
  private long seen;
  private int futile;

  /**
   * Begins to count.
   *
   * @param patience readings in a row that must each find the heap full and collected anew
   */
  public HeapGauge(int patience) {
    this(patience, majorCollections(), HeapGauge::percentInUse);
  }

  HeapGauge(int patience, LongSupplier collections, LongSupplier usedPercent) {
    this.patience = patience;
    this.collections = collections;
    this.usedPercent = usedPercent;
    this.seen = collections.getAsLong();
  }

  /** Takes a reading, and says whether the heap is too small for what the process does. */
  public boolean readsTooSmall() {
    long now = collections.getAsLong();
    futile = now > seen && usedPercent.getAsLong() >= FULL ? futile + 1 : 0;
    seen = now;
    return futile >= patience;
  }

  private static LongSupplier majorCollections() {
    List<GarbageCollectorMXBean> major =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> MAJOR.contains(collector.getName()))
            .toList();
    GarbageCollectorMXBean[] collectors = major.toArray(GarbageCollectorMXBean[]::new);
    return () -> {
      long count = 0;
      for (GarbageCollectorMXBean collector : collectors) {
        count += collector.getCollectionCount();
      }
      return count;
    };
  }

  private static long percentInUse() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) * 100 / runtime.maxMemory();
  }
}
