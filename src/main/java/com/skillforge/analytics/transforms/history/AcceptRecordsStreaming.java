package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DuplicateRecord;
import com.skillforge.analytics.model.DuplicateRecordCoder;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * De-duplicates and enforces opt-outs over a stream; input and output are those of {@link
 * AcceptRecords}.
 *
 * <p>Ids are remembered for a horizon of event time. A record is judged by the opt-outs that have
 * arrived before it; one that was stored before a late opt-out arrived stays until the privacy
 * audit of a later batch run.
 */
public final class AcceptRecordsStreaming
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;
  private final Duration horizon;

  /**
   * Creates the transform.
   *
   * @param horizon for how much event time ids are remembered
   */
  public AcceptRecordsStreaming(TrackingPlan plan, Duration horizon) {
    this.plan = plan;
    this.horizon = horizon;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    PCollectionTuple accepted =
        blocks.apply(
            "AcceptShard",
            ParDo.of(new AcceptFn(plan, horizon))
                .withOutputTags(
                    AcceptRecords.ACCEPTED,
                    TupleTagList.of(AcceptRecords.COUNTS).and(AcceptRecords.DUPLICATES)));
    accepted.get(AcceptRecords.ACCEPTED).setCoder(RecordBlockCoder.of());
    accepted.get(AcceptRecords.COUNTS).setCoder(RunCountsCoder.of());
    accepted.get(AcceptRecords.DUPLICATES).setCoder(DuplicateRecordCoder.of());
    return accepted;
  }

  static final class AcceptFn extends DoFn<KV<Integer, RecordBlock>, RecordBlock> {
    private static final long serialVersionUID = 1L;

    /** How often ids that are out of the horizon are forgotten, in event time. */
    private static final Duration CLEAN_UP_EVERY = Duration.standardHours(6);

    private final TrackingPlan plan;
    private final long horizonMillis;

    /** By record identity. */
    @StateId("seen")
    private final StateSpec<MapState<String, SeenRecord>> seenSpec =
        StateSpecs.map(StringUtf8Coder.of(), new SeenRecord.Coder());

    /** Every preference change of the shard's users. */
    @StateId("preferences")
    private final StateSpec<BagState<RecordBlock>> preferencesSpec =
        StateSpecs.bag(RecordBlockCoder.of());

    @TimerId("cleanUp")
    private final TimerSpec cleanUpSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    AcceptFn(TrackingPlan plan, Duration horizon) {
      this.plan = plan;
      this.horizonMillis = horizon.getMillis();
    }

    @ProcessElement
    public void process(
        ProcessContext context,
        @StateId("seen") MapState<String, SeenRecord> seen,
        @StateId("preferences") BagState<RecordBlock> preferences,
        @TimerId("cleanUp") Timer cleanUp) {
      RunCounts counts = new RunCounts();
      RecordBlock.Builder fresh = new RecordBlock.Builder(Projection.EVERYTHING);
      RecordBlock.Builder changes = new RecordBlock.Builder(Projection.EVERYTHING);
      for (AnalyticsRecord record : context.element().getValue().records(plan)) {
        if (record.remembered()) {
          changes.add(record);
          continue;
        }
        SeenRecord kept = seenBefore(record, seen);
        if (kept != null) {
          counts.addDuplicates(1);
          context.output(AcceptRecords.DUPLICATES, DuplicateRecord.of(record, kept.position()));
          continue;
        }
        fresh.add(record);
        if (record.type().name().equals(OptOutIntervals.RECORD_TYPE)) {
          changes.add(record.toBuilder().remembered(true).build());
        }
      }
      List<RecordBlock> judged = new ArrayList<>();
      preferences.read().forEach(judged::add);
      if (!changes.isEmpty()) {
        preferences.add(changes.build());
      }
      if (!fresh.isEmpty()) {
        judged.add(fresh.build());
      }
      accept(judged, counts, context);
      cleanUp.align(CLEAN_UP_EVERY).offset(CLEAN_UP_EVERY).setRelative();
    }

    /** Ids are compared within tenant and sender; the earliest arrival stays. */
    private static @Nullable SeenRecord seenBefore(
        AnalyticsRecord record, MapState<String, SeenRecord> seen) {
      String identity = String.join("\n", record.tenantId(), record.sender(), record.recordId());
      SeenRecord before = seen.get(identity).read();
      if (before == null) {
        seen.put(identity, new SeenRecord(record.eventTimeMillis(), record.position()));
      }
      return before;
    }

    private void accept(List<RecordBlock> judged, RunCounts counts, ProcessContext context) {
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      Consumer<AnalyticsRecord> keep = packed::add;
      UserHistories.forEach(
          judged,
          plan,
          counts,
          history -> {
            history.records().forEach(keep);
            history.reduced().forEach(keep);
          });
      if (!packed.isEmpty()) {
        context.output(packed.build());
      }
      if (!counts.isEmpty()) {
        context.output(AcceptRecords.COUNTS, counts);
      }
    }

    @OnTimer("cleanUp")
    public void onCleanUp(
        OnTimerContext context, @StateId("seen") MapState<String, SeenRecord> seen) {
      Instant oldest = context.fireTimestamp().minus(Duration.millis(horizonMillis));
      List<String> forgotten = new ArrayList<>();
      for (Map.Entry<String, SeenRecord> entry : seen.entries().read()) {
        if (entry.getValue().eventTimeMillis() < oldest.getMillis()) {
          forgotten.add(entry.getKey());
        }
      }
      forgotten.forEach(seen::remove);
    }
  }
}
