package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Turns the records of a shard into histories: one per sender, de-duplicated, with opt-outs
 * enforced. The outcome depends on the set of records alone, not on the order in which they come.
 *
 * <p>Two records are the same when tenant, sender and id are equal; the earliest by event time,
 * then position, stays. A copy of a suppressed record is a duplicate.
 */
public final class UserHistories {
  static final Comparator<AnalyticsRecord> BY_TIME_THEN_ID =
      Comparator.comparingLong(AnalyticsRecord::eventTimeMillis)
          .thenComparing(AnalyticsRecord::recordId);

  private record Person(GuestRecords.Place place, @Nullable String canonicalUserId) {}

  /**
   * By event time, then position: the earliest stays. One record may be read twice at one position,
   * from its topic and from the raw table: then what was received stays, or what has more of it.
   */
  static final Comparator<AnalyticsRecord> EARLIEST_FIRST =
      AnalyticsRecord.BY_TIME
          .thenComparing(AnalyticsRecord::optedOut)
          .thenComparingInt(record -> -record.countValues());

  private record HistoryKey(String environment, @Nullable String canonicalUserId) {}

  private UserHistories() {}

  /**
   * Hands each history to {@code consumer}.
   *
   * @param counts where accepted, duplicate and suppressed records are counted; guests are counted
   *     where their originals are
   */
  public static void forEach(
      Iterable<RecordBlock> blocks, TrackingPlan plan, RunCounts counts, HistoryConsumer consumer) {
    ShardRecords shard = ShardRecords.unpack(blocks, plan);
    GuestRecords guests = GuestRecords.of(shard.guests());
    Set<Person> seen = new HashSet<>();
    shard
        .bySender()
        .forEach(
            (key, records) ->
                split(distinct(records, counts, consumer::duplicate))
                    .forEach(
                        (history, own) -> {
                          UserHistory user = enforce(key, history, own, guests, counts);
                          seen.add(new Person(place(user), user.canonicalUserId()));
                          consumer.user(user);
                        }));
    guests.forEach(
        Subject.Kind.PERSON,
        (place, subject) -> {
          if (!seen.contains(new Person(place, subject.key()))) {
            consumer.user(silent(place, subject, guests));
          }
        });
    guests.forEachSession(consumer::session);
  }

  private static GuestRecords.Place place(UserHistory user) {
    return new GuestRecords.Place(user.environment(), user.tenantId());
  }

  /** Somebody whom others' records concern and who sent none. */
  private static UserHistory silent(
      GuestRecords.Place place, Subject subject, GuestRecords guests) {
    return new UserHistory(
        place.environment(),
        place.tenantId(),
        subject.key(),
        subject.key(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        guests.about(place, subject),
        guests.about(place, Subject.EVERYBODY),
        OptOutIntervals.NONE);
  }

  /** The earliest record of each id; records known from earlier runs are all kept. */
  private static List<AnalyticsRecord> distinct(
      List<AnalyticsRecord> records, RunCounts counts, Consumer<DuplicateRecord> duplicates) {
    if (records.size() == 1) {
      return records;
    }
    records.sort(EARLIEST_FIRST);
    Map<String, AnalyticsRecord> seen = new HashMap<>(records.size() * 2);
    List<AnalyticsRecord> distinct = new ArrayList<>(records.size());
    for (AnalyticsRecord record : records) {
      AnalyticsRecord kept =
          record.remembered() ? null : seen.putIfAbsent(record.recordId(), record);
      if (kept == null) {
        distinct.add(record);
      } else {
        counts.addDuplicate(record);
        duplicates.accept(DuplicateRecord.of(record, kept.position()));
      }
    }
    distinct.sort(BY_TIME_THEN_ID);
    return distinct;
  }

  /** Nearly always one group: a sender rarely shows up in two environments. */
  private static Map<HistoryKey, List<AnalyticsRecord>> split(List<AnalyticsRecord> records) {
    Map<HistoryKey, List<AnalyticsRecord>> split = new HashMap<>(2);
    for (AnalyticsRecord record : records) {
      HistoryKey key = new HistoryKey(record.environment(), record.canonicalUserId());
      split.computeIfAbsent(key, k -> new ArrayList<>(records.size())).add(record);
    }
    return split;
  }

  private static UserHistory enforce(
      ShardRecords.SenderKey key,
      HistoryKey history,
      List<AnalyticsRecord> all,
      GuestRecords guests,
      RunCounts counts) {
    String user = history.canonicalUserId();
    OptOutIntervals optOuts =
        user == null ? OptOutIntervals.NONE : OptOutIntervals.of(preferenceChanges(all));
    List<AnalyticsRecord> records = new ArrayList<>(all.size());
    List<AnalyticsRecord> reduced = new ArrayList<>(0);
    List<AnalyticsRecord> suppressed = new ArrayList<>(0);
    List<AnalyticsRecord> withheld = new ArrayList<>(0);
    for (AnalyticsRecord record : all) {
      if (record.remembered()) {
        continue;
      }
      RecordType.Behaviour behaviour = record.type().behaviour();
      boolean itself = record.optedOut() || record.optOutFlag();
      boolean optedOut = itself || optOuts.contains(record.eventTimeMillis());
      if (optedOut && !itself && (behaviour.suppressible() || behaviour.essential())) {
        withheld.add(record);
      }
      if (optedOut && behaviour.suppressible()) {
        suppressed.add(record);
        counts.addSuppressed(record, 1);
        continue;
      }
      counts.addAccepted(record, 1);
      if (optedOut && behaviour.essential()) {
        reduced.add(reduce(record));
      } else {
        records.add(record);
      }
    }
    GuestRecords.Place place = new GuestRecords.Place(history.environment(), key.tenantId());
    return new UserHistory(
        history.environment(),
        key.tenantId(),
        user,
        key.sender(),
        records,
        reduced,
        suppressed,
        withheld,
        user == null ? List.of() : guests.about(place, Subject.person(user)),
        guests.about(place, Subject.EVERYBODY),
        optOuts);
  }

  /** One of each id, the earliest: what is read and what is remembered may be copies. */
  private static Collection<AnalyticsRecord> preferenceChanges(List<AnalyticsRecord> all) {
    Map<String, AnalyticsRecord> earliest = new HashMap<>(2);
    for (AnalyticsRecord record : all) {
      if (record.type().name().equals(OptOutIntervals.RECORD_TYPE)) {
        earliest.merge(
            record.recordId(),
            record,
            (one, other) -> EARLIEST_FIRST.compare(one, other) <= 0 ? one : other);
      }
    }
    return earliest.values();
  }

  /** What security logging needs of an essential event, and no more. */
  private static AnalyticsRecord reduce(AnalyticsRecord record) {
    AnalyticsRecord.Builder reduced = record.toBuilder().optedOut(true);
    for (Role dropped : Role.DROPPED_WHEN_OPTED_OUT) {
      if (record.type().has(dropped)) {
        reduced.value(dropped, null);
      }
    }
    return reduced.build();
  }
}
