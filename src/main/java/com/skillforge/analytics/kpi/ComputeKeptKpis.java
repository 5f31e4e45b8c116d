package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptContributionsCoder;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Computes KPIs from what the last run has kept and the records of those subjects of whom something
 * is new: what these contributed goes from the sums, what they contribute now comes, and both are
 * kept for the next run. The rows are those of {@link ComputeKpis} over all records.
 *
 * <p>Input: packed records keyed by the shard of their sender under {@link #BLOCKS}, all that the
 * subjects depend on; and what was kept of each of them, and the sums, under {@link #KEPT}. Output:
 * as of {@link ComputeKpis}, and under {@link #CONTRIBUTIONS} what is to be kept in the place of
 * that.
 */
public final class ComputeKeptKpis extends PTransform<PCollectionTuple, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  /** Records by shard. */
  public static final TupleTag<KV<Integer, RecordBlock>> BLOCKS = new TupleTag<>("blocks") {};

  /** What the last run has kept. */
  public static final TupleTag<KeptContributions> KEPT = new TupleTag<>("kept") {};

  /** What is to be kept; nothing, of a subject that contributes nothing any more. */
  public static final TupleTag<KeptContributions> CONTRIBUTIONS =
      new TupleTag<>("contributions") {};

  /** How many numbers the sums have at most that are kept as one: about half a megabyte of text. */
  private static final int NUMBERS_OF_A_SUM = 50_000;

  private static final TupleTag<KV<Integer, KpiTable>> SUMS = new TupleTag<>("sums") {};
  private static final TupleTag<KV<Integer, KpiTable>> CHANGES = new TupleTag<>("changes") {};
  private static final TupleTag<KV<Integer, KpiTable>> REPORTED = new TupleTag<>("reported") {};
  private static final TupleTag<KV<Integer, KeptContributions>> SUBJECTS =
      new TupleTag<>("subjects") {};

  private final List<Kpi> kpis;
  private final TrackingPlan plan;
  private final int shards;
  private final long reportFromMillis;
  private final long asOfMillis;
  private final boolean anew;
  private final transient PCollection<PublishedKpi> published;
  private final KnownHistory history;

  /**
   * Creates the transform.
   *
   * @param shards into how many shards the records are packed
   * @param reportFromMillis see {@link Horizon#reportFromMillis}
   * @param asOfMillis the point of event time up to which the records are complete
   * @param anew whether to look at all subjects that have records, and at nothing that was kept
   * @param published see {@link ComputeKpis}
   * @param history since when the records hold everything
   */
  public ComputeKeptKpis(
      List<Kpi> kpis,
      TrackingPlan plan,
      int shards,
      long reportFromMillis,
      long asOfMillis,
      boolean anew,
      PCollection<PublishedKpi> published,
      KnownHistory history) {
    this.kpis = List.copyOf(kpis);
    this.plan = plan;
    this.shards = shards;
    this.reportFromMillis = reportFromMillis;
    this.asOfMillis = asOfMillis;
    this.anew = anew;
    this.published = published;
    this.history = history;
  }

  @Override
  public PCollectionTuple expand(PCollectionTuple input) {
    PCollectionTuple kept =
        input
            .get(KEPT)
            .apply(
                "ShardKept",
                ParDo.of(new ShardFn(shards)).withOutputTags(SUBJECTS, TupleTagList.of(SUMS)));
    PCollection<KV<Integer, KeptContributions>> subjects =
        kept.get(SUBJECTS).setCoder(KvCoder.of(VarIntCoder.of(), KeptContributionsCoder.of()));
    PCollectionTuple evaluated =
        KeyedPCollectionTuple.of(EvaluateFn.RECORDS, input.get(BLOCKS))
            .and(EvaluateFn.BEFORE, subjects)
            .apply("GroupByShard", CoGroupByKey.create())
            .apply(
                "EvaluateSubjects",
                ParDo.of(
                        new EvaluateFn(
                            new KeptEvaluation(kpis, plan), reportFromMillis, asOfMillis, anew))
                    .withOutputTags(
                        CHANGES, TupleTagList.of(CONTRIBUTIONS).and(ComputeKpis.COUNTS)));
    PCollectionTuple settled =
        PCollectionList.of(evaluated.get(CHANGES).setCoder(PublishRows.TABLES))
            .and(kept.get(SUMS).setCoder(PublishRows.TABLES))
            .apply("WithSums", Flatten.pCollections())
            .apply("SumChanges", Combine.perKey(new PublishRows.SumTables()))
            .apply(
                "Settle",
                ParDo.of(new SettleFn(kpis, reportFromMillis, asOfMillis))
                    .withOutputTags(REPORTED, TupleTagList.of(CONTRIBUTIONS)));
    PCollectionView<Long> asOf =
        input.getPipeline().apply("AsOf", Create.of(asOfMillis)).apply(View.asSingleton());
    PCollection<KeptContributions> contributions =
        PCollectionList.of(evaluated.get(CONTRIBUTIONS).setCoder(KeptContributionsCoder.of()))
            .and(settled.get(CONTRIBUTIONS).setCoder(KeptContributionsCoder.of()))
            .apply("ToKeep", Flatten.pCollections());
    return PCollectionTuple.of(
            ComputeKpis.VALUES,
            settled
                .get(REPORTED)
                .setCoder(PublishRows.TABLES)
                .apply(
                    "PublishRows",
                    new PublishRows(kpis, reportFromMillis, asOf, published, history)))
        .and(ComputeKpis.COUNTS, evaluated.get(ComputeKpis.COUNTS).setCoder(RunCountsCoder.of()))
        .and(CONTRIBUTIONS, contributions);
  }

  /** The name under which a part of the sums of a group is kept. */
  private static SubjectKey sumOf(int group, int part) {
    return new SubjectKey("", Subject.Kind.EVERYBODY, group + " " + part);
  }

  private static int groupOf(SubjectKey sum) {
    return Integer.parseInt(sum.name().split(" ", 2)[0]);
  }

  /** Takes what was kept apart: subjects by their shard, sums by their group. */
  private static final class ShardFn
      extends DoFn<KeptContributions, KV<Integer, KeptContributions>> {
    private static final long serialVersionUID = 1L;
    private final int shards;

    ShardFn(int shards) {
      this.shards = shards;
    }

    @ProcessElement
    public void process(@Element KeptContributions kept, MultiOutputReceiver out) {
      SubjectKey subject = kept.subject();
      if (subject.kind() == Subject.Kind.EVERYBODY) {
        KpiTable sum = kept.packed() == null ? new KpiTable() : KpiTable.unpacked(kept.packed());
        out.get(SUMS).output(KV.of(groupOf(subject), sum));
      } else {
        int shard = Shards.of(subject.tenantId(), subject.name(), shards);
        out.get(SUBJECTS).output(KV.of(shard, kept));
      }
    }
  }

  private static final class EvaluateFn
      extends DoFn<KV<Integer, CoGbkResult>, KV<Integer, KpiTable>> {
    private static final long serialVersionUID = 1L;
    static final TupleTag<RecordBlock> RECORDS = new TupleTag<>("records") {};
    static final TupleTag<KeptContributions> BEFORE = new TupleTag<>("before") {};

    private final KeptEvaluation evaluation;
    private final long reportFromMillis;
    private final long asOfMillis;
    private final boolean anew;

    EvaluateFn(KeptEvaluation evaluation, long reportFromMillis, long asOfMillis, boolean anew) {
      this.evaluation = evaluation;
      this.reportFromMillis = reportFromMillis;
      this.asOfMillis = asOfMillis;
      this.anew = anew;
    }

    @ProcessElement
    public void process(@Element KV<Integer, CoGbkResult> shard, MultiOutputReceiver out) {
      Map<SubjectKey, KeptContributions> before = new HashMap<>();
      shard
          .getValue()
          .getAll(BEFORE)
          .forEach(kept -> before.merge(kept.subject(), kept, EvaluateFn::known));
      KeptEvaluation.Result result =
          evaluation.evaluate(
              shard.getValue().getAll(RECORDS),
              anew ? Optional.empty() : Optional.of(before),
              Horizon.kept(reportFromMillis, asOfMillis),
              out.get(CONTRIBUTIONS)::output);
      PublishRows.forEachGroup(
          result.change(), (group, table) -> out.get(CHANGES).output(KV.of(group, table)));
      RunCounters.add(result.counts());
      out.get(ComputeKpis.COUNTS).output(result.counts());
    }

    private static KeptContributions known(KeptContributions one, KeptContributions other) {
      return one.isNothing() ? other : one;
    }
  }

  /** What is kept of sums has later periods too, and what is taken away of earlier ones. */
  private static final class SettleFn extends DoFn<KV<Integer, KpiTable>, KV<Integer, KpiTable>> {
    private static final long serialVersionUID = 1L;
    private final List<Kpi> kpis;
    private final long reportFromMillis;
    private final long asOfMillis;

    SettleFn(List<Kpi> kpis, long reportFromMillis, long asOfMillis) {
      this.kpis = kpis;
      this.reportFromMillis = reportFromMillis;
      this.asOfMillis = asOfMillis;
    }

    @ProcessElement
    public void process(@Element KV<Integer, KpiTable> sum, MultiOutputReceiver out) {
      KpiTable settled = sum.getValue().settled(reportFromMillis);
      List<KpiTable> parts = settled.parts(NUMBERS_OF_A_SUM);
      for (int part = 0; part < parts.size(); part++) {
        out.get(CONTRIBUTIONS)
            .output(
                new KeptContributions(
                    sumOf(sum.getKey(), part), parts.get(part).packed(), Long.MAX_VALUE));
      }
      out.get(REPORTED)
          .output(
              KV.of(
                  sum.getKey(),
                  settled.reported(Horizon.batch(reportFromMillis, asOfMillis), kpis)));
    }
  }
}
