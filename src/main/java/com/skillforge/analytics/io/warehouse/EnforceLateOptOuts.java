package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.time.Instant;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Removes what a stream has stored of persons who turn out to have opted out before. Input: the
 * records that it stores. A while after a preference change came, when it and what came before it
 * have reached the tables, those are made to agree with it; and once more later, for a warehouse
 * that takes its time.
 */
final class EnforceLateOptOuts extends PTransform<PCollection<RecordBlock>, PCollection<Void>> {
  private static final long serialVersionUID = 1L;

  /** After how long the tables have what came before a change: a task of Snowflake's may be due. */
  private static final Duration SOON = Duration.standardSeconds(100);

  private static final Duration ONCE_MORE = Duration.standardMinutes(15);

  /** Changes that were stored so long ago have been dealt with. */
  private static final Duration RECENTLY = Duration.standardHours(1);

  private final Warehouse warehouse;
  private final TrackingPlan plan;
  private final RunInfo run;

  EnforceLateOptOuts(Warehouse warehouse, TrackingPlan plan, RunInfo run) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.run = run;
  }

  @Override
  public PCollection<Void> expand(PCollection<RecordBlock> stored) {
    return stored
        .apply("OneWindow", Window.into(new GlobalWindows()))
        .apply("FindChanges", ParDo.of(new FindChangesFn(plan)))
        .setCoder(KvCoder.of(VarIntCoder.of(), VarLongCoder.of()))
        .apply("Enforce", ParDo.of(new EnforceFn(warehouse, plan, run)));
  }

  /** Says of a block with preference changes how many there are; all of them under one key. */
  private static final class FindChangesFn extends DoFn<RecordBlock, KV<Integer, Long>> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;

    FindChangesFn(TrackingPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(@Element RecordBlock block, OutputReceiver<KV<Integer, Long>> out) {
      long changes = 0;
      for (AnalyticsRecord record : block.records(plan)) {
        changes += record.type().name().equals(OptOutIntervals.RECORD_TYPE) ? 1 : 0;
      }
      if (changes > 0) {
        out.output(KV.of(0, changes));
      }
    }
  }

  static final class EnforceFn extends DoFn<KV<Integer, Long>, Void> {
    private static final long serialVersionUID = 1L;
    private final Warehouse warehouse;
    private final TrackingPlan plan;
    private final RunInfo run;

    /** How many changes wait to be dealt with; absent when none does. */
    @StateId("waiting")
    private final StateSpec<ValueState<Long>> waitingSpec = StateSpecs.value(VarLongCoder.of());

    @TimerId("soon")
    private final TimerSpec soonSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @TimerId("onceMore")
    private final TimerSpec onceMoreSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    EnforceFn(Warehouse warehouse, TrackingPlan plan, RunInfo run) {
      this.warehouse = warehouse;
      this.plan = plan;
      this.run = run;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Long> changes,
        @StateId("waiting") ValueState<Long> waiting,
        @TimerId("soon") Timer soon,
        @TimerId("onceMore") Timer onceMore) {
      Long known = waiting.read();
      if (known == null) {
        soon.offset(SOON).setRelative();
      }
      waiting.write((known == null ? 0 : known) + changes.getValue());
      onceMore.offset(ONCE_MORE).setRelative();
    }

    @OnTimer("soon")
    public void onSoon(@StateId("waiting") ValueState<Long> waiting) {
      waiting.clear();
      enforce();
    }

    @OnTimer("onceMore")
    public void onOnceMore() {
      enforce();
    }

    private void enforce() {
      Instant recently = Instant.now().minusMillis(RECENTLY.getMillis());
      OptOutMerges.ofChangesSince(recently, warehouse, plan)
          .ifPresent(
              merges ->
                  warehouse.transaction(
                      transaction -> {
                        transaction.execute(merges.enforce(new Stamp(run, Instant.now())));
                        return run;
                      }));
    }
  }
}
