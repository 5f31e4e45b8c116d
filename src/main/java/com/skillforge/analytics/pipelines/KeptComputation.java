package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.io.LastRun;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.io.SubjectHistory.RemovedRows;
import com.skillforge.analytics.kpi.Horizon;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.kpi.SubjectRecords;
import com.skillforge.analytics.kpi.TouchedSubjects;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.pipelines.launch.JobInputs;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run that goes on from what the last one has kept: at whom it looks, and why.
 *
 * @param history the stored records, and what is kept of their subjects
 * @param run what is noted of the run
 * @param subjects those to look at; empty for all
 * @param looked the same for people
 */
record KeptComputation(
    SubjectHistory history, KeptRun run, Optional<Set<SubjectKey>> subjects, LookedAt looked) {

  /**
   * Finds out what is new.
   *
   * @param reportFromMillis see {@link Horizon#reportFromMillis}
   * @param full whether all subjects are to be looked at anyway
   * @return empty where nothing can be kept: not all records come from the one warehouse that rows
   *     are written to, or it cannot be asked for single subjects, or the run is as of an earlier
   *     instant than the last one
   */
  static Optional<KeptComputation> of(
      List<Kpi> kpis, JobInputs inputs, long reportFromMillis, boolean full) {
    Request request = inputs.request();
    Optional<SubjectHistory> history =
        inputs.input().stored().flatMap(stored -> stored.bySubject());
    boolean alone =
        inputs.input().received().isEmpty()
            && !inputs.input().resolvesIdentity()
            && request.warehouses().size() == 1
            && request.history().equals(request.warehouses().stream().findFirst());
    if (history.isEmpty() || !alone) {
      return Optional.empty();
    }
    OptionalLong asOf = asOf(request, history.get());
    if (asOf.isEmpty()) {
      return Optional.empty();
    }
    String scope = KeptScope.of(kpis, inputs.plan(), inputs.terms());
    Optional<LastRun> last = history.get().lastRun(scope);
    if (last.isPresent() && last.get().run().asOfMillis() > asOf.getAsLong()) {
      return Optional.empty();
    }
    Search search =
        new Search(
            kpis, inputs.plan(), history.get(), Horizon.kept(reportFromMillis, asOf.getAsLong()));
    Optional<String> why =
        full
            ? Optional.of("--recompute=full asks for it")
            : last.map(search::whyAnew)
                .orElse(
                    Optional.of(
                        "no earlier run has kept what they contribute to these KPIs by this"
                            + " release, plan and terms"));
    Optional<Set<SubjectKey>> subjects =
        why.isPresent() ? Optional.empty() : Optional.of(search.since(last.orElseThrow()));
    if (subjects.filter(some -> some.size() > history.get().limits().subjects()).isPresent()) {
      why =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "%,d subjects are more than it asks for singly",
                  subjects.get().size()));
      subjects = Optional.empty();
    }
    KeptRun run =
        new KeptRun(
            scope,
            KeptScope.names(kpis),
            asOf.getAsLong(),
            reportFromMillis,
            history.get().tables(),
            history.get().seenAtMillis(),
            history.get().removedSince(history.get().seenAtMillis()).size(),
            why.isPresent() ? KeptRun.ANEW : last.orElseThrow().writtenAt().toEpochMilli());
    LookedAt looked =
        why.isPresent()
            ? LookedAt.all(why.get())
            : LookedAt.some(subjects.orElseThrow().size(), history.get().subjects(scope));
    return Optional.of(new KeptComputation(history.get(), run, subjects, looked));
  }

  private static OptionalLong asOf(Request request, SubjectHistory history) {
    Optional<Instant> to = request.range().to();
    if (to.isPresent()) {
      return OptionalLong.of(to.get().toEpochMilli());
    }
    OptionalLong latest = history.latestEventTimeMillis();
    return latest.isEmpty() ? latest : OptionalLong.of(latest.getAsLong() + 1);
  }

  /** The records that the run needs; empty for all. */
  Optional<RecordChoice> records(List<Kpi> kpis, TrackingPlan plan) {
    return subjects.map(some -> SubjectRecords.of(kpis, plan, history.types(), some));
  }

  /** Stored records, of which a search needs some properties. */
  private record Stored(SubjectHistory history, Projection needed)
      implements TouchedSubjects.Store {

    @Override
    public void forEach(RecordChoice choice, Consumer<AnalyticsRecord> consumer) {
      history.forEach(choice, needed, consumer);
    }

    @Override
    public Set<SubjectKey> senders(RecordChoice choice) {
      return history.senders(choice);
    }
  }

  /** Looks for what has changed since a run. */
  private record Search(List<Kpi> kpis, TrackingPlan plan, SubjectHistory history, Horizon now) {

    /** Why what an earlier run has kept does not help; empty where it does. */
    Optional<String> whyAnew(LastRun last) {
      KeptRun before = last.run();
      boolean earlierInput =
          kpis.stream()
              .anyMatch(
                  kpi ->
                      kpi.firstInputMillis(now.reportFromMillis())
                          < kpi.firstInputMillis(before.reportFromMillis()));
      if (now.reportFromMillis() < before.reportFromMillis() || earlierInput) {
        return Optional.of("the report starts earlier than that of the last run");
      }
      Map<Boolean, List<RemovedRows>> removed =
          history.removedSince(before.seenAtMillis()).stream()
              .collect(
                  Collectors.partitioningBy(
                      rows -> rows.removedAtMillis() > last.writtenAt().toEpochMilli()));
      if (removed.get(false).size() != before.removalsSeen()) {
        return Optional.of("stored records were removed while the last run was computing");
      }
      Map<String, Long> left = history.rowsOf(before.seen());
      return takenAway(before.seen(), left, removed.get(true)).or(() -> tooMuch(left));
    }

    /** Whether more is new than is looked through in this process. */
    private Optional<String> tooMuch(Map<String, Long> left) {
      long news = history.rows() - left.values().stream().mapToLong(Long::longValue).sum();
      return news <= history.limits().records()
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT, "%,d new records are more than it looks through singly", news));
    }

    /**
     * Whether rows have gone that the last run has seen, and neither because an earlier copy of the
     * same record of the same sender has come, nor by a run that has marked whom they concern.
     */
    private Optional<String> takenAway(
        Map<String, StoredTable> seen, Map<String, Long> left, List<RemovedRows> removed) {
      Map<String, Long> replaced = history.replacedSince(seen);
      Set<String> aboutOthers = Kpis.guests(kpis).recordTypes();
      List<String> changed =
          seen.entrySet().stream()
              .filter(
                  table -> {
                    String type = table.getKey();
                    long gone = table.getValue().rows() - left.getOrDefault(type, 0L);
                    long expected =
                        (aboutOthers.contains(type) ? 0 : replaced.getOrDefault(type, 0L))
                            + rowsOf(type, table.getValue(), removed);
                    return gone != expected && gone != 0;
                  })
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      return changed.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "stored records have been deleted or replaced since the last run ("
                  + String.join(", ", changed)
                  + ")");
    }

    private long rowsOf(String type, StoredTable seen, List<RemovedRows> removed) {
      TableName table = RawTable.of(plan.recordType(type).orElseThrow(), plan).table().name();
      return removed.stream()
          .filter(rows -> rows.table().equals(table))
          .filter(rows -> rows.storedAtMicros() <= seen.newestMicros())
          .mapToLong(RemovedRows::rows)
          .sum();
    }

    Set<SubjectKey> since(LastRun last) {
      KeptRun before = last.run();
      Map<String, Long> stored =
          before.seen().entrySet().stream()
              .collect(
                  Collectors.toMap(Map.Entry::getKey, table -> table.getValue().newestMicros()));
      Set<SubjectKey> subjects =
          new HashSet<>(
              TouchedSubjects.find(
                  kpis,
                  plan,
                  new TouchedSubjects.Seen(
                      Horizon.kept(before.reportFromMillis(), before.asOfMillis()), stored),
                  now,
                  history.linkChanges(last),
                  (tenant, user) -> user,
                  new Stored(history, Kpis.projection(kpis).withIdentity())));
      subjects.addAll(history.changing(before.scope(), now.asOfMillis()));
      return subjects;
    }
  }
}
