package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.Judged;
import com.skillforge.analytics.kpi.oracle.Judgement;
import com.skillforge.analytics.kpi.oracle.KpiOracle;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.testing.Blocks;
import com.skillforge.analytics.testing.Collected;
import com.skillforge.analytics.testing.TestRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;

/** Runs KPIs in a pipeline and brings back what came out. */
final class KpiRuns {
  static final KvCoder<Integer, RecordBlock> BLOCKS =
      KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of());

  /** Longer than any history: nothing is dropped for being late. */
  private static final Duration LATENESS = Duration.standardDays(1000);

  /**
   * What a run put out.
   *
   * @param rows in streaming all panes of all rows
   * @param counts the sum of the partial counts
   */
  record Output(List<KpiValue> rows, RunCounts counts) {}

  /** The KPIs that {@link KpiOracle} works out; the audit queries work out all of them. */
  static final List<Kpi> KPIS =
      List.of(new OnboardingCompletion(), new PlanAdherence(), new WeeklyActiveUsers());

  /** Their names. */
  static final List<String> NAMES = KPIS.stream().map(Kpi::name).toList();

  /** The KPI of one of those names. */
  static Kpi named(String name) {
    return KPIS.stream().filter(kpi -> kpi.name().equals(name)).findFirst().orElseThrow();
  }

  private KpiRuns() {}

  /** What a batch run does, without a runner: shards, blocks, one sum. */
  static Output evaluate(
      List<Kpi> kpis,
      List<AnalyticsRecord> records,
      @Nullable Long reportFrom,
      long asOf,
      int shards,
      long arrival) {
    Horizon horizon = Horizon.batch(reportFrom == null ? Long.MIN_VALUE : reportFrom, asOf);
    KpiEvaluation evaluation = new KpiEvaluation(kpis, TestRecords.PLAN);
    Map<Integer, List<RecordBlock>> byShard = new HashMap<>();
    for (KV<Integer, RecordBlock> block : blocks(kpis, records, shards, new Random(arrival))) {
      byShard.computeIfAbsent(block.getKey(), shard -> new ArrayList<>()).add(block.getValue());
    }
    KpiTable sum = new KpiTable();
    RunCounts counts = new RunCounts();
    for (List<RecordBlock> shard : byShard.values()) {
      KpiEvaluation.Result result = evaluation.evaluate(shard, horizon);
      sum.merge(result.table());
      counts.merge(result.counts());
    }
    List<KpiValue> rows = new ArrayList<>();
    new KpiRows(kpis).emit(sum, asOf, 0, true, rows::add);
    return new Output(rows, counts);
  }

  /** The records as some KPIs need them, packed at random. */
  static List<KV<Integer, RecordBlock>> blocks(
      List<Kpi> kpis, List<AnalyticsRecord> records, int shards, Random random) {
    return Blocks.random(records, Kpis.projection(kpis), Kpis.guests(kpis), shards, random);
  }

  static Output batch(
      List<Kpi> kpis, List<KV<Integer, RecordBlock>> blocks, @Nullable Long reportFrom, long asOf) {
    long from = reportFrom == null ? Long.MIN_VALUE : reportFrom;
    return run(
        pipeline -> {
          PCollectionView<Long> view =
              pipeline
                  .apply("AsOf", Create.of(asOf).withCoder(VarLongCoder.of()))
                  .apply(View.asSingleton());
          return pipeline
              .apply(Create.of(blocks).withCoder(BLOCKS))
              .apply(new ComputeKpis(kpis, TestRecords.PLAN, from, view));
        });
  }

  /**
   * The stream of shards and blocks; early panes come after five seconds.
   *
   * @param cutOff whether the end of the stream is a drain somewhere in its input
   */
  static Output stream(
      List<Kpi> kpis, TestStream<KV<Integer, RecordBlock>> stream, boolean cutOff) {
    StreamKpis whole =
        new StreamKpis(kpis, TestRecords.PLAN, Duration.standardSeconds(5), LATENESS);
    return run(pipeline -> pipeline.apply(stream).apply(cutOff ? whole.cutOffAtItsEnd() : whole));
  }

  /** Every record is accounted for, the way the oracle judges it. */
  static void assertCounts(List<AnalyticsRecord> records, RunCounts counts) {
    Judgement judgement = new Judgement(records);
    assertThat(counts.duplicates()).isEqualTo(judgement.duplicates());
    assertThat(counts.suppressed()).isEqualTo(judgement.count(Judged.Fate.SUPPRESSED));
    assertThat(counts.accepted())
        .isEqualTo(judgement.count(Judged.Fate.COUNTED) + judgement.count(Judged.Fate.REDUCED));
    assertThat(counts.accepted() + counts.duplicates() + counts.suppressed())
        .isEqualTo(records.size());
  }

  private static Output run(Function<TestPipeline, PCollectionTuple> job) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionTuple out = job.apply(pipeline);
    Collected<KpiValue> rows = Collected.from(out.get(ComputeKpis.VALUES), KpiValue.class);
    Collected<RunCounts> counts = Collected.from(out.get(ComputeKpis.COUNTS), RunCounts.class);
    pipeline.run().waitUntilFinish();
    RunCounts sum = new RunCounts();
    counts.take().forEach(sum::merge);
    return new Output(rows.take(), sum);
  }
}
