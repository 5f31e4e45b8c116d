package com.skillforge.analytics.kpi;

import com.skillforge.analytics.kpi.ShardEvaluation.Look;
import com.skillforge.analytics.kpi.ShardEvaluation.Outcome;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.model.SubjectKeyCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
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
 * Keeps the records of one shard of users, by user, and evaluates those again of whom something is
 * new; {@link ShardEvaluation} does it, this says when, and as of when.
 *
 * <p>Each evaluation is the same as in batch, over all records of the users that it looks at: late,
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
 *
 * <p>A record that comes touches the small cells only: a runner that copies state for each bundle
 * copies the histories for evaluations alone, and one that keeps it on disk reads those of the
 * users that are dirty.
 */
final class ShardHistoryFn extends DoFn<KV<Integer, RecordBlock>, KV<String, ShardTable>> {
  private static final long serialVersionUID = 1L;

  private final ShardEvaluation evaluation;
  private final Duration earlyDelay;
  private final boolean cutOff;

  /** The records that have been evaluated, by whom they are evaluated with. */
  @StateId("subjects")
  private final StateSpec<MapState<SubjectKey, SubjectHistory>> subjectsSpec =
      StateSpecs.map(SubjectKeyCoder.of(), SubjectHistory.Coder.of());

  /** Those that concern everybody. */
  @StateId("common")
  private final StateSpec<BagState<RecordBlock>> commonSpec = StateSpecs.bag(RecordBlockCoder.of());

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
   * @param earlyDelay how long new records wait for company before the shard is evaluated
   * @param cutOff whether the end of the stream is not that of its input
   */
  ShardHistoryFn(ShardEvaluation evaluation, Duration earlyDelay, boolean cutOff) {
    this.evaluation = evaluation;
    this.earlyDelay = earlyDelay;
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
      @StateId("subjects") MapState<SubjectKey, SubjectHistory> subjects,
      @StateId("common") BagState<RecordBlock> common,
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
    ShardState state = new ShardState(subjects, common);
    evaluate(context, shard, watermark, sentOn, state, fresh, progress, present, change);
  }

  @OnTimer("change")
  public void onChange(
      OnTimerContext context,
      @Key Integer shard,
      @StateId("subjects") MapState<SubjectKey, SubjectHistory> subjects,
      @StateId("common") BagState<RecordBlock> common,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("progress") ValueState<ShardProgress> progress,
      @StateId("present") ValueState<Long> present,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("change") Timer change) {
    long fired = context.fireTimestamp().getMillis();
    long watermark = Math.max(fired, change.getCurrentRelativeTime().getMillis());
    // Until now the timer has held the watermark.
    long sentOn = Math.min(fired - 1, sentOn(present, hold.read(), watermark));
    ShardState state = new ShardState(subjects, common);
    evaluate(context, shard, watermark, sentOn, state, fresh, progress, present, change);
  }

  @OnTimer("end")
  public void onEnd(
      OnTimerContext context,
      @Key Integer shard,
      @StateId("subjects") MapState<SubjectKey, SubjectHistory> subjects,
      @StateId("common") BagState<RecordBlock> common,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("progress") ValueState<ShardProgress> progress,
      @StateId("present") ValueState<Long> present,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("change") Timer change) {
    onChange(context, shard, subjects, common, fresh, progress, present, hold, change);
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
    if (watermark < ShardEvaluation.END_MILLIS) {
      present.write(watermark);
    }
  }

  private void evaluate(
      OnTimerContext context,
      int shard,
      long watermark,
      long sentOn,
      ShardState state,
      BagState<RecordBlock> fresh,
      ValueState<ShardProgress> progress,
      ValueState<Long> present,
      Timer change) {
    note(present, watermark);
    boolean isCutOff = cutOff && watermark >= ShardEvaluation.END_MILLIS;
    Long seen = present.read();
    Look look = new Look(isCutOff ? orUnknown(seen) : watermark, seen, sentOn, isCutOff);
    ShardProgress known = progress.read();
    Outcome outcome =
        evaluation.evaluate(
            look,
            known == null ? ShardProgress.NONE : known,
            ShardState.listOf(fresh.read()),
            state);
    fresh.clear();
    progress.write(outcome.progress());
    outcome.changed().forEach((key, table) -> send(context, shard, key, table, look, outcome));
    RunCounters.add(outcome.counts());
    if (!outcome.counts().isEmpty()) {
      context.output(ComputeKpis.COUNTS, outcome.counts());
    }
    long nextLook = outcome.nextLookMillis();
    if (nextLook != Long.MAX_VALUE && !isCutOff) {
      // The results of that instant belong to the period before it: hold the watermark there.
      change
          .withOutputTimestamp(Instant.ofEpochMilli(nextLook - 1))
          .set(Instant.ofEpochMilli(nextLook));
    }
  }

  private static void send(
      OnTimerContext context,
      int shard,
      KpiPeriod key,
      KpiTable table,
      Look look,
      Outcome outcome) {
    boolean isOpen = look.isCutOff() && key.period().endMillis() > look.asOf();
    context.outputWithTimestamp(
        KV.of(
            key.kpi(),
            new ShardTable(
                shard, outcome.progress().sequence(), look.asOf(), isOpen, key.period(), table)),
        timestampIn(key.period(), context.timestamp()));
  }

  /** An element's timestamp must not lie behind its window. */
  private static Instant timestampIn(Period period, Instant timestamp) {
    Instant last = PeriodWindows.of(period).maxTimestamp();
    return timestamp.isAfter(last) ? last : timestamp;
  }

  private static long orUnknown(@Nullable Long watermark) {
    return watermark == null ? BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis() : watermark;
  }
}
