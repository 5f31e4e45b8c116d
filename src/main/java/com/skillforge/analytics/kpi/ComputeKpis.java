package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Computes KPIs over a bounded input: shard, group, evaluate each shard, add up, stamp.
 *
 * <p>Input: packed records keyed by the shard of their sender. Output: one {@link KpiValue} per row
 * under {@link #VALUES}, and partial {@link RunCounts} under {@link #COUNTS}.
 */
public final class ComputeKpis
    extends PTransform<PCollection<KV<Integer, RecordBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** The rows. */
  public static final TupleTag<KpiValue> VALUES = new TupleTag<>("values") {};

  /** What became of the records: accepted, duplicate, suppressed. */
  public static final TupleTag<RunCounts> COUNTS = new TupleTag<>("counts") {};

  private static final TupleTag<KV<Integer, KpiTable>> TABLES = new TupleTag<>("tables") {};

  private final List<Kpi> kpis;
  private final TrackingPlan plan;
  private final long reportFromMillis;
  private final PCollectionView<Long> asOf;
  private final transient @Nullable PCollection<PublishedKpi> published;
  private final KnownHistory history;

  /** The transform where nothing was published before; see the other constructor. */
  public ComputeKpis(
      List<Kpi> kpis, TrackingPlan plan, long reportFromMillis, PCollectionView<Long> asOf) {
    this(kpis, plan, reportFromMillis, asOf, null);
  }

  /**
   * Creates the transform.
   *
   * @param reportFromMillis see {@link Horizon#reportFromMillis}
   * @param asOf the point of event time, in epoch milliseconds, up to which the input is complete
   * @param published the newest rows of earlier runs: those that have lost all their units are
   *     taken back by a row of zeros; null when there are none
   */
  public ComputeKpis(
      List<Kpi> kpis,
      TrackingPlan plan,
      long reportFromMillis,
      PCollectionView<Long> asOf,
      @Nullable PCollection<PublishedKpi> published) {
    this(kpis, plan, reportFromMillis, asOf, published, KnownHistory.COMPLETE);
  }

  private ComputeKpis(
      List<Kpi> kpis,
      TrackingPlan plan,
      long reportFromMillis,
      PCollectionView<Long> asOf,
      @Nullable PCollection<PublishedKpi> published,
      KnownHistory history) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
    this.reportFromMillis = reportFromMillis;
    this.asOf = asOf;
    this.published = published;
    this.history = history;
  }

  /** The same over an input that may lack earlier records: rows that need them say so. */
  public ComputeKpis withHistory(KnownHistory known) {
    return new ComputeKpis(kpis, plan, reportFromMillis, asOf, published, known);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, RecordBlock>> blocks) {
    PCollectionTuple evaluated =
        blocks
            .apply("GroupByShard", GroupByKey.create())
            .apply(
                "EvaluateShard",
                ParDo.of(new EvaluateFn(new KpiEvaluation(kpis, plan), reportFromMillis, asOf))
                    .withSideInputs(asOf)
                    .withOutputTags(TABLES, TupleTagList.of(COUNTS)));
    PCollection<KpiValue> values =
        evaluated
            .get(TABLES)
            .setCoder(PublishRows.TABLES)
            .apply(
                "PublishRows", new PublishRows(kpis, reportFromMillis, asOf, published, history));
    return PCollectionTuple.of(VALUES, values)
        .and(COUNTS, evaluated.get(COUNTS).setCoder(RunCountsCoder.of()));
  }

  private static final class EvaluateFn
      extends DoFn<KV<Integer, Iterable<RecordBlock>>, KV<Integer, KpiTable>> {
    private static final long serialVersionUID = 1L;
    private final KpiEvaluation evaluation;
    private final long reportFromMillis;
    private final PCollectionView<Long> asOf;

    EvaluateFn(KpiEvaluation evaluation, long reportFromMillis, PCollectionView<Long> asOf) {
      this.evaluation = evaluation;
      this.reportFromMillis = reportFromMillis;
      this.asOf = asOf;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Horizon horizon = Horizon.batch(reportFromMillis, context.sideInput(asOf));
      KpiEvaluation.Result result = evaluation.evaluate(context.element().getValue(), horizon);
      PublishRows.forEachGroup(
          result.table(), (group, table) -> context.output(KV.of(group, table)));
      RunCounters.add(result.counts());
      context.output(COUNTS, result.counts());
    }
  }
}
