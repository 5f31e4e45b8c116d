package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Keeps the records of one shard of users and evaluates them again and again.
 *
 * <p>Each evaluation is the same as in batch, over all records that the shard has seen: late,
 * out-of-order and duplicate records and late opt-outs need no code of their own. What changed
 * since the last evaluation is sent on, by KPI and period. The shard is evaluated
 *
 * <ul>
 *   <li>some seconds of processing time after a record came, and
 *   <li>when the watermark reaches an instant at which a result changes by itself: an observation
 *       window closes, a period ends.
 * </ul>
 *
 * <p>At the end of a stream all windows close, as if their time had come. Where the stream is cut
 * off, by a drain in the middle of its input, time stays at the last watermark that was evaluated,
 * and all tables of periods that are not over by then are sent on once more, to say so.
 *
 * <p>Rows whose allowed lateness is over are not sent on any more. Records that should have counted
 * there are counted as dropped, see {@link LateRecords}.
 *
 * <p>Records that no reported period can look back to any more are forgotten, but for opt-outs.
 */
final class ShardHistoryFn extends DoFn<KV<Integer, RecordBlock>, KV<String, ShardTable>> {
  private static final long serialVersionUID = 1L;

  /** From here on the watermark is that of the end of the stream. */
  private static final long END_MILLIS = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  /**
   * One evaluation.
   *
   * @param sequence how many there were, this one among them
   * @param asOf the watermark that the results are of
   * @param sentOn see {@link #sentOn}
   * @param isCutOff whether it is the last one of a stream that is cut off
   */
  private record Look(int shard, long sequence, long asOf, long sentOn, boolean isCutOff) {}

  private final KpiEvaluation evaluation;
  private final LateRecords lateRecords;
  private final TrackingPlan plan;
  private final Duration earlyDelay;
  private final long keepMillis;
  private final HistoryPacking packing;
  private final boolean cutOff;

  /** The records that have been evaluated. */
  @StateId("history")
  private final StateSpec<BagState<RecordBlock>> historySpec =
      StateSpecs.bag(RecordBlockCoder.of());

  /** The records that have come since. */
  @StateId("fresh")
  private final StateSpec<BagState<RecordBlock>> freshSpec = StateSpecs.bag(RecordBlockCoder.of());

  @StateId("progress")
  private final StateSpec<ValueState<ShardProgress>> progressSpec =
      StateSpecs.value(ShardProgress.Coder.of());

  /** The last watermark before the end of the stream, of an evaluation or when records came. */
  @StateId("present")
  private final StateSpec<ValueState<Long>> presentSpec = StateSpecs.value(VarLongCoder.of());

  /** The earliest event time that was not evaluated yet; absent when all was. */
  @StateId("hold")
  private final StateSpec<ValueState<Long>> holdSpec = StateSpecs.value(VarLongCoder.of());

  @TimerId("early")
  private final TimerSpec earlySpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("change")
  private final TimerSpec changeSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  /**
   * Holds the watermark at the earliest record that was not evaluated yet (a timer in processing
   * time does not on every runner), and fires when the stream ends before the early timer.
   */
  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  /**
   * Creates the function.
   *
   * @param lateRecords which rows are closed, and which records come too late for them
   * @param earlyDelay how long new records wait for company before the shard is evaluated
   * @param keep how far behind the watermark records are still needed
   * @param cutOff whether the end of the stream is not that of its input
   */
  ShardHistoryFn(
      KpiEvaluation evaluation,
      LateRecords lateRecords,
      TrackingPlan plan,
      Duration earlyDelay,
      Duration keep,
      boolean cutOff) {
    this.evaluation = evaluation;
    this.lateRecords = lateRecords;
    this.plan = plan;
    this.earlyDelay = earlyDelay;
    this.keepMillis = keep.getMillis();
    this.packing = new HistoryPacking(plan, keepMillis);
    this.cutOff = cutOff;
  }

  /** A record may change the row of any earlier period. */
  @Override
  @SuppressWarnings("deprecation") // there is no other way to send on a result for an ended period
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, RecordBlock> element,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("hold") ValueState<Long> hold,
      @StateId("present") ValueState<Long> present,
      @TimerId("early") Timer early,
      @TimerId("end") Timer end) {
    RecordBlock block = element.getValue();
    fresh.add(block);
    Long held = hold.read();
    if (held == null) {
      early.offset(earlyDelay).setRelative();
    }
    if (held == null || block.minEventTimeMillis() < held) {
      note(present, sentOn(present, held, end.getCurrentRelativeTime().getMillis()));
      hold.write(block.minEventTimeMillis());
      end.withOutputTimestamp(Instant.ofEpochMilli(block.minEventTimeMillis()))
          .set(GlobalWindow.INSTANCE.maxTimestamp());
    }
  }

  @OnTimer("early")
  public void onEarly(
      OnTimerContext context,
      @Key Integer shard,
      @StateId("history") BagState<RecordBlock> history,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("progress") ValueState<ShardProgress> progress,
      @StateId("present") ValueState<Long> present,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("end") Timer end,
      @TimerId("change") Timer change) {
    long watermark = change.getCurrentRelativeTime().getMillis();
    long sentOn = sentOn(present, hold.read(), watermark);
    hold.clear();
    end.clear();
    evaluate(context, shard, watermark, sentOn, history, fresh, progress, present, change);
  }

  @OnTimer("change")
  public void onChange(
      OnTimerContext context,
      @Key Integer shard,
      @StateId("history") BagState<RecordBlock> history,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("progress") ValueState<ShardProgress> progress,
      @StateId("present") ValueState<Long> present,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("change") Timer change) {
    long fired = context.fireTimestamp().getMillis();
    long watermark = Math.max(fired, change.getCurrentRelativeTime().getMillis());
    // Until now the timer has held the watermark.
    long sentOn = Math.min(fired - 1, sentOn(present, hold.read(), watermark));
    evaluate(context, shard, watermark, sentOn, history, fresh, progress, present, change);
  }

  @OnTimer("end")
  public void onEnd(
      OnTimerContext context,
      @Key Integer shard,
      @StateId("history") BagState<RecordBlock> history,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("progress") ValueState<ShardProgress> progress,
      @StateId("present") ValueState<Long> present,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("change") Timer change) {
    onChange(context, shard, history, fresh, progress, present, hold, change);
  }

  /**
   * How far the watermark can have come behind this step, where it decides which rows are closed:
   * as far as it is here, unless waiting records hold it.
   *
   * @param held the earliest event time of a waiting record; null when none waits
   */
  private static long sentOn(ValueState<Long> present, @Nullable Long held, long watermark) {
    return held == null
        ? watermark
        : Math.max(orUnknown(present.read()), Math.min(watermark, held));
  }

  private static void note(ValueState<Long> present, long watermark) {
    if (watermark < END_MILLIS) {
      present.write(watermark);
    }
  }

  private void evaluate(
      OnTimerContext context,
      int shard,
      long watermark,
      long sentOn,
      BagState<RecordBlock> history,
      BagState<RecordBlock> fresh,
      ValueState<ShardProgress> progress,
      ValueState<Long> present,
      Timer change) {
    note(present, watermark);
    boolean isCutOff = cutOff && watermark >= END_MILLIS;
    Long seen = present.read();
    long asOf = isCutOff ? orUnknown(seen) : watermark;
    List<RecordBlock> earlier = listOf(history.read());
    List<RecordBlock> added = listOf(fresh.read());
    List<RecordBlock> blocks = new ArrayList<>(earlier);
    blocks.addAll(added);
    Horizon horizon = horizon(asOf, blocks, seen);
    KpiEvaluation.Result result = evaluation.evaluate(blocks, horizon).byDay();
    ShardProgress known = progress.read();
    ShardProgress before = known == null ? ShardProgress.NONE : known;
    Look look = new Look(shard, before.sequence() + 1, asOf, sentOn, isCutOff);
    Set<KpiPeriod> dropped = new HashSet<>();
    Map<KpiPeriod, UUID> published =
        sendChanges(context, result.table(), look, before.published(), dropped);

    RunCounts corrected = before.forgotten();
    if (!added.isEmpty()) {
      RunCounts late = lateRecords.correction(earlier, added, horizon, dropped, sentOn);
      corrected = sum(corrected, late);
    }
    RunCounts counted = sum(result.counts(), corrected);
    RunCounts delta = counted.since(before.counted());
    if (!delta.isEmpty()) {
      context.output(ComputeKpis.COUNTS, delta);
    }
    long nextLook = nextLook(result, asOf);
    if (nextLook != Long.MAX_VALUE && !isCutOff) {
      // The results of that instant belong to the period before it: hold the watermark there.
      change
          .withOutputTimestamp(Instant.ofEpochMilli(nextLook - 1))
          .set(Instant.ofEpochMilli(nextLook));
    }
    added.forEach(history::add);
    fresh.clear();
    RunCounts forgotten = forget(asOf, blocks, history, result.counts());
    progress.write(new ShardProgress(look.sequence, published, counted, sum(corrected, forgotten)));
  }

  /** State is read lazily: what is changed afterwards must not change what was read. */
  private static List<RecordBlock> listOf(Iterable<RecordBlock> blocks) {
    List<RecordBlock> list = new ArrayList<>();
    blocks.forEach(list::add);
    return list;
  }

  private static RunCounts sum(RunCounts one, RunCounts other) {
    return new RunCounts().merge(one).merge(other);
  }

  /**
   * When something changes by itself. For a stream that may be cut off, the end of a period that
   * has a row is such an instant even if its figures stay: its end must know whether the watermark
   * had come so far.
   */
  private long nextLook(KpiEvaluation.Result result, long asOf) {
    if (!cutOff) {
      return result.nextChangeMillis();
    }
    return result.table().rows().keySet().stream()
        .mapToLong(key -> key.period().endMillis())
        .filter(end -> end > asOf)
        .reduce(result.nextChangeMillis(), Math::min);
  }

  private Horizon horizon(long watermark, Iterable<RecordBlock> blocks, Long last) {
    if (watermark < END_MILLIS) {
      return Horizon.streaming(watermark);
    }
    long records = afterLast(blocks);
    return Horizon.ended(watermark, last == null ? records : Math.max(last, records));
  }

  /**
   * However far the watermark was evaluated before the end, time has come as far as the records.
   */
  private long afterLast(Iterable<RecordBlock> blocks) {
    long last = Long.MIN_VALUE;
    for (RecordBlock block : blocks) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (!record.remembered()) {
          last = Math.max(last, record.eventTimeMillis() + 1);
        }
      }
    }
    return last;
  }

  /**
   * Sends on the tables that are new or differ, and empty ones in the place of those gone.
   *
   * @param dropped takes those that are not sent on, because their rows are closed
   */
  private Map<KpiPeriod, UUID> sendChanges(
      OnTimerContext context,
      KpiTable table,
      Look look,
      Map<KpiPeriod, UUID> published,
      Set<KpiPeriod> dropped) {
    Map<KpiPeriod, KpiTable> tables = new HashMap<>();
    table
        .rows()
        .forEach(
            (key, totals) ->
                tables
                    .computeIfAbsent(KpiPeriod.of(key), k -> new KpiTable())
                    .row(key)
                    .merge(totals));
    published.keySet().stream()
        .filter(key -> key.period().endMillis() >= look.asOf - keepMillis)
        .forEach(key -> tables.putIfAbsent(key, new KpiTable()));
    Map<KpiPeriod, UUID> now = new HashMap<>();
    tables.forEach(
        (key, part) -> {
          boolean isOpen = look.isCutOff && key.period().endMillis() > look.asOf;
          UUID fingerprint = fingerprint(part, isOpen);
          now.put(key, fingerprint);
          if (fingerprint.equals(published.get(key))) {
            return;
          }
          if (lateRecords.isClosed(key.period(), look.sentOn)) {
            dropped.add(key);
          } else {
            Instant timestamp = timestampIn(key.period(), context.timestamp());
            context.outputWithTimestamp(
                KV.of(
                    key.kpi(),
                    new ShardTable(
                        look.shard, look.sequence, look.asOf, isOpen, key.period(), part)),
                timestamp);
          }
        });
    return now;
  }

  /** A table that the end of the stream cut off is another one than the same table before. */
  private static UUID fingerprint(KpiTable table, boolean isCutOff) {
    byte[] bytes = table.toBytes();
    return UUID.nameUUIDFromBytes(isCutOff ? Arrays.copyOf(bytes, bytes.length + 1) : bytes);
  }

  /** An element's timestamp must not lie behind its window. */
  private static Instant timestampIn(Period period, Instant timestamp) {
    Instant last = PeriodWindows.of(period).maxTimestamp();
    return timestamp.isAfter(last) ? last : timestamp;
  }

  /** Forgets what is no longer needed, once in a while; returns its counts. */
  private RunCounts forget(
      long watermark, List<RecordBlock> blocks, BagState<RecordBlock> history, RunCounts all) {
    if (!packing.isDue(blocks)) {
      return new RunCounts();
    }
    List<RecordBlock> packed = packing.pack(blocks, watermark);
    RunCounts kept = evaluation.evaluate(packed, Horizon.streaming(watermark)).counts();
    history.clear();
    packed.forEach(history::add);
    return all.since(kept);
  }

  private static long orUnknown(Long watermark) {
    return watermark == null ? BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis() : watermark;
  }
}
