package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.KpiOracle;
import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The engine in streaming, against the oracle: when the watermark has passed everything, the newest
 * pane of each row is the row of a batch run, whatever the order and the delays of arrival.
 */
class KpiStreamPropertyTest {
  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.any().list().ofSize(8).map(Crowd::new);
  }

  @Provide
  Arbitrary<Arrival> arrivals() {
    return Arrival.of(KpiRuns.NAMES);
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theNewestPanesAreTheOraclesRows(
      @ForAll("crowds") Crowd crowd, @ForAll("arrivals") Arrival arrival) {
    KpiRuns.Output output = arrival.run(KpiRuns.KPIS, crowd.records());
    Collection<KpiValue> newest = Arrival.newest(output.rows());

    for (History failing : crowd.smallestWhere(one -> differences(one, newest, arrival.kpis()))) {
      History smallest = failing.shrunkWhile(one -> !differences(one, arrival).isEmpty());
      assertThat(differences(smallest, arrival)).as("%s %s", smallest, arrival).isEmpty();
      assertThat(differences(failing, newest, arrival.kpis()))
          .as("only in a crowd: %s", failing)
          .isEmpty();
    }
    if (!arrival.late()) {
      assertFinalRowsStay(output.rows());
    }
    KpiRuns.assertCounts(crowd.records(), output.counts());
  }

  /**
   * Without late records a row that says that it is final does not change its figures any more. (A
   * task can still be given a due date in a week that has ended: that row is restated.)
   */
  private static void assertFinalRowsStay(List<KpiValue> panes) {
    Map<KpiKey, Set<List<Double>>> figures = new HashMap<>();
    for (KpiValue pane : panes) {
      if (pane.isFinal() && !pane.key().kpi().equals("plan_adherence")) {
        figures
            .computeIfAbsent(pane.key(), key -> new HashSet<>())
            .add(Arrays.asList(pane.numerator(), pane.denominator(), pane.value()));
      }
    }
    assertThat(figures.values()).allMatch(distinct -> distinct.size() == 1);
  }

  private static List<String> differences(History history, Arrival arrival) {
    return differences(
        history,
        Arrival.newest(arrival.run(KpiRuns.KPIS, history.records()).rows()),
        arrival.kpis());
  }

  private static List<String> differences(
      History history, Collection<KpiValue> newest, List<String> kpis) {
    return Rows.differences(
        new KpiOracle(history.records())
            .rows(null, Arrival.END).stream()
                .filter(row -> kpis.contains(row.key().kpi()))
                .toList(),
        Crowd.rowsOf(history, newest));
  }
}
