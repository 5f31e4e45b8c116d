package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which stored records are wanted: those for which at least one of these holds.
 *
 * @param types the record types to look at; empty for all
 * @param storedAfterMicros by record type: those stored after an instant, in microseconds since the
 *     epoch, see {@link #ALL_MICROS}
 * @param eventTimes those that happened within certain stretches of time
 * @param subjects those of these senders and sessions
 * @param hashes those that came with one of these hashes
 * @param persons by record type, the property that names a person: of these types those that name
 *     one of the subjects, whoever has sent them
 */
public record RecordChoice(
    Set<String> types,
    Map<String, Long> storedAfterMicros,
    List<EventTimes> eventTimes,
    Set<SubjectKey> subjects,
    Set<Alias> hashes,
    Map<String, String> persons)
    implements Serializable {
  /** Before any record was stored. */
  public static final long ALL_MICROS = Long.MIN_VALUE;

  public RecordChoice {
    types = Set.copyOf(types);
    storedAfterMicros = Map.copyOf(storedAfterMicros);
    eventTimes = List.copyOf(eventTimes);
    subjects = Set.copyOf(subjects);
    hashes = Set.copyOf(hashes);
    persons = Map.copyOf(persons);
  }

  /** No record. */
  public static final RecordChoice NOTHING = of(Set.of(), Set.of());

  /** Not by whom records name. */
  public RecordChoice(
      Set<String> types,
      Map<String, Long> storedAfterMicros,
      List<EventTimes> eventTimes,
      Set<SubjectKey> subjects,
      Set<Alias> hashes) {
    this(types, storedAfterMicros, eventTimes, subjects, hashes, Map.of());
  }

  /**
   * A stretch of event time, {@code [fromMillis, toMillis)}.
   *
   * @param tenantId of one institution; empty for all of them
   */
  public record EventTimes(String tenantId, long fromMillis, long toMillis)
      implements Serializable {}

  /** Whether no record is wanted. */
  public boolean isNothing() {
    return storedAfterMicros.isEmpty()
        && eventTimes.isEmpty()
        && subjects.isEmpty()
        && hashes.isEmpty();
  }

  /** The records of some subjects. */
  public static RecordChoice of(Set<String> types, Set<SubjectKey> subjects) {
    return new RecordChoice(types, Map.of(), List.of(), subjects, Set.of());
  }

  /** The records of some stretches of time. */
  public static RecordChoice at(Set<String> types, List<EventTimes> eventTimes) {
    return new RecordChoice(types, Map.of(), eventTimes, Set.of(), Set.of());
  }
}
