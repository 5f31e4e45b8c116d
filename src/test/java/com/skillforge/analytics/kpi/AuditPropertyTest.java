package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.AuditWarehouse;
import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.testing.Aliases;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The engine, in batch and in streaming, against the audit queries: two answers to one question, by
 * different people and in different languages.
 */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class AuditPropertyTest {
  private final AuditWarehouse warehouse = new AuditWarehouse();

  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.ofAllKpis().list().ofSize(400).map(Crowd::new);
  }

  @Provide
  Arbitrary<Crowd> smallCrowds() {
    return Histories.ofAllKpis().list().ofSize(40).map(Crowd::new);
  }

  @Provide
  Arbitrary<Arrival> arrivals() {
    return Arrival.of(Kpis.names());
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rowsAreThoseOfTheAuditQueries(
      @ForAll("crowds") Crowd crowd,
      @ForAll(supplier = Histories.ReportStarts.class) @Nullable Long reportFrom,
      @ForAll(supplier = Histories.Instants.class) long asOf,
      @ForAll @IntRange(min = 1, max = 5) int shards,
      @ForAll long arrival) {
    List<KpiValue> audited =
        assertSame(
            crowd,
            reportFrom,
            asOf,
            Kpis.names(),
            (kpis, people) ->
                KpiRuns.evaluate(kpis, people.records(), reportFrom, asOf, shards, arrival).rows());
    assertRowsOfEachKpi(audited);
  }

  /** The same of few and in seconds, for a KPI that is being written. */
  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rowsOfFewAreThoseOfTheAuditQueries(
      @ForAll("smallCrowds") Crowd crowd,
      @ForAll(supplier = Histories.ReportStarts.class) @Nullable Long reportFrom,
      @ForAll(supplier = Histories.Instants.class) long asOf) {
    assertSame(
        crowd,
        reportFrom,
        asOf,
        Kpis.names(),
        (kpis, people) -> KpiRuns.evaluate(kpis, people.records(), reportFrom, asOf, 2, 0).rows());
  }

  @Property(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rowsOfAPipelineAreThoseOfTheAuditQueries(
      @ForAll("crowds") Crowd crowd,
      @ForAll(supplier = Histories.ReportStarts.class) @Nullable Long reportFrom,
      @ForAll(supplier = Histories.Instants.class) long asOf,
      @ForAll @IntRange(min = 1, max = 16) int shards,
      @ForAll long arrival) {
    assertSame(
        crowd,
        reportFrom,
        asOf,
        Kpis.names(),
        (kpis, people) ->
            KpiRuns.batch(
                    kpis,
                    KpiRuns.blocks(kpis, people.records(), shards, new Random(arrival)),
                    reportFrom,
                    asOf)
                .rows());
  }

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theNewestPanesOfAStreamAreThoseOfTheAuditQueries(
      @ForAll("smallCrowds") Crowd crowd, @ForAll("arrivals") Arrival arrival) {
    assertSame(
        crowd,
        null,
        Arrival.END,
        arrival.kpis(),
        (kpis, people) -> Arrival.newest(arrival.run(kpis, people.records()).rows()));
  }

  /**
   * Compares, and when there is a difference shows it for as few records as it takes; returns the
   * rows.
   */
  private List<KpiValue> assertSame(
      Crowd crowd,
      @Nullable Long reportFrom,
      long asOf,
      List<String> names,
      BiFunction<List<Kpi>, Crowd, Collection<KpiValue>> engine) {
    Comparison comparison = new Comparison(warehouse, reportFrom, asOf, names, engine);
    List<KpiValue> audited = comparison.audited(crowd);
    Collection<KpiValue> computed = comparison.computed(crowd);
    for (History failing :
        crowd.smallestWhere(
            one -> Rows.differences(Crowd.rowsOf(one, audited), Crowd.rowsOf(one, computed)))) {
      Comparison ofOne =
          comparison.of(differing(Crowd.rowsOf(failing, audited), Crowd.rowsOf(failing, computed)));
      History smallest = failing.shrunkWhile(one -> !ofOne.differences(one).isEmpty());
      assertThat(ofOne.differences(smallest))
          .as("from %s, as of %s, %s", reportFrom, asOf, smallest)
          .isEmpty();
      assertThat(Rows.differences(audited, computed)).as("only in a crowd: %s", failing).isEmpty();
    }
    return audited;
  }

  /** That nothing differs says little where there is nothing. */
  private static void assertRowsOfEachKpi(List<KpiValue> audited) {
    for (String name : Kpis.names()) {
      Statistics.label(name)
          .collect(audited.stream().anyMatch(row -> row.key().kpi().equals(name)))
          .coverage(checker -> checker.check(true).count(tries -> tries > 0));
    }
  }

  /** One KPI whose rows differ: to find the smallest history, the others need not be asked. */
  private static String differing(Collection<KpiValue> audited, Collection<KpiValue> computed) {
    return Kpis.names().stream()
        .filter(name -> !Rows.differences(only(name, audited), only(name, computed)).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static List<KpiValue> only(String name, Collection<KpiValue> rows) {
    return rows.stream().filter(row -> row.key().kpi().equals(name)).toList();
  }

  /** What is asked, of the audit queries and of the engine. */
  private record Comparison(
      AuditWarehouse warehouse,
      @Nullable Long reportFrom,
      long asOf,
      List<String> names,
      BiFunction<List<Kpi>, Crowd, Collection<KpiValue>> engine) {

    Comparison of(String name) {
      return new Comparison(warehouse, reportFrom, asOf, List.of(name), engine);
    }

    List<KpiValue> audited(Crowd crowd) {
      warehouse.clear();
      Aliases aliases = new Aliases();
      warehouse.store(crowd.records(), aliases::disguise);
      warehouse.link(aliases.links());
      warehouse.terms(crowd.terms());
      List<KpiValue> rows = new ArrayList<>();
      names.forEach(name -> rows.addAll(warehouse.check(name, reportFrom, asOf)));
      return comparable(rows);
    }

    List<KpiValue> computed(Crowd crowd) {
      List<Term> terms = crowd.terms();
      List<Kpi> kpis =
          new Kpis(terms).all().stream().filter(kpi -> names.contains(kpi.name())).toList();
      return comparable(engine.apply(kpis, crowd));
    }

    List<String> differences(History history) {
      Crowd alone = Crowd.alone(history);
      return Rows.differences(audited(alone), computed(alone)).stream().limit(3).toList();
    }

    /** Without rows of zeros, by which a stream withdraws a row. */
    private static List<KpiValue> comparable(Collection<KpiValue> rows) {
      return rows.stream().filter(Arrival::hasUnits).toList();
    }
  }
}
