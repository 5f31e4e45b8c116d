package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records that were read. Counts add up: partial counts of bundles and shards
 * are merged into the run's. Where they were made, and as long as they have not travelled, they
 * also know of which environment and persona the records were, see {@link RunCounters}.
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

  /** The record type of what could not be read. */
  private static final String UNREAD = "unknown";

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
  private final EventCounts acceptedEvents = new EventCounts();
  private final EventCounts suppressedEvents = new EventCounts();
  private final EventCounts duplicateEvents = new EventCounts();
  private final EventCounts erasedEvents = new EventCounts();
  private final EventCounts lateEvents = new EventCounts();
  private final EventCounts rejectedEvents = new EventCounts();

  public void addRead(long n) {
    read += n;
  }

  /** Counts a record, or with -1 one less. */
  public void addAccepted(AnalyticsRecord record, long n) {
    accepted += n;
    acceptedEvents.add(record, n);
  }

  /** Adds records that were counted before. */
  public void addAccepted(String recordType, long n) {
    accepted += n;
    acceptedByType.merge(recordType, n, Long::sum);
  }

  public void addDuplicate(AnalyticsRecord record) {
    duplicates++;
    duplicateEvents.add(record, 1);
  }

  /** Adds records that were counted before. */
  public void addDuplicates(long n) {
    duplicates += n;
  }

  /** Counts a record, or with -1 one less. */
  public void addSuppressed(AnalyticsRecord record, long n) {
    suppressed += n;
    suppressedEvents.add(record, n);
  }

  /** Adds records that were counted before. */
  public void addSuppressed(String recordType, long n) {
    suppressed += n;
    suppressedByType.merge(recordType, n, Long::sum);
  }

  public void addErased(AnalyticsRecord record) {
    erased++;
    erasedEvents.add(record, 1);
  }

  /** Counts a dead letter of which nothing is kept. */
  public void addErased(DeadLetter letter) {
    erased++;
    erasedEvents.add(letter.environment(), UNREAD, EventCounts.NO_PERSONA, 1);
  }

  /** Adds records that were counted before. */
  public void addErased(long n) {
    erased += n;
  }

  /** Counts a dead letter once, and once under each of its distinct codes. */
  public void addDeadLetter(DeadLetter letter) {
    deadLettered++;
    addRejected(letter.environment(), letter.codes().stream().map(Enum::name).toList());
  }

  /**
   * Counts a record, that was counted as accepted, as a dead letter of a warehouse, which has codes
   * of its own.
   */
  public void addRefused(String environment, String recordType, String code) {
    accepted--;
    acceptedEvents.add(environment, recordType, EventCounts.NO_PERSONA, -1);
    deadLettered++;
    addRejected(environment, List.of(code));
  }

  private void addRejected(String environment, List<String> codes) {
    for (String code : codes) {
      deadLetterCodes.merge(code, 1L, Long::sum);
      rejectedEvents.add(environment, code, EventCounts.NO_PERSONA, 1);
    }
  }

  /** Adds dead letters that were counted before, by code. */
  public void addDeadLetters(long n, Map<String, Long> byCode) {
    deadLettered += n;
    byCode.forEach((code, letters) -> deadLetterCodes.merge(code, letters, Long::sum));
  }

  /**
   * Counts a record, that was counted as accepted, as too late instead: a row that it belongs to is
   * not restated any more.
   */
  public void addLateDropped(AnalyticsRecord record) {
    addAccepted(record, -1);
    lateDropped++;
    lateEvents.add(record, 1);
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
    List<EventCounts> others = that.events();
    List<EventCounts> own = events();
    for (int i = 0; i < own.size(); i++) {
      own.get(i).merge(others.get(i));
    }
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
    List<EventCounts> others = earlier.events();
    List<EventCounts> own = delta.events();
    for (int i = 0; i < own.size(); i++) {
      own.get(i).subtract(others.get(i));
    }
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
    return sum(acceptedByType, acceptedEvents);
  }

  public Map<String, Long> suppressedByType() {
    return sum(suppressedByType, suppressedEvents);
  }

  private static SortedMap<String, Long> sum(Map<String, Long> before, EventCounts events) {
    SortedMap<String, Long> sum = new TreeMap<>(before);
    events.addByNameTo(sum);
    return sum;
  }

  public Map<String, Long> unknownProperties() {
    return new TreeMap<>(unknownProperties);
  }

  void writeTo(ByteWriter out) {
    for (long n : new long[] {read, accepted, duplicates, suppressed, erased, deadLettered}) {
      out.varint(n);
    }
    out.zigzag(maxEventTimeMillis);
    for (Map<String, Long> byName :
        List.of(deadLetterCodes, acceptedByType(), suppressedByType(), unknownProperties)) {
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
    for (Map<String, Long> byName :
        List.of(
            counts.deadLetterCodes,
            counts.acceptedByType,
            counts.suppressedByType,
            counts.unknownProperties)) {
      for (long left = in.varint(); left > 0; left--) {
        byName.put(in.text(), in.varint());
      }
    }
    counts.lateDropped = in.hasMore() ? in.varint() : 0;
    return counts;
  }

  private List<EventCounts> events() {
    return List.of(
        acceptedEvents,
        suppressedEvents,
        duplicateEvents,
        erasedEvents,
        lateEvents,
        rejectedEvents);
  }

  EventCounts acceptedEvents() {
    return acceptedEvents;
  }

  EventCounts suppressedEvents() {
    return suppressedEvents;
  }

  EventCounts duplicateEvents() {
    return duplicateEvents;
  }

  EventCounts erasedEvents() {
    return erasedEvents;
  }

  EventCounts lateEvents() {
    return lateEvents;
  }

  /** By error code in the place of a record type. */
  EventCounts rejectedEvents() {
    return rejectedEvents;
  }
}
