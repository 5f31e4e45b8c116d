package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.PublishedKpi;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Adds the tables of shards up, and makes rows of the sums: of what was published before, those
 * that have lost all their units are taken back.
 *
 * <p>Input: parts of tables by group, see {@link #forEachGroup}.
 */
final class PublishRows
    extends PTransform<PCollection<KV<Integer, KpiTable>>, PCollection<KpiValue>> {
  private static final long serialVersionUID = 1L;

  /** The coder of parts of tables by group. */
  static final KvCoder<Integer, KpiTable> TABLES =
      KvCoder.of(VarIntCoder.of(), KpiTable.Coder.of());

  /** Rows are few; a handful of groups adds them up without a key per row. */
  private static final int GROUPS = 8;

  private final List<Kpi> kpis;
  private final long reportFromMillis;
  private final PCollectionView<Long> asOf;
  private final transient @Nullable PCollection<PublishedKpi> published;
  private final KnownHistory history;

  /**
   * Creates the transform; its parameters are those of {@link ComputeKpis}.
   *
   * @param history since when the input holds everything
   */
  PublishRows(
      List<Kpi> kpis,
      long reportFromMillis,
      PCollectionView<Long> asOf,
      @Nullable PCollection<PublishedKpi> published,
      KnownHistory history) {
    this.kpis = List.copyOf(kpis);
    this.reportFromMillis = reportFromMillis;
    this.asOf = asOf;
    this.published = published;
    this.history = history;
  }

  @Override
  public PCollection<KpiValue> expand(PCollection<KV<Integer, KpiTable>> tables) {
    Withdrawals withdrawals = new Withdrawals(kpis, reportFromMillis, history);
    PCollectionList<KV<Integer, KpiTable>> all = PCollectionList.of(tables);
    if (published != null) {
      all =
          all.and(
              published
                  .apply(
                      "MarkPublished", ParDo.of(new MarkFn(withdrawals, asOf)).withSideInputs(asOf))
                  .setCoder(TABLES));
    }
    return all.apply("WithPublished", Flatten.pCollections())
        .apply("SumShards", Combine.perKey(new SumTables()))
        .apply(
            "StampRows",
            ParDo.of(new StampFn(new KpiRows(kpis, history), withdrawals, asOf))
                .withSideInputs(asOf))
        .setCoder(SerializableCoder.of(KpiValue.class));
  }

  /** Hands over the parts of a table that are added up together. */
  static void forEachGroup(KpiTable table, GroupConsumer out) {
    KpiTable[] groups = table.split(GROUPS, PublishRows::groupOf);
    for (int group = 0; group < GROUPS; group++) {
      if (groups[group] != null) {
        out.accept(group, groups[group]);
      }
    }
  }

  /** Takes a part of a table. */
  interface GroupConsumer {
    void accept(int group, KpiTable part);
  }

  /**
   * The group of a row: all rows of one KPI and institution share one. Stable across workers, since
   * string hashes are specified by the language.
   */
  private static int groupOf(KpiSeries series) {
    int hash = 31 * series.kpi().hashCode() + series.tenantId().hashCode();
    return Math.floorMod(31 * hash + series.environment().hashCode(), GROUPS);
  }

  /** Adds tables up. */
  static final class SumTables extends Combine.CombineFn<KpiTable, KpiTable, KpiTable> {
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

  /** Marks go on together: a table for each row would cost more than the rows themselves. */
  private static final class MarkFn extends DoFn<PublishedKpi, KV<Integer, KpiTable>> {
    private static final long serialVersionUID = 1L;
    private final Withdrawals withdrawals;
    private final PCollectionView<Long> asOf;
    private transient KpiTable marks;

    MarkFn(Withdrawals withdrawals, PCollectionView<Long> asOf) {
      this.withdrawals = withdrawals;
      this.asOf = asOf;
    }

    @StartBundle
    public void start() {
      marks = new KpiTable();
    }

    @ProcessElement
    public void process(ProcessContext context) {
      PublishedKpi row = context.element();
      if (withdrawals.concerns(row, context.sideInput(asOf))) {
        Withdrawals.mark(row.key(), marks);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      forEachGroup(
          marks,
          (group, table) ->
              context.output(
                  KV.of(group, table), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
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
