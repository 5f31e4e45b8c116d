package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.KV;

/**
 * Runs that keep contributions, one after the other, over raw tables in memory: what a warehouse
 * and a pipeline do, in as few words as possible.
 */
final class KeptRuns implements TouchedSubjects.Store {
  private static final int SHARDS = 3;

  private record Place(String type, String tenantId, String sender, String recordId) {
    static Place of(AnalyticsRecord record) {
      return new Place(record.type().name(), record.tenantId(), record.sender(), record.recordId());
    }
  }

  private record Stored(AnalyticsRecord record, long atMicros) {}

  private final List<Kpi> kpis;
  private final Set<String> types;
  private final Map<Alias, String> links = new HashMap<>();
  private final List<LinkChange> linkChanges = new ArrayList<>();
  private final Map<SubjectKey, KeptContributions> kept = new HashMap<>();
  private Map<Place, Stored> stored = new HashMap<>();
  private KpiTable sums = new KpiTable();
  private TouchedSubjects.Seen seen =
      new TouchedSubjects.Seen(Horizon.kept(Long.MIN_VALUE, Long.MIN_VALUE), Map.of());
  private long now;
  private boolean replaced;
  private int lookedAt;
  private int removed;

  KeptRuns(List<Kpi> kpis) {
    this.kpis = kpis;
    this.types =
        Stream.concat(
                kpis.stream().flatMap(kpi -> kpi.recordTypes(TestRecords.PLAN).stream()),
                Stream.of(OptOutIntervals.RECORD_TYPE))
            .collect(Collectors.toSet());
  }

  /** Stores records as raw-events does: of copies the earliest stays. */
  void store(List<AnalyticsRecord> records) {
    now++;
    records.forEach(record -> store(attributed(record), now));
  }

  private void store(AnalyticsRecord record, long atMicros) {
    Stored there = stored.get(Place.of(record));
    if (there == null || AnalyticsRecord.BY_TIME.compare(record, there.record()) < 0) {
      stored.put(Place.of(record), new Stored(record, atMicros));
      replaced |= there != null && Kpis.guests(kpis).recordTypes().contains(record.type().name());
    }
  }

  /** Makes a user id of every institution somebody else's, or its own again. */
  void link(String userId, String canonicalUserId) {
    for (String tenant : List.of("north", "south")) {
      Alias alias = Alias.userId(tenant, userId);
      String before = links.put(alias, canonicalUserId);
      if (!canonicalUserId.equals(before)) {
        linkChanges.add(new LinkChange(alias, before, canonicalUserId));
      }
    }
    Collection<Stored> all = stored.values();
    stored = new HashMap<>();
    all.forEach(one -> store(attributed(one.record()), one.atMicros()));
  }

  /**
   * Removes what is stored of persons at times at which they had opted out, and marks the sessions
   * that lose something.
   */
  void enforceOptOuts() {
    List<Stored> hidden = stored.values().stream().filter(one -> isHidden(one.record())).toList();
    for (Stored one : hidden) {
      AnalyticsRecord record = one.record();
      stored.remove(Place.of(record));
      Guests guests = Kpis.guests(kpis);
      replaced |= guests.aboutOthers().contains(record.type().name());
      if (guests.recordTypes().contains(record.type().name())) {
        guests.forEach(
            record,
            guest -> {
              if (guest.subject().kind() == Subject.Kind.SESSION) {
                mark(SubjectKey.of(record.tenantId(), guest.subject()));
              }
            });
      }
    }
    removed += hidden.size();
  }

  private void mark(SubjectKey subject) {
    KeptContributions known = kept.getOrDefault(subject, KeptContributions.none(subject));
    kept.put(subject, new KeptContributions(subject, known.packed(), 0));
  }

  /** By the definition: the last preference change up to a record's time counts. */
  private boolean isHidden(AnalyticsRecord record) {
    return record.type().behaviour().suppressible()
        && record.canonicalUserId() != null
        && stored.values().stream()
            .map(Stored::record)
            .filter(change -> change.type().name().equals(OptOutIntervals.RECORD_TYPE))
            .filter(change -> change.tenantId().equals(record.tenantId()))
            .filter(change -> change.environment().equals(record.environment()))
            .filter(change -> record.canonicalUserId().equals(change.canonicalUserId()))
            .filter(change -> change.eventTimeMillis() <= record.eventTimeMillis())
            .max(
                Comparator.comparing(AnalyticsRecord::eventTimeMillis)
                    .thenComparing(AnalyticsRecord::recordId))
            .filter(AnalyticsRecord::optOutFlag)
            .isPresent();
  }

  /** How many records opt-outs have removed. */
  int removed() {
    return removed;
  }

  private AnalyticsRecord attributed(AnalyticsRecord record) {
    String user = record.userId();
    String link = user == null ? null : links.get(Alias.userId(record.tenantId(), user));
    return link == null ? record : record.toBuilder().canonicalUserId(link).build();
  }

  /** All that is stored, as a run over everything reads it. */
  List<AnalyticsRecord> records() {
    return stored.values().stream()
        .map(Stored::record)
        .filter(record -> types.contains(record.type().name()))
        .toList();
  }

  /** How many subjects the last run has looked at. */
  int lookedAt() {
    return lookedAt;
  }

  /** How many subjects have contributions. */
  int subjects() {
    return kept.size();
  }

  /** Computes the rows of a run from what the one before has kept. */
  List<KpiValue> run(long reportFrom, long asOf, Random random) {
    Horizon horizon = Horizon.kept(reportFrom, asOf);
    Set<SubjectKey> looked =
        new HashSet<>(
            TouchedSubjects.find(
                kpis, TestRecords.PLAN, seen, horizon, linkChanges, (tenant, user) -> user, this));
    kept.values().stream()
        .filter(one -> one.changesAtMillis() <= asOf)
        .forEach(one -> looked.add(one.subject()));
    boolean everything = replaced;
    List<AnalyticsRecord> read = new ArrayList<>();
    if (everything) {
      read.addAll(records());
      kept.clear();
      sums = new KpiTable();
    } else {
      forEach(SubjectRecords.of(kpis, TestRecords.PLAN, types, looked), read::add);
      records().stream()
          .filter(record -> record.type().name().equals(OptOutIntervals.RECORD_TYPE))
          .map(record -> record.toBuilder().remembered(true).build())
          .forEach(read::add);
    }
    lookedAt = everything ? -1 : looked.size();
    evaluate(read, everything ? Optional.empty() : Optional.of(looked), horizon, random);
    sums = sums.settled(reportFrom);
    seen =
        new TouchedSubjects.Seen(
            horizon, types.stream().collect(Collectors.toMap(type -> type, type -> now)));
    linkChanges.clear();
    replaced = false;
    List<KpiValue> rows = new ArrayList<>();
    new KpiRows(kpis)
        .emit(sums.reported(Horizon.batch(reportFrom, asOf), kpis), asOf, 0, true, rows::add);
    return rows;
  }

  private void evaluate(
      List<AnalyticsRecord> read,
      Optional<Set<SubjectKey>> looked,
      Horizon horizon,
      Random random) {
    Map<Integer, List<RecordBlock>> shards = new HashMap<>();
    for (KV<Integer, RecordBlock> block : KpiRuns.blocks(kpis, read, SHARDS, random)) {
      shards.computeIfAbsent(block.getKey(), shard -> new ArrayList<>()).add(block.getValue());
    }
    KeptEvaluation evaluation = new KeptEvaluation(kpis, TestRecords.PLAN);
    for (int shard = 0; shard < SHARDS; shard++) {
      int own = shard;
      Optional<Map<SubjectKey, KeptContributions>> before =
          looked.map(
              subjects ->
                  subjects.stream()
                      .filter(
                          subject -> Shards.of(subject.tenantId(), subject.name(), SHARDS) == own)
                      .collect(
                          Collectors.toMap(
                              subject -> subject,
                              subject ->
                                  kept.getOrDefault(subject, KeptContributions.none(subject)))));
      List<KeptContributions> changed = new ArrayList<>();
      sums.merge(
          evaluation
              .evaluate(shards.getOrDefault(shard, List.of()), before, horizon, changed::add)
              .change());
      for (KeptContributions one : changed) {
        if (one.isNothing()) {
          kept.remove(one.subject());
        } else {
          kept.put(one.subject(), one);
        }
      }
    }
  }

  @Override
  public Set<SubjectKey> senders(RecordChoice choice) {
    Set<SubjectKey> senders = new HashSet<>();
    forEach(choice, record -> senders.add(SubjectKey.sender(record.tenantId(), record.sender())));
    return senders;
  }

  @Override
  public void forEach(RecordChoice choice, Consumer<AnalyticsRecord> consumer) {
    stored.values().stream()
        .filter(
            one -> choice.types().isEmpty() || choice.types().contains(one.record().type().name()))
        .filter(one -> isWanted(one, choice))
        .forEach(one -> consumer.accept(one.record()));
  }

  private static boolean isWanted(Stored one, RecordChoice choice) {
    AnalyticsRecord record = one.record();
    String type = record.type().name();
    String person = choice.persons().get(type);
    if (person != null) {
      return choice.subjects().stream()
          .filter(subject -> subject.kind() == Subject.Kind.PERSON)
          .filter(subject -> subject.tenantId().equals(record.tenantId()))
          .anyMatch(subject -> subject.name().equals(record.text(person)));
    }
    Long after = choice.storedAfterMicros().get(type);
    return (after != null && one.atMicros() > after)
        || choice.eventTimes().stream()
            .anyMatch(
                times ->
                    (times.tenantId().isEmpty() || times.tenantId().equals(record.tenantId()))
                        && times.fromMillis() <= record.eventTimeMillis()
                        && record.eventTimeMillis() < times.toMillis())
        || choice.subjects().stream().anyMatch(subject -> isOf(record, subject))
        || choice.hashes().stream().anyMatch(hash -> hash.equals(hashOf(record)));
  }

  private static boolean isOf(AnalyticsRecord record, SubjectKey subject) {
    if (!record.tenantId().equals(subject.tenantId())) {
      return false;
    }
    if (subject.kind() == Subject.Kind.PERSON) {
      return record.sender().equals(subject.name());
    }
    return SessionName.id(subject)
        .map(id -> id.equals(record.sessionId()))
        .or(() -> SessionName.sender(subject).map(sender -> sender.equals(record.sender())))
        .orElse(false);
  }

  private static Alias hashOf(AnalyticsRecord record) {
    String hash = record.piiHash();
    return hash == null
        ? new Alias(record.tenantId(), AliasType.PII_HASH, "")
        : Alias.piiHash(record.tenantId(), record.saltVersion(), hash);
  }
}
