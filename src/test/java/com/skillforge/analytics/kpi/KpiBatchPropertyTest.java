package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.KpiOracle;
import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The engine in batch, against the oracle. */
class KpiBatchPropertyTest {
  private static final List<Kpi> KPIS = KpiRuns.KPIS;

  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.any().list().ofSize(80).map(Crowd::new);
  }

  @Property(tries = 6000, edgeCases = EdgeCasesMode.NONE)
  void rowsAreTheOracles(
      @ForAll("histories") History history,
      @ForAll(supplier = Histories.ReportStarts.class) @Nullable Long reportFrom,
      @ForAll(supplier = Histories.Instants.class) long asOf,
      @ForAll @IntRange(min = 1, max = 5) int shards,
      @ForAll long arrival) {
    KpiRuns.Output outcome =
        KpiRuns.evaluate(KPIS, history.records(), reportFrom, asOf, shards, arrival);

    assertThat(
            Rows.differences(
                new KpiOracle(history.records()).rows(reportFrom, asOf), outcome.rows()))
        .isEmpty();
    KpiRuns.assertCounts(history.records(), outcome.counts());
  }

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rowsOfAPipelineAreTheOracles(
      @ForAll("crowds") Crowd crowd,
      @ForAll(supplier = Histories.ReportStarts.class) @Nullable Long reportFrom,
      @ForAll(supplier = Histories.Instants.class) long asOf,
      @ForAll @IntRange(min = 1, max = 16) int shards,
      @ForAll long arrival) {
    KpiRuns.Output output =
        KpiRuns.batch(
            KPIS,
            KpiRuns.blocks(KPIS, crowd.records(), shards, new Random(arrival)),
            reportFrom,
            asOf);

    Function<History, List<String>> differences =
        history ->
            Rows.differences(
                new KpiOracle(history.records()).rows(reportFrom, asOf),
                Crowd.rowsOf(history, output.rows()));
    for (History failing : crowd.smallestWhere(differences)) {
      assertThat(differences.apply(failing)).as("%s", failing).isEmpty();
    }
    KpiRuns.assertCounts(crowd.records(), output.counts());
  }
}
