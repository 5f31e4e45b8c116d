package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The guests of one shard, judged as their originals are in the shards of their senders:
 * de-duplicated, without those that an opt-out of their sender suppresses, grouped by whom they
 * concern.
 *
 * <p>Every copy of a record that concerns everybody is in every shard, so that the earliest of them
 * is known here. Copies for one person or session are the same record only with an equal subject.
 */
public final class GuestRecords {
  static final GuestRecords NONE = new GuestRecords();

  /** An institution in one environment. */
  record Place(String environment, String tenantId) {
    static Place of(AnalyticsRecord record) {
      return new Place(record.environment(), record.tenantId());
    }
  }

  private record Identity(String tenantId, String sender, String recordId) {
    static Identity of(AnalyticsRecord record) {
      return new Identity(record.tenantId(), record.sender(), record.recordId());
    }
  }

  private record Copy(Identity identity, Subject subject) {}

  private final Map<Place, Map<Subject, List<AnalyticsRecord>>> bySubject = new HashMap<>();
  private final Map<Place, Map<String, OptOutIntervals>> optOuts = new HashMap<>();

  private GuestRecords() {}

  static GuestRecords of(List<AnalyticsRecord> guests) {
    if (guests.isEmpty()) {
      return NONE;
    }
    GuestRecords records = new GuestRecords();
    List<AnalyticsRecord> distinct = distinct(guests);
    records.readPreferences(distinct);
    for (AnalyticsRecord guest : distinct) {
      if (!isPreference(guest) && !records.isSuppressed(guest)) {
        records
            .bySubject
            .computeIfAbsent(Place.of(guest), place -> new HashMap<>())
            .computeIfAbsent(subject(guest), subject -> new ArrayList<>())
            .add(guest);
      }
    }
    records
        .bySubject
        .values()
        .forEach(
            subjects ->
                subjects.values().forEach(list -> list.sort(UserHistories.BY_TIME_THEN_ID)));
    return records;
  }

  private static List<AnalyticsRecord> distinct(List<AnalyticsRecord> guests) {
    Map<Copy, AnalyticsRecord> earliest = new HashMap<>(guests.size() * 2);
    for (AnalyticsRecord guest : guests) {
      earliest.merge(
          new Copy(Identity.of(guest), subject(guest)),
          guest,
          (a, b) -> UserHistories.EARLIEST_FIRST.compare(a, b) <= 0 ? a : b);
    }
    // Of two records with one id, only the earlier one counts, whomever the later one names.
    Map<Identity, RecordPosition> winners = new HashMap<>();
    for (AnalyticsRecord guest : earliest.values()) {
      if (subject(guest).equals(Subject.EVERYBODY)) {
        winners.put(Identity.of(guest), guest.position());
      }
    }
    return earliest.values().stream()
        .filter(
            guest -> {
              RecordPosition winner = winners.get(Identity.of(guest));
              return winner == null || winner.equals(guest.position());
            })
        .toList();
  }

  private void readPreferences(List<AnalyticsRecord> guests) {
    Map<Place, Map<String, List<AnalyticsRecord>>> changes = new HashMap<>();
    for (AnalyticsRecord guest : guests) {
      if (isPreference(guest) && guest.canonicalUserId() != null) {
        changes
            .computeIfAbsent(Place.of(guest), place -> new HashMap<>())
            .computeIfAbsent(guest.canonicalUserId(), user -> new ArrayList<>())
            .add(guest);
      }
    }
    changes.forEach(
        (place, byUser) -> {
          Map<String, OptOutIntervals> intervals = new HashMap<>();
          byUser.forEach((user, own) -> intervals.put(user, OptOutIntervals.of(own)));
          optOuts.put(place, intervals);
        });
  }

  private static boolean isPreference(AnalyticsRecord record) {
    return record.type().name().equals(OptOutIntervals.RECORD_TYPE);
  }

  private boolean isSuppressed(AnalyticsRecord guest) {
    if (!guest.type().behaviour().suppressible()) {
      return false;
    }
    OptOutIntervals own =
        guest.canonicalUserId() == null
            ? OptOutIntervals.NONE
            : optOutsAt(Place.of(guest))
                .getOrDefault(guest.canonicalUserId(), OptOutIntervals.NONE);
    return guest.optOutFlag() || own.contains(guest.eventTimeMillis());
  }

  private static Subject subject(AnalyticsRecord guest) {
    return Objects.requireNonNull(guest.subject());
  }

  /** When whom of an institution was opted out, by canonical user. */
  private Map<String, OptOutIntervals> optOutsAt(Place place) {
    return optOuts.getOrDefault(place, Map.of());
  }

  /** The guests that concern a subject. */
  List<AnalyticsRecord> about(Place place, Subject subject) {
    return bySubject.getOrDefault(place, Map.of()).getOrDefault(subject, List.of());
  }

  /** The subjects of one kind, each with its institution. */
  void forEach(Subject.Kind kind, BiConsumer<Place, Subject> out) {
    bySubject.forEach(
        (place, subjects) ->
            subjects.keySet().stream()
                .filter(subject -> subject.kind() == kind)
                .forEach(subject -> out.accept(place, subject)));
  }

  /** The sessions, each with its timings. */
  void forEachSession(Consumer<SessionHistory> out) {
    forEach(
        Subject.Kind.SESSION,
        (place, subject) ->
            out.accept(
                new SessionHistory(
                    place.environment(),
                    place.tenantId(),
                    subject.key(),
                    about(place, subject),
                    optOutsAt(place))));
  }
}
