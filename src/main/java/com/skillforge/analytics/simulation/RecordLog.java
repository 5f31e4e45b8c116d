package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Collects what people and services send. Decides what becomes of a record of somebody who is opted
 * out, and how long each record travels.
 */
final class RecordLog {
  static final String PAGE_TIMING = "page_timing";

  /** Stored even after an opt-out: the security log needs them. */
  private static final Set<String> ESSENTIAL =
      Set.of("session_started", "settings_tracking_opt_out");

  private static final String VERSION_SUFFIX = "_v[0-9]+$";

  /** Of what a client sends after an opt-out, the part that goes out all the same. */
  private static final double STALE_CLIENT = 0.25;

  private static final double STALE_FLAG = 0.3;
  private static final double LAGGING_FLAG = 0.5;

  private static final double LATE = 0.015;
  private static final double OUT_OF_ORDER = 0.03;

  private final Payloads payloads;
  private final List<SimulatedRecord> records = new ArrayList<>();

  RecordLog(Payloads payloads) {
    this.payloads = payloads;
  }

  Payloads payloads() {
    return payloads;
  }

  List<SimulatedRecord> records() {
    return records;
  }

  /**
   * An analytics event of somebody who is signed in; dropped when the client honours an opt-out.
   */
  void event(
      Person person,
      String name,
      long at,
      String page,
      Randomness random,
      Consumer<ObjectNode> details) {
    boolean essential = ESSENTIAL.contains(name);
    boolean optedOut = person.optOuts().contain(at);
    boolean sent = happens(person, at) && (essential || !optedOut || random.chance(STALE_CLIENT));
    if (!sent) {
      return;
    }
    boolean flag =
        optedOut
            ? !random.chance(STALE_FLAG)
            : person.optOuts().justClosed(at) && random.chance(LAGGING_FLAG);
    ObjectNode json = payloads.event(person, true, name, at, page, random);
    json.put("opt_out_status", flag);
    details.accept(json);
    boolean suppressed = !essential && (optedOut || flag);
    String type = name.replaceFirst(VERSION_SUFFIX, "");
    send(Topics.events(person.persona()), person.id(), at, json, type, suppressed, random);
  }

  /** An event of somebody who has not signed in, or not yet. */
  void anonymousEvent(
      Person person,
      String name,
      long at,
      String page,
      Randomness random,
      Consumer<ObjectNode> details) {
    ObjectNode json = payloads.event(person, false, name, at, page, random);
    details.accept(json);
    send(Topics.events(person.persona()), person.anonymousId(), at, json, name, false, random);
  }

  /** A page timing or a readiness score: neither may be kept while its user is opted out. */
  void measurement(
      Person person,
      String type,
      String topic,
      String key,
      long at,
      Randomness random,
      Consumer<ObjectNode> details) {
    boolean optedOut = person.optOuts().contain(at);
    if (!happens(person, at) || (optedOut && !random.chance(STALE_CLIENT))) {
      return;
    }
    ObjectNode json = payloads.record(person, type, random);
    details.accept(json);
    send(topic, key, at, json, type, optedOut, random);
  }

  /** A record that a service of the platform sends at once and that no opt-out concerns. */
  void platform(String topic, String key, String type, long at, ObjectNode json) {
    add(topic, key, at, Optional.of(Payloads.bytes(json)), Kind.PROMPT, type);
  }

  /** A null value that voids a record of the same key. */
  void tombstone(String topic, String key, String type, long at) {
    add(topic, key, at, Optional.empty(), Kind.TOMBSTONE, type);
  }

  /** The simulation ends with the semester, even in the middle of a session. */
  private static boolean happens(Person person, long at) {
    return person.isHere(at) && at < SemesterCalendar.END;
  }

  private void send(
      String topic,
      String key,
      long at,
      ObjectNode json,
      String type,
      boolean suppressed,
      Randomness random) {
    Kind kind =
        switch (random.weighted(LATE, OUT_OF_ORDER, 1 - LATE - OUT_OF_ORDER)) {
          case 0 -> Kind.LATE;
          case 1 -> Kind.OUT_OF_ORDER;
          default -> Kind.PROMPT;
        };
    long delay =
        switch (kind) {
          case LATE -> random.skewed(2 * SemesterCalendar.HOUR, 6 * SemesterCalendar.DAY);
          case OUT_OF_ORDER ->
              random.between(2 * SemesterCalendar.MINUTE, 30 * SemesterCalendar.MINUTE);
          default -> random.skewed(20, 5_000);
        };
    Kind outcome = suppressed ? Kind.SUPPRESSED : kind;
    add(topic, key, at + delay, Optional.of(Payloads.bytes(json)), outcome, type);
  }

  private void add(
      String topic, String key, long arrival, Optional<byte[]> value, Kind kind, String type) {
    records.add(new SimulatedRecord(topic, key, arrival, value, kind, type, Set.of()));
  }
}
