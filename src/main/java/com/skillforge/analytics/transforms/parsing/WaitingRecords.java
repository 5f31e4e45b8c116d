package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.LookedUpPersona;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.model.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.joda.time.Instant;

/**
 * Records without persona, that wait until the personas of their senders are looked up together.
 */
final class WaitingRecords {
  /** So many are looked up at once, at most. */
  static final int MOST_RECORDS = 500;

  private static final long MOST_BYTES = 4 << 20;

  private record Waiting(SourceRecord source, Instant timestamp, Alias sender) {}

  /** Takes a record that has waited. */
  @FunctionalInterface
  interface Settled {
    /** Takes a record, with the timestamp of its element and what was looked up of its sender. */
    void accept(SourceRecord source, Instant timestamp, LookedUpPersona persona);
  }

  private final PersonaLookup.Session session;
  private final List<Waiting> records = new ArrayList<>();
  private final Counter lookedUp = Metrics.counter(PersonaLookup.METRICS, PersonaLookup.LOOKED_UP);
  private final Counter missing = Metrics.counter(PersonaLookup.METRICS, PersonaLookup.MISSING);
  private final Counter failed = Metrics.counter(PersonaLookup.METRICS, PersonaLookup.FAILED);
  private long bytes;

  WaitingRecords(PersonaLookup.Session session) {
    this.session = session;
  }

  void clear() {
    records.clear();
    bytes = 0;
  }

  void add(SourceRecord source, Instant timestamp, Alias sender) {
    records.add(new Waiting(source, timestamp, sender));
    bytes += Objects.requireNonNull(source.value()).length;
  }

  /** Whether no more should wait. */
  boolean isFull() {
    return records.size() >= MOST_RECORDS || bytes >= MOST_BYTES;
  }

  /** Looks up, and hands over all records in the order in which they came. */
  void settle(Settled settled) {
    if (records.isEmpty()) {
      return;
    }
    Map<Alias, LookedUpPersona> personas =
        session.find(records.stream().map(Waiting::sender).collect(Collectors.toSet()));
    for (Waiting record : records) {
      LookedUpPersona persona = personas.get(record.sender);
      count(persona);
      settled.accept(record.source, record.timestamp, persona);
    }
    clear();
  }

  private void count(LookedUpPersona persona) {
    lookedUp.inc();
    switch (persona.answer()) {
      case NONE -> missing.inc();
      case UNREACHABLE -> failed.inc();
      case FOUND -> {
        // Whether it is a persona is for the parser to say.
      }
    }
  }

  void close() {
    session.close();
  }
}
