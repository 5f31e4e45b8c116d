package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * However a history is cut into runs, and in whatever order its records arrive: a run that looks at
 * few subjects has the rows of one that looks at everything.
 */
class KeptContributionsPropertyTest {
  private static final List<Kpi> KPIS = new Kpis(Histories.terms()).all();
  private static final String REMOVED = "opt-outs have removed records";

  /**
   * How a history is cut.
   *
   * @param asOfs of each run, rising
   * @param reportFroms of each run, rising
   * @param seed decides before which run each record arrives, and who is merged with whom
   * @param merges whether identity links change
   * @param audits whether what opt-outs hide is removed before some runs
   */
  record Cuts(List<Long> asOfs, List<Long> reportFroms, boolean merges, boolean audits, long seed) {
    /** What goes wrong with the rows of any run; empty where nothing does. */
    List<String> differences(History history) {
      Random random = new Random(seed);
      KeptRuns runs = new KeptRuns(KPIS);
      List<String> differences = new ArrayList<>();
      for (int run = 0; run < asOfs.size(); run++) {
        int now = run;
        runs.store(history.records().stream().filter(record -> arrivalOf(record) == now).toList());
        if (merges) {
          List<String> users = List.of("ann", "bob", "cid");
          runs.link(users.get(random.nextInt(3)), users.get(random.nextInt(3)));
        }
        if (audits && random.nextBoolean()) {
          runs.enforceOptOuts();
        }
        List<KpiValue> rows = runs.run(reportFrom(run), asOfs.get(run), random);
        List<String> wrong =
            Rows.differences(
                KpiRuns.evaluate(KPIS, runs.records(), reportFrom(run), asOfs.get(run), 2, seed)
                    .rows(),
                rows);
        if (!wrong.isEmpty()) {
          differences.add("run " + run + ": " + wrong);
        }
      }
      Statistics.label(REMOVED).collect(runs.removed() > 0);
      return differences;
    }

    /** A report begins before as-of: the options say so, too. */
    private long reportFrom(int run) {
      return Math.min(reportFroms.get(run), asOfs.get(run) - 1);
    }

    private int arrivalOf(AnalyticsRecord record) {
      return new Random(seed * 31 + record.position().hashCode()).nextInt(asOfs.size());
    }

    @Override
    public String toString() {
      return "runs as of "
          + asOfs.stream().map(Instant::ofEpochMilli).toList()
          + " from "
          + reportFroms
          + (merges ? " with merges" : "")
          + (audits ? " with audits" : "")
          + " by "
          + seed;
    }
  }

  @Provide
  Arbitrary<History> histories() {
    return Histories.ofAllKpis();
  }

  @Provide
  Arbitrary<Cuts> cuts() {
    Arbitrary<Integer> runs = Arbitraries.integers().between(2, 5);
    Arbitrary<Long> aside =
        Arbitraries.of(0L, 1L, Duration.ofHours(5).toMillis(), Duration.ofDays(30).toMillis());
    Arbitrary<Long> asOfs = Combinators.combine(Histories.instants(), aside).as(Long::sum);
    return runs.flatMap(
        n ->
            Combinators.combine(
                    rising(asOfs, n),
                    Arbitraries.frequencyOf(
                        Tuple.of(
                            2, Arbitraries.just(java.util.Collections.nCopies(n, Long.MIN_VALUE))),
                        Tuple.of(3, rising(Histories.instants(), n))),
                    Arbitraries.of(true, false, false),
                    Arbitraries.of(true, false),
                    Arbitraries.longs())
                .as(Cuts::new));
  }

  private static Arbitrary<List<Long>> rising(Arbitrary<Long> instants, int n) {
    return instants.list().ofSize(n).map(list -> list.stream().sorted().toList());
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void aFewSubjectsGiveTheRowsOfAll(
      @ForAll("histories") History history, @ForAll("cuts") Cuts cuts) {
    List<String> differences = cuts.differences(history);
    if (!differences.isEmpty()) {
      History smallest = history.shrunkWhile(smaller -> !cuts.differences(smaller).isEmpty());
      assertThat(cuts.differences(smallest)).as("%s of %s", cuts, smallest).isEmpty();
    }
    Statistics.label(REMOVED).coverage(seen -> seen.check(true).percentage(percent -> percent > 3));
  }
}
