package com.skillforge.analytics.kpi;

import com.skillforge.analytics.kpi.ShardProgress.Watch;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.UserHistories;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Evaluates one shard of a stream: those of its subjects that are dirty, see {@link DirtySubjects},
 * each over all its records, with the code of batch. What a subject contributed before goes from
 * the shard's sums, what it contributes now comes; so that an evaluation costs what is new, not
 * what the shard holds.
 */
final class ShardEvaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** From here on the watermark is that of the end of the stream. */
  static final long END_MILLIS = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  /** Records are forgotten when a quarter more than needed is kept, but not more than daily. */
  private static final int FORGETS_PER_KEPT = 4;

  private static final long MIN_FORGET_MILLIS = Duration.ofDays(1).toMillis();

  /**
   * From where an evaluation looks.
   *
   * @param asOf the watermark that the results are of
   * @param seen the last watermark before the end of the stream; null when there was none
   * @param sentOn how far the watermark can have come behind this step
   * @param isCutOff whether it is the last one of a stream that is cut off
   */
  record Look(long asOf, @Nullable Long seen, long sentOn, boolean isCutOff) {}

  /**
   * What an evaluation amounts to.
   *
   * @param progress how far the shard has come
   * @param changed the tables to send on; empty ones in the place of those gone
   * @param counts how records are judged otherwise than before
   * @param nextLookMillis when to look again although no record comes; {@link Long#MAX_VALUE} for
   *     never
   */
  record Outcome(
      ShardProgress progress,
      Map<KpiPeriod, KpiTable> changed,
      RunCounts counts,
      long nextLookMillis) {}

  /** What a subject contributes now, and until when. */
  private record Evaluated(KpiTable table, long changesAtMillis, long staleAtMillis) {
    private static final Evaluated NOTHING =
        new Evaluated(new KpiTable(), Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private final KpiEvaluation evaluation;
  private final LateRecords lateRecords;
  private final HistoryPacking packing;
  private final TrackingPlan plan;
  private final long keepMillis;
  private final boolean cutOff;

  /**
   * Creates the evaluation.
   *
   * @param lateRecords which rows are closed, and which records come too late for them
   * @param keepMillis how far behind the watermark records are still needed
   * @param cutOff whether the end of the stream is not that of its input
   */
  ShardEvaluation(
      KpiEvaluation evaluation,
      LateRecords lateRecords,
      TrackingPlan plan,
      long keepMillis,
      boolean cutOff) {
    this.evaluation = evaluation;
    this.lateRecords = lateRecords;
    this.packing = new HistoryPacking(plan);
    this.plan = plan;
    this.keepMillis = keepMillis;
    this.cutOff = cutOff;
  }

  /**
   * Evaluates what is dirty, and keeps what has come.
   *
   * @param added the records that came since the last evaluation
   * @param state what is kept of the records before; takes these too
   */
  Outcome evaluate(Look look, ShardProgress before, List<RecordBlock> added, ShardState state) {
    FreshRecords fresh = FreshRecords.of(added, plan);
    long last = Math.max(before.lastMillis(), fresh.lastMillis());
    Horizon horizon = horizon(look, last);
    List<RecordBlock> common = state.readCommon();
    Set<SubjectKey> dirty =
        DirtySubjects.find(fresh, before, horizon.asOfMillis(), common, state, plan);
    Map<SubjectKey, SubjectHistory> known = state.read(dirty);
    List<RecordBlock> earlier = new ArrayList<>(common);
    known.values().forEach(history -> earlier.addAll(history.blocks()));
    List<RecordBlock> all = new ArrayList<>(earlier);
    all.addAll(added);

    Map<SubjectKey, Evaluated> evaluated = new HashMap<>();
    RunCounts counts =
        evaluation.evaluateEach(
            all,
            horizon,
            dirty::contains,
            (subject, table, changesAt, staleAt) ->
                evaluated.put(subject, new Evaluated(table, changesAt, staleAt)));

    ShardSums sums = new ShardSums(before);
    Map<SubjectKey, Watch> watched = new HashMap<>(before.watched());
    KpiTable gone = new KpiTable();
    KpiTable come = new KpiTable();
    for (SubjectKey subject : dirty) {
      SubjectHistory was = known.getOrDefault(subject, SubjectHistory.NONE);
      Evaluated now = evaluated.getOrDefault(subject, Evaluated.NOTHING);
      PackedTable contributions = PackedTable.of(now.table());
      if (!contributions.equals(was.contributions())) {
        gone.merge(was.contributions().unpack());
        come.merge(now.table());
      }
      keep(subject, was, fresh.of(subject), contributions, state);
      watch(subject, now, fresh.of(subject), watched);
    }
    if (!fresh.common().isEmpty()) {
      state.writeCommon(packing.append(common, fresh.common()));
    }

    Set<KpiPeriod> changed = sums.replace(gone, come);
    if (look.isCutOff() && !before.saidCutOff()) {
      changed.addAll(sums.endingAfter(look.asOf()));
    }
    Set<KpiPeriod> closed = new HashSet<>(changed);
    closed.removeIf(period -> !lateRecords.isClosed(period.period(), look.sentOn()));
    changed.removeAll(closed);
    Map<KpiPeriod, KpiTable> tables = sums.tables(changed);
    RunCounts delta =
        added.isEmpty()
            ? new RunCounts()
            : counts
                .since(countsOf(earlier))
                .merge(lateRecords.correction(earlier, added, horizon, closed, look.sentOn()));
    forget(look, sums, watched, state);
    ShardProgress progress =
        new ShardProgress(
            before.sequence() + 1,
            sums.rows(),
            sums.days(),
            watched,
            last,
            sums.fromMillis(),
            before.saidCutOff() || look.isCutOff());
    return new Outcome(progress, tables, delta, nextLook(look, sums, watched));
  }

  private static Horizon horizon(Look look, long last) {
    if (look.asOf() < END_MILLIS) {
      return Horizon.streaming(look.asOf());
    }
    // However far the watermark was evaluated before the end, time has come as far as the records.
    Long seen = look.seen();
    return Horizon.ended(look.asOf(), seen == null ? last : Math.max(seen, last));
  }

  private void keep(
      SubjectKey subject,
      SubjectHistory was,
      List<AnalyticsRecord> fresh,
      PackedTable contributions,
      ShardState state) {
    if (!fresh.isEmpty() || !contributions.equals(was.contributions())) {
      state.write(subject, new SubjectHistory(packing.append(was.blocks(), fresh), contributions));
    }
  }

  private static void watch(
      SubjectKey subject,
      Evaluated now,
      List<AnalyticsRecord> fresh,
      Map<SubjectKey, Watch> watched) {
    Watch before = watched.get(subject);
    Set<String> known = before == null ? Set.of() : before.guestsOf();
    Watch watch =
        new Watch(
            now.changesAtMillis(),
            now.staleAtMillis(),
            DirtySubjects.guestsOf(subject, fresh, known));
    if (watch.isNothing()) {
      watched.remove(subject);
    } else {
      watched.put(subject, watch);
    }
  }

  private RunCounts countsOf(List<RecordBlock> blocks) {
    RunCounts counts = new RunCounts();
    UserHistories.forEach(blocks, plan, counts, user -> {});
    return counts;
  }

  /**
   * When something changes by itself. For a stream that may be cut off, the end of a period that
   * has a row is such an instant even if its figures stay: its end must know whether the watermark
   * had come so far.
   */
  private long nextLook(Look look, ShardSums sums, Map<SubjectKey, Watch> watched) {
    LongStream changes = watched.values().stream().mapToLong(Watch::changesAtMillis);
    LongStream ends =
        cutOff
            ? sums.endingAfter(look.asOf()).stream().mapToLong(key -> key.period().endMillis())
            : LongStream.empty();
    return LongStream.concat(changes, ends).min().orElse(Long.MAX_VALUE);
  }

  /**
   * Forgets what is no longer needed, once in a while: rows that are open do not look back to it.
   */
  private void forget(Look look, ShardSums sums, Map<SubjectKey, Watch> watched, ShardState state) {
    long from = look.asOf() - keepMillis;
    long step = Math.max(keepMillis / FORGETS_PER_KEPT, MIN_FORGET_MILLIS);
    if (look.asOf() >= END_MILLIS || from < sums.fromMillis() + step) {
      return;
    }
    sums.forgetBefore(from);
    Set<SubjectKey> names = state.names();
    state
        .read(names)
        .forEach(
            (subject, history) -> {
              List<RecordBlock> left = packing.from(from, history.blocks());
              SubjectHistory kept = new SubjectHistory(left, history.contributions());
              if (kept.records() < history.records()) {
                state.write(subject, kept);
              }
              if (left.isEmpty()) {
                watched.remove(subject);
              }
            });
    state.writeCommon(packing.from(from, state.readCommon()));
  }
}
