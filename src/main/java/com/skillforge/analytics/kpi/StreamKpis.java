package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;

/**
 * Computes KPIs over a stream: early panes every few seconds, an on-time pane when a period ends,
 * late panes that restate it. The last pane of a row equals the row of a batch run over the same
 * records, without those that came when the row was not restated any more: they are counted, see
 * {@link LateRecords}.
 *
 * <p>Input and output are those of {@link ComputeKpis}; the rows are in the global window.
 */
public final class StreamKpis
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;
  private static final TupleTag<KV<String, ShardTable>> TABLES = new TupleTag<>("tables") {};

  private final List<Kpi> kpis;
  private final TrackingPlan plan;
  private final Duration earlyDelay;
  private final Duration allowedLateness;
  private final boolean cutOff;
  private final KnownHistory history;

  /**
   * Creates the transform.
   *
   * @param earlyDelay processing time between early panes
   * @param allowedLateness how long after the end of a period late records restate its rows
   */
  public StreamKpis(
      List<Kpi> kpis, TrackingPlan plan, Duration earlyDelay, Duration allowedLateness) {
    this(kpis, plan, earlyDelay, allowedLateness, false, KnownHistory.COMPLETE);
  }

  private StreamKpis(
      List<Kpi> kpis,
      TrackingPlan plan,
      Duration earlyDelay,
      Duration allowedLateness,
      boolean cutOff,
      KnownHistory history) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
    this.earlyDelay = earlyDelay;
    this.allowedLateness = allowedLateness;
    this.cutOff = cutOff;
    this.history = history;
  }

  /**
   * The same for a stream whose end is not that of its input: it is drained wherever it is. Its
   * last rows are as of the watermark that it had reached, and those of periods that were not over
   * by then are not final. Without this, the end of the stream closes all windows.
   */
  public StreamKpis cutOffAtItsEnd() {
    return new StreamKpis(kpis, plan, earlyDelay, allowedLateness, true, history);
  }

  /** The same over an input that may lack earlier records: rows that need them say so. */
  public StreamKpis withHistory(KnownHistory known) {
    return new StreamKpis(kpis, plan, earlyDelay, allowedLateness, cutOff, known);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    Duration lookBack = longest(kpis.stream().map(Kpi::lookBack).toList());
    Duration settling = longest(kpis.stream().map(Kpi::settling).toList());
    Duration lateness = allowedLateness.plus(settling);
    // A row can change until its window is over, and looks back from the start of its period.
    Duration period = longest(kpis.stream().map(kpi -> kpi.grain().longest()).toList());
    Duration keep = lookBack.plus(period).plus(lateness);
    ShardHistoryFn shards =
        new ShardHistoryFn(
            new ShardEvaluation(
                new KpiEvaluation(kpis, plan),
                new LateRecords(kpis, plan, lateness.getMillis()),
                plan,
                keep.getMillis(),
                cutOff),
            earlyDelay,
            cutOff);
    PCollectionTuple evaluated =
        blocks.apply(
            "EvaluateShard",
            ParDo.of(shards).withOutputTags(TABLES, TupleTagList.of(ComputeKpis.COUNTS)));
    PCollection<KpiValue> values =
        evaluated
            .get(TABLES)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ShardTable.Coder.of()))
            .apply("WindowByPeriod", PeriodWindows.withPanes(lateness))
            .apply("SumShards", Combine.perKey(new ShardTable.NewestOfEachShard()))
            .apply("StampRows", ParDo.of(new StampFn(new KpiRows(kpis, history))))
            .setCoder(SerializableCoder.of(KpiValue.class))
            .apply("Unwindow", Window.into(new GlobalWindows()));
    return PCollectionTuple.of(ComputeKpis.VALUES, values)
        .and(ComputeKpis.COUNTS, evaluated.get(ComputeKpis.COUNTS).setCoder(RunCountsCoder.of()));
  }

  private static Duration longest(List<java.time.Duration> durations) {
    return Duration.millis(
        durations.stream().mapToLong(java.time.Duration::toMillis).max().orElse(0));
  }

  private static final class StampFn extends DoFn<KV<String, ShardTable>, KpiValue> {
    private static final long serialVersionUID = 1L;
    private final KpiRows rows;

    StampFn(KpiRows rows) {
      this.rows = rows;
    }

    @ProcessElement
    public void process(ProcessContext context, PaneInfo pane) {
      ShardTable sum = context.element().getValue();
      // The end of a stream that was cut off fires all windows, but their time has not come.
      boolean early = pane.getTiming() == PaneInfo.Timing.EARLY || sum.cutOff();
      // Before its first record a partition has no watermark: nothing was seen then.
      long seen = Math.max(sum.asOfMillis(), 0);
      long asOf = early ? seen : Math.max(seen, sum.period().endMillis());
      rows.emit(sum.table(), asOf, pane.getIndex(), !early, context::output);
    }
  }
}
