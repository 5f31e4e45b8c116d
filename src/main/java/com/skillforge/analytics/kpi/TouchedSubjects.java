package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.AliasType;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.RecordChoice.EventTimes;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.sharding.Guests;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the subjects whose contributions may not be what the last run has kept: those of records
 * that came since, that only now lie before as-of, or that the look-back has left behind; those
 * whom such records concern; and those whose identity has changed. What time alone changes is known
 * from the kept contributions themselves.
 */
public final class TouchedSubjects {
  /** Stored records. */
  public interface Store {
    /** Hands over each record that is wanted, perhaps more than once, in no order. */
    void forEach(RecordChoice choice, Consumer<AnalyticsRecord> consumer);

    /** The senders of all records that are wanted, where none is by name. */
    Set<SubjectKey> senders(RecordChoice choice);
  }

  /**
   * What a run has seen.
   *
   * @param horizon its horizon
   * @param storedMicros by record type: when the newest of the records was stored, in microseconds
   *     since the epoch; a type that is missing had none
   */
  public record Seen(Horizon horizon, Map<String, Long> storedMicros) {
    public Seen {
      storedMicros = Map.copyOf(storedMicros);
    }
  }

  private final List<Kpi> kpis;
  private final Guests guests;
  private final BinaryOperator<String> personOf;
  private final Store store;
  private final Set<SubjectKey> touched = new HashSet<>();

  /**
   * Senders whose opt-outs may have changed: what they sent may concern others no more, or again.
   */
  private final Set<SubjectKey> optOutsChanged = new HashSet<>();

  /** When records that concern everybody matter to those who were active. */
  private final List<EventTimes> commons = new ArrayList<>();

  private TouchedSubjects(List<Kpi> kpis, BinaryOperator<String> personOf, Store store) {
    this.kpis = kpis;
    this.guests = Kpis.guests(kpis);
    this.personOf = personOf;
    this.store = store;
  }

  /**
   * Looks at what has changed.
   *
   * @param before what the last run has seen
   * @param now up to where this run sees
   * @param links how identity links have changed since
   * @param personOf the canonical user of a tenant's user id
   */
  public static Set<SubjectKey> find(
      List<Kpi> kpis,
      TrackingPlan plan,
      Seen before,
      Horizon now,
      List<LinkChange> links,
      BinaryOperator<String> personOf,
      Store store) {
    TouchedSubjects subjects = new TouchedSubjects(kpis, personOf, store);
    subjects.followLinks(links);
    subjects.followNews(types(kpis, plan), before, now);
    subjects.followOptOuts();
    for (Kpi kpi : kpis) {
      if (!kpi.looksBackExactly()) {
        subjects.followLookBack(kpi, kpi.recordTypes(plan), before.horizon(), now);
      }
    }
    subjects.followCommons(now);
    return Set.copyOf(subjects.touched);
  }

  /** Most records concern nobody but their sender: only who that is matters of them. */
  private void followNews(Set<String> types, Seen before, Horizon now) {
    Set<String> alone = new HashSet<>(types);
    alone.removeAll(guests.recordTypes());
    alone.remove(OptOutIntervals.RECORD_TYPE);
    if (!alone.isEmpty()) {
      touched.addAll(store.senders(news(alone, before, now)));
    }
    Set<String> others = new HashSet<>(types);
    others.removeAll(alone);
    store.forEach(news(others, before, now), this::touch);
  }

  private static Set<String> types(List<Kpi> kpis, TrackingPlan plan) {
    Set<String> types = new HashSet<>(Set.of(OptOutIntervals.RECORD_TYPE));
    kpis.forEach(kpi -> types.addAll(kpi.recordTypes(plan)));
    return types;
  }

  private static RecordChoice news(Set<String> types, Seen before, Horizon now) {
    Map<String, Long> stored =
        types.stream()
            .collect(
                Collectors.toMap(
                    type -> type,
                    type -> before.storedMicros().getOrDefault(type, RecordChoice.ALL_MICROS)));
    return new RecordChoice(
        types,
        stored,
        between(before.horizon().inputEndMillis(), now.inputEndMillis()),
        Set.of(),
        Set.of());
  }

  private static List<EventTimes> between(long fromMillis, long toMillis) {
    return fromMillis < toMillis ? List.of(new EventTimes("", fromMillis, toMillis)) : List.of();
  }

  /** What only the last run's look-back reached is news to the one KPI, and to no other. */
  private void followLookBack(Kpi kpi, Set<String> types, Horizon before, Horizon now) {
    List<EventTimes> left =
        between(
            kpi.firstInputMillis(before.reportFromMillis()),
            kpi.firstInputMillis(now.reportFromMillis()));
    if (left.isEmpty() || types.isEmpty()) {
      return;
    }
    touched.addAll(store.senders(RecordChoice.at(types, left)));
    Guests concerned = Kpis.guests(List.of(kpi));
    if (!concerned.isEmpty()) {
      store.forEach(
          RecordChoice.at(concerned.recordTypes(), left), record -> touchGuests(record, concerned));
    }
  }

  private void touch(AnalyticsRecord record) {
    SubjectKey sender = touchSender(record);
    touchGuests(record, guests);
    if (record.type().name().equals(OptOutIntervals.RECORD_TYPE)) {
      optOutsChanged.add(sender);
    }
  }

  private SubjectKey touchSender(AnalyticsRecord record) {
    SubjectKey sender = SubjectKey.sender(record.tenantId(), record.sender());
    touched.add(sender);
    return sender;
  }

  private void touchGuests(AnalyticsRecord record, Guests concerned) {
    if (!concerned.recordTypes().contains(record.type().name())) {
      return;
    }
    concerned.forEach(
        record,
        guest -> {
          Subject subject = Objects.requireNonNull(guest.subject());
          switch (subject.kind()) {
            case EVERYBODY ->
                commons.add(
                    new EventTimes(
                        record.tenantId(), record.eventTimeMillis(), record.eventTimeMillis() + 1));
            case PERSON -> {
              touched.add(SubjectKey.of(record.tenantId(), subject));
              touched.add(
                  SubjectKey.sender(
                      record.tenantId(), personOf.apply(record.tenantId(), subject.key())));
            }
            case SESSION -> touched.add(SubjectKey.of(record.tenantId(), subject));
          }
        });
  }

  /** Whoever had, or has, records under one of these names. */
  private void followLinks(List<LinkChange> links) {
    for (LinkChange link : links) {
      String tenant = link.alias().tenantId();
      Stream<@Nullable String> names = Stream.of(link.before(), link.after());
      if (link.alias().type() != AliasType.PII_HASH) {
        names = Stream.concat(names, Stream.of(link.alias().value()));
      }
      names.filter(Objects::nonNull).forEach(name -> touchName(tenant, name));
    }
    Set<Alias> hashes =
        links.stream()
            .map(LinkChange::alias)
            .filter(alias -> alias.type() == AliasType.PII_HASH)
            .collect(Collectors.toSet());
    if (!hashes.isEmpty()) {
      store.forEach(
          new RecordChoice(Set.of(), Map.of(), List.of(), Set.of(), hashes),
          record ->
              Stream.of(record.sender(), record.userId(), record.anonymousId())
                  .filter(Objects::nonNull)
                  .forEach(name -> touchName(record.tenantId(), name)));
    }
  }

  private void touchName(String tenant, String name) {
    SubjectKey sender = SubjectKey.sender(tenant, name);
    touched.add(sender);
    optOutsChanged.add(sender);
    touched.add(SubjectKey.of(tenant, Subject.session(SessionName.ofUser(name))));
    touched.add(SubjectKey.of(tenant, Subject.session(SessionName.ofVisitor(name))));
  }

  private void followOptOuts() {
    Set<String> types = guests.suppressible();
    if (!types.isEmpty() && !optOutsChanged.isEmpty()) {
      store.forEach(RecordChoice.of(types, optOutsChanged), record -> touchGuests(record, guests));
    }
  }

  private void followCommons(Horizon now) {
    for (Kpi kpi : kpis) {
      long reach = kpi.commonReach().toMillis();
      if (reach > 0 && !commons.isEmpty()) {
        List<EventTimes> reached =
            commons.stream()
                .map(
                    common ->
                        new EventTimes(
                            common.tenantId(),
                            common.fromMillis(),
                            Math.min(common.toMillis() + reach, now.inputEndMillis())))
                .filter(times -> times.fromMillis() < times.toMillis())
                .distinct()
                .toList();
        touched.addAll(store.senders(RecordChoice.at(kpi.needs().keySet(), reached)));
      }
    }
  }
}
