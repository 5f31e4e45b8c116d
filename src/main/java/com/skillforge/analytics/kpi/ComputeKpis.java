package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
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

  /** Rows are few; a handful of groups adds them up without a key per row. */
  private static final int GROUPS = 8;

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
    KvCoder<Integer, KpiTable> tables = KvCoder.of(VarIntCoder.of(), KpiTable.Coder.of());
    Withdrawals withdrawals = new Withdrawals(kpis, reportFromMillis, history);
    PCollectionList<KV<Integer, KpiTable>> all =
        PCollectionList.of(evaluated.get(TABLES).setCoder(tables));
    if (published != null) {
      all =
          all.and(
              published
                  .apply(
                      "MarkPublished", ParDo.of(new MarkFn(withdrawals, asOf)).withSideInputs(asOf))
                  .setCoder(tables));
    }
    PCollection<KpiValue> values =
        all.apply("WithPublished", Flatten.pCollections())
            .apply("SumShards", Combine.perKey(new SumTables()))
            .apply(
                "StampRows",
                ParDo.of(new StampFn(new KpiRows(kpis, history), withdrawals, asOf))
                    .withSideInputs(asOf))
            .setCoder(SerializableCoder.of(KpiValue.class));
    return PCollectionTuple.of(VALUES, values)
        .and(COUNTS, evaluated.get(COUNTS).setCoder(RunCountsCoder.of()));
  }

  /** Adds tables up. */
  private static final class SumTables extends Combine.CombineFn<KpiTable, KpiTable, KpiTable> {
    private static final long serialVersionUID = 1L;

    @Override
    public KpiTable createAccumulator() {
      return new KpiTable();
    }

    @Override
    public KpiTable addInput(KpiTable accumulator, KpiTable input) {
      return accumulator.merge(input);
    }

    @Override
    public KpiTable mergeAccumulators(Iterable<KpiTable> accumulators) {
      KpiTable sum = new KpiTable();
      accumulators.forEach(sum::merge);
      return sum;
    }

    @Override
    public KpiTable extractOutput(KpiTable accumulator) {
      return accumulator;
    }
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
      KpiTable[] groups = result.table().split(GROUPS, ComputeKpis::groupOf);
      for (int group = 0; group < GROUPS; group++) {
        if (groups[group] != null) {
          context.output(KV.of(group, groups[group]));
        }
      }
      context.output(COUNTS, result.counts());
    }
  }

  /**
   * The group of a row: all rows of one KPI and institution share one. Stable across workers, since
   * string hashes are specified by the language.
   */
  private static int groupOf(KpiSeries series) {
    int hash = 31 * series.kpi().hashCode() + series.tenantId().hashCode();
    return Math.floorMod(31 * hash + series.environment().hashCode(), GROUPS);
  }

  private static final class MarkFn extends DoFn<PublishedKpi, KV<Integer, KpiTable>> {
    private static final long serialVersionUID = 1L;
    private final Withdrawals withdrawals;
    private final PCollectionView<Long> asOf;

    MarkFn(Withdrawals withdrawals, PCollectionView<Long> asOf) {
      this.withdrawals = withdrawals;
      this.asOf = asOf;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      PublishedKpi row = context.element();
      if (withdrawals.concerns(row, context.sideInput(asOf))) {
        context.output(KV.of(groupOf(KpiSeries.of(row.key())), Withdrawals.mark(row.key())));
      }
    }
  }

  private static final class StampFn extends DoFn<KV<Integer, KpiTable>, KpiValue> {
    private static final long serialVersionUID = 1L;
    private final KpiRows rows;
    private final Withdrawals withdrawals;
    private final PCollectionView<Long> asOf;

    StampFn(KpiRows rows, Withdrawals withdrawals, PCollectionView<Long> asOf) {
      this.rows = rows;
      this.withdrawals = withdrawals;
      this.asOf = asOf;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      long asOfMillis = context.sideInput(asOf);
      KpiTable table = withdrawals.judge(context.element().getValue());
      rows.emit(table, asOfMillis, 0, true, context::output);
    }
  }
}
