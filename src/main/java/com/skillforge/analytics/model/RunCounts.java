package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records that were read. Counts add up: partial counts of bundles and shards
 * are merged into the run's.
 *
 * <p>The conservation law: {@code read = accepted + duplicates + suppressed + erased + deadLettered
 * + lateDropped}.
 */
public final class RunCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Distinct names of unknown properties that are counted; the rest share {@link #OTHER}. */
  public static final int MAX_UNKNOWN_NAMES = 100;

  /** The name under which unknown properties past the limit are counted. */
  public static final String OTHER = "(other)";

  private long read;
  private long accepted;
  private long duplicates;
  private long suppressed;
  private long erased;
  private long deadLettered;
  private long lateDropped;
  private long maxEventTimeMillis = Long.MIN_VALUE;
  private final SortedMap<String, Long> deadLetterCodes = new TreeMap<>();
  private final SortedMap<String, Long> acceptedByType = new TreeMap<>();
  private final SortedMap<String, Long> suppressedByType = new TreeMap<>();
  private final SortedMap<String, Long> unknownProperties = new TreeMap<>();

  public void addRead(long n) {
    read += n;
  }

  public void addAccepted(String recordType, long n) {
    accepted += n;
    acceptedByType.merge(recordType, n, Long::sum);
  }

  public void addDuplicates(long n) {
    duplicates += n;
  }

  public void addSuppressed(String recordType, long n) {
    suppressed += n;
    suppressedByType.merge(recordType, n, Long::sum);
  }

  public void addErased(long n) {
    erased += n;
  }

  /** Counts a dead letter once, and once under each of its distinct codes. */
  public void addDeadLetter(DeadLetter letter) {
    deadLettered++;
    letter.codes().forEach(code -> deadLetterCodes.merge(code.name(), 1L, Long::sum));
  }

  /** Adds dead letters that were counted before, by code. */
  public void addDeadLetters(long n, Map<String, Long> byCode) {
    deadLettered += n;
    byCode.forEach((code, letters) -> deadLetterCodes.merge(code, letters, Long::sum));
  }

  /**
   * Counts records, that were counted as accepted, as too late instead: a row that they belong to
   * is not restated any more.
   */
  public void addLateDropped(String recordType, long n) {
    addAccepted(recordType, -n);
    lateDropped += n;
  }

  /** Adds records that were counted as too late before. */
  public void addLateDropped(long n) {
    lateDropped += n;
  }

  public void addUnknownProperty(String name, long n) {
    boolean known = unknownProperties.containsKey(name);
    String key = known || unknownProperties.size() < MAX_UNKNOWN_NAMES ? name : OTHER;
    unknownProperties.merge(key, n, Long::sum);
  }

  /** Notes the event time of a valid record, to know how far the input reaches. */
  public void seeEventTime(long millis) {
    maxEventTimeMillis = Math.max(maxEventTimeMillis, millis);
  }

  public RunCounts merge(RunCounts that) {
    read += that.read;
    accepted += that.accepted;
    duplicates += that.duplicates;
    suppressed += that.suppressed;
    erased += that.erased;
    deadLettered += that.deadLettered;
    lateDropped += that.lateDropped;
    maxEventTimeMillis = Math.max(maxEventTimeMillis, that.maxEventTimeMillis);
    that.deadLetterCodes.forEach((k, n) -> deadLetterCodes.merge(k, n, Long::sum));
    that.acceptedByType.forEach((k, n) -> acceptedByType.merge(k, n, Long::sum));
    that.suppressedByType.forEach((k, n) -> suppressedByType.merge(k, n, Long::sum));
    that.unknownProperties.forEach(this::addUnknownProperty);
    return this;
  }

  /** What has come since {@code earlier}; a record that was judged anew counts negatively there. */
  public RunCounts since(RunCounts earlier) {
    RunCounts delta = new RunCounts().merge(this);
    delta.read -= earlier.read;
    delta.accepted -= earlier.accepted;
    delta.duplicates -= earlier.duplicates;
    delta.suppressed -= earlier.suppressed;
    delta.erased -= earlier.erased;
    delta.deadLettered -= earlier.deadLettered;
    delta.lateDropped -= earlier.lateDropped;
    subtract(delta.deadLetterCodes, earlier.deadLetterCodes);
    subtract(delta.acceptedByType, earlier.acceptedByType);
    subtract(delta.suppressedByType, earlier.suppressedByType);
    subtract(delta.unknownProperties, earlier.unknownProperties);
    return delta;
  }

  private static void subtract(Map<String, Long> from, Map<String, Long> what) {
    what.forEach((name, n) -> from.merge(name, -n, Long::sum));
    from.values().removeIf(n -> n == 0);
  }

  /** Whether nothing was counted. */
  public boolean isEmpty() {
    return read == 0
        && accepted == 0
        && duplicates == 0
        && suppressed == 0
        && erased == 0
        && deadLettered == 0
        && lateDropped == 0;
  }

  /** Whether every record that was read is accounted for. */
  public boolean isConserved() {
    return read == accepted + duplicates + suppressed + erased + deadLettered + lateDropped;
  }

  public long read() {
    return read;
  }

  public long accepted() {
    return accepted;
  }

  public long duplicates() {
    return duplicates;
  }

  public long suppressed() {
    return suppressed;
  }

  public long erased() {
    return erased;
  }

  public long deadLettered() {
    return deadLettered;
  }

  /** Valid records of a stream that came too late for a row that they belong to. */
  public long lateDropped() {
    return lateDropped;
  }

  /** The latest event time of a valid record; {@link Long#MIN_VALUE} when there was none. */
  public long maxEventTimeMillis() {
    return maxEventTimeMillis;
  }

  public Map<String, Long> deadLetterCodes() {
    return new TreeMap<>(deadLetterCodes);
  }

  public Map<String, Long> acceptedByType() {
    return new TreeMap<>(acceptedByType);
  }

  public Map<String, Long> suppressedByType() {
    return new TreeMap<>(suppressedByType);
  }

  public Map<String, Long> unknownProperties() {
    return new TreeMap<>(unknownProperties);
  }

  void writeTo(ByteWriter out) {
    for (long n : new long[] {read, accepted, duplicates, suppressed, erased, deadLettered}) {
      out.varint(n);
    }
    out.zigzag(maxEventTimeMillis);
    for (SortedMap<String, Long> byName : byName()) {
      out.varint(byName.size());
      byName.forEach(
          (name, n) -> {
            out.text(name);
            out.varint(n);
          });
    }
    if (lateDropped != 0) { // a field that came later: without it counts are as they always were
      out.varint(lateDropped);
    }
  }

  static RunCounts readFrom(ByteReader in) {
    RunCounts counts = new RunCounts();
    counts.read = in.varint();
    counts.accepted = in.varint();
    counts.duplicates = in.varint();
    counts.suppressed = in.varint();
    counts.erased = in.varint();
    counts.deadLettered = in.varint();
    counts.maxEventTimeMillis = in.zigzag();
    for (SortedMap<String, Long> byName : counts.byName()) {
      for (long left = in.varint(); left > 0; left--) {
        byName.put(in.text(), in.varint());
      }
    }
    counts.lateDropped = in.hasMore() ? in.varint() : 0;
    return counts;
  }

  private List<SortedMap<String, Long>> byName() {
    return List.of(deadLetterCodes, acceptedByType, suppressedByType, unknownProperties);
  }
}
