package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.VarIntCoder;
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
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Accepts the records of one shard of a stream: remembers their ids, and the preference changes of
 * its users.
 *
 * <p>Records wait for each other for a second. Until then they touch small cells only; what grows
 * with the stream is touched once for all of them: the Direct runner copies a cell for every bundle
 * that touches it.
 */
final class AcceptShardFn extends DoFn<KV<Integer, RecordBlock>, RecordBlock> {
  private static final long serialVersionUID = 1L;

  /** How long records wait; rows are committed less often anyway. */
  private static final Duration DELAY = Duration.standardSeconds(1);

  /** How often ids that are out of the horizon are forgotten, in event time. */
  private static final Duration CLEAN_UP_EVERY = Duration.standardHours(6);

  /**
   * In so many parts the ids of a shard are remembered: few enough to be copied at once, many
   * enough for a part to be read and written for one record.
   */
  private static final int PARTS = 4096;

  /** So many blocks of preference changes, of often one record each, are packed together. */
  private static final int MAX_BLOCKS = 64;

  private final TrackingPlan plan;
  private final long horizonMillis;

  /** The records that wait. */
  @StateId("fresh")
  private final StateSpec<BagState<RecordBlock>> freshSpec = StateSpecs.bag(RecordBlockCoder.of());

  /** The earliest event time of a record that waits; absent when none does. */
  @StateId("hold")
  private final StateSpec<ValueState<Long>> holdSpec = StateSpecs.value(VarLongCoder.of());

  /** By part of the record's identity. */
  @StateId("seen")
  private final StateSpec<MapState<Integer, SeenRecords>> seenSpec =
      StateSpecs.map(VarIntCoder.of(), SeenRecords.Coder.of());

  /** Every preference change of the shard's users. */
  @StateId("preferences")
  private final StateSpec<BagState<RecordBlock>> preferencesSpec =
      StateSpecs.bag(RecordBlockCoder.of());

  /**
   * What opt-outs have kept from being stored, whole or in part, within the horizon: a late opt-in
   * may let it through.
   */
  @StateId("withheld")
  private final StateSpec<BagState<RecordBlock>> withheldSpec =
      StateSpecs.bag(RecordBlockCoder.of());

  @TimerId("accept")
  private final TimerSpec acceptSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /**
   * Holds the watermark at the earliest record that waits (a timer in processing time does not on
   * every runner), and fires when the stream ends before the other one.
   */
  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("cleanUp")
  private final TimerSpec cleanUpSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  AcceptShardFn(TrackingPlan plan, Duration horizon) {
    this.plan = plan;
    this.horizonMillis = horizon.getMillis();
  }

  /** An event can be much older than the record that brought it. */
  @Override
  @SuppressWarnings("deprecation") // there is no other way to hold the watermark at its time
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, RecordBlock> element,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("hold") ValueState<Long> hold,
      @TimerId("accept") Timer accept,
      @TimerId("end") Timer end,
      @TimerId("cleanUp") Timer cleanUp) {
    RecordBlock block = element.getValue();
    fresh.add(block);
    Long held = hold.read();
    if (held == null) {
      accept.offset(DELAY).setRelative();
      cleanUp.align(CLEAN_UP_EVERY).offset(CLEAN_UP_EVERY).setRelative();
    }
    if (held == null || block.minEventTimeMillis() < held) {
      hold.write(block.minEventTimeMillis());
      end.withOutputTimestamp(Instant.ofEpochMilli(block.minEventTimeMillis()))
          .set(GlobalWindow.INSTANCE.maxTimestamp());
    }
  }

  @OnTimer("accept")
  public void onAccept(
      OnTimerContext context,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("hold") ValueState<Long> hold,
      @StateId("seen") MapState<Integer, SeenRecords> seen,
      @StateId("preferences") BagState<RecordBlock> preferences,
      @StateId("withheld") BagState<RecordBlock> withheld,
      @TimerId("end") Timer end) {
    end.clear();
    accept(context, fresh, hold, seen, preferences, withheld);
  }

  @OnTimer("end")
  public void onEnd(
      OnTimerContext context,
      @StateId("fresh") BagState<RecordBlock> fresh,
      @StateId("hold") ValueState<Long> hold,
      @StateId("seen") MapState<Integer, SeenRecords> seen,
      @StateId("preferences") BagState<RecordBlock> preferences,
      @StateId("withheld") BagState<RecordBlock> withheld) {
    accept(context, fresh, hold, seen, preferences, withheld);
  }

  @OnTimer("cleanUp")
  public void onCleanUp(
      OnTimerContext context,
      @StateId("seen") MapState<Integer, SeenRecords> seen,
      @StateId("withheld") BagState<RecordBlock> withheld) {
    Instant oldest = context.fireTimestamp().minus(Duration.millis(horizonMillis));
    forget(oldest, withheld);
    Map<Integer, SeenRecords> changed = new HashMap<>();
    for (Map.Entry<Integer, SeenRecords> entry : seen.entries().read()) {
      SeenRecords kept = entry.getValue().from(oldest.getMillis());
      if (kept.size() < entry.getValue().size()) {
        changed.put(entry.getKey(), kept);
      }
    }
    changed.forEach(
        (part, kept) -> {
          if (kept.isEmpty()) {
            seen.remove(part);
          } else {
            seen.put(part, kept);
          }
        });
  }

  private void forget(Instant oldest, BagState<RecordBlock> withheld) {
    List<RecordBlock> known = listOf(withheld.read());
    if (known.isEmpty()) {
      return;
    }
    withheld.clear();
    PackedRecords kept = new PackedRecords(withheld::add);
    for (RecordBlock block : known) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (record.eventTimeMillis() >= oldest.getMillis()) {
          kept.accept(record);
        }
      }
    }
    kept.finish();
  }

  private void accept(
      OnTimerContext context,
      BagState<RecordBlock> fresh,
      ValueState<Long> hold,
      MapState<Integer, SeenRecords> seen,
      BagState<RecordBlock> preferences,
      BagState<RecordBlock> withheld) {
    RunCounts counts = new RunCounts();
    RecordBlock.Builder changes = new RecordBlock.Builder(Projection.EVERYTHING);
    List<RecordBlock> known = listOf(preferences.read());
    List<RecordBlock> firsts = firstOfEach(context, listOf(fresh.read()), seen, changes, counts);
    PackedRecords accepted = new PackedRecords(context::output);
    PackedRecords hidden = new PackedRecords(withheld::add);
    if (!changes.isEmpty()) {
      // What earlier runs have stored comes with the first records, and decides about them too.
      RecordBlock fromNowOn = changes.build();
      remember(known, fromNowOn, preferences);
      known.add(fromNowOn);
      judgeAgain(known, withheld, accepted, hidden, counts);
    }
    fresh.clear();
    hold.clear();
    UserHistories.forEach(
        together(known, firsts),
        plan,
        counts,
        history -> {
          history.records().forEach(accepted);
          history.reduced().forEach(accepted);
          history.withheld().forEach(hidden);
        });
    accepted.finish();
    hidden.finish();
    RunCounters.add(counts);
    if (!counts.isEmpty()) {
      context.output(AcceptRecords.COUNTS, counts);
    }
  }

  /** Lets through what opt-ins do by now; it was counted as suppressed, or sent on in part. */
  private void judgeAgain(
      List<RecordBlock> preferences,
      BagState<RecordBlock> withheld,
      PackedRecords accepted,
      PackedRecords hidden,
      RunCounts counts) {
    List<RecordBlock> before = listOf(withheld.read());
    withheld.clear();
    UserHistories.forEach(
        together(preferences, before),
        plan,
        new RunCounts(),
        history -> {
          for (AnalyticsRecord record : history.records()) {
            accepted.accept(record);
            if (record.type().behaviour().suppressible()) {
              counts.addSuppressed(record, -1);
              counts.addAccepted(record, 1);
            }
          }
          history.withheld().forEach(hidden);
        });
  }

  private static List<RecordBlock> together(List<RecordBlock> some, List<RecordBlock> others) {
    List<RecordBlock> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /** State is read lazily: what is changed afterwards must not change what was read. */
  private static List<RecordBlock> listOf(Iterable<RecordBlock> blocks) {
    List<RecordBlock> list = new ArrayList<>();
    blocks.forEach(list::add);
    return list;
  }

  /**
   * The records that are no copies of earlier ones: the earliest arrival stays.
   *
   * @param changes takes the preference changes among them, and those known from earlier runs
   */
  private List<RecordBlock> firstOfEach(
      OnTimerContext context,
      List<RecordBlock> arrived,
      MapState<Integer, SeenRecords> seen,
      RecordBlock.Builder changes,
      RunCounts counts) {
    List<RecordBlock> firsts = new ArrayList<>();
    PackedRecords first = new PackedRecords(firsts::add);
    Map<Integer, SeenRecords> touched = new HashMap<>();
    for (RecordBlock block : arrived) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (record.remembered()) {
          changes.add(record);
          continue;
        }
        SeenRecord kept = seenBefore(record, seen, touched);
        if (kept != null) {
          counts.addDuplicate(record);
          context.output(AcceptRecords.DUPLICATES, DuplicateRecord.of(record, kept.position()));
          continue;
        }
        first.accept(record);
        if (record.type().name().equals(OptOutIntervals.RECORD_TYPE)) {
          changes.add(record.toBuilder().remembered(true).build());
        }
      }
    }
    first.finish();
    touched.forEach(seen::put);
    return firsts;
  }

  private static @Nullable SeenRecord seenBefore(
      AnalyticsRecord record,
      MapState<Integer, SeenRecords> seen,
      Map<Integer, SeenRecords> touched) {
    RecordIdentity identity = RecordIdentity.of(record);
    int part = identity.partOf(PARTS);
    SeenRecords known = touched.computeIfAbsent(part, any -> read(seen, part));
    SeenRecord before = known.find(identity);
    if (before == null) {
      SeenRecord now = new SeenRecord(record.eventTimeMillis(), record.position());
      touched.put(part, known.with(identity, now));
    }
    return before;
  }

  private static SeenRecords read(MapState<Integer, SeenRecords> seen, int part) {
    SeenRecords known = seen.get(part).read();
    return known == null ? SeenRecords.NONE : known;
  }

  private void remember(
      List<RecordBlock> known, RecordBlock changes, BagState<RecordBlock> preferences) {
    preferences.add(changes);
    if (known.stream().filter(block -> block.sizeInBytes() < RecordBlock.TARGET_BYTES).count()
        >= MAX_BLOCKS) {
      preferences.clear();
      PackedRecords.repack(together(known, List.of(changes)), plan).forEach(preferences::add);
    }
  }
}
