package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.AuditWarehouse;
import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.kpi.Bounds;
import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a KPI declares is what its rows have and what its view shows. */
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class DeclarationPropertyTest {
  private final AuditWarehouse warehouse = new AuditWarehouse();

  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.ofAllKpis().list().ofSize(400).map(Crowd::new);
  }

  @Provide
  Arbitrary<Long> instants() {
    return Histories.instants();
  }

  @Example
  void everyKpiIsDeclaredInTheOrderOfTheDefinitions() {
    assertThat(new Kpis(List.of()).all().stream().map(Kpi::declaration))
        .containsExactlyElementsOf(KpiDeclarations.all());
  }

  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void rowsHaveTheMeasuresThatTheirKpiDeclares(
      @ForAll("crowds") Crowd crowd, @ForAll("instants") long asOf) {
    List<KpiValue> rows = rows(crowd, asOf);

    for (KpiDeclaration kpi : KpiDeclarations.all()) {
      List<KpiValue> own = rowsOf(kpi, rows);
      for (KpiValue row : own) {
        assertThat(row.measures().keySet())
            .as(Rows.line(row))
            .containsExactlyInAnyOrderElementsOf(
                kpi.measures().stream().map(Figure::name).toList());
      }
      Statistics.label(kpi.name())
          .collect(!own.isEmpty())
          .coverage(checker -> checker.check(true).count(tries -> tries > 0));
    }
  }

  /** A whole figure must lose nothing in its column, another must not be rounded. */
  @Property(tries = 6, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void viewsShowTheDeclaredFiguresAndNoOthers(
      @ForAll("crowds") Crowd crowd, @ForAll("instants") long asOf) {
    List<KpiValue> rows = rows(crowd, asOf);
    warehouse.clear();
    warehouse.publish(rows);

    for (KpiDeclaration kpi : KpiDeclarations.all()) {
      Map<KpiKey, SortedMap<String, @Nullable Double>> viewed = new HashMap<>();
      for (AuditWarehouse.Viewed row : warehouse.viewed(kpi.name())) {
        if (!(kpi.bounds() instanceof Bounds.None)) {
          assertThat(row.figures()).containsKeys("value_low", "value_high");
          row.figures().keySet().removeAll(List.of("value_low", "value_high"));
        }
        viewed.put(row.key(), row.figures());
      }
      List<KpiValue> own = rowsOf(kpi, rows);
      assertThat(viewed).hasSameSizeAs(own);
      for (KpiValue row : own) {
        assertThat(viewed.get(row.key())).as(Rows.line(row)).isEqualTo(declared(kpi, row));
      }
    }
  }

  private static SortedMap<String, @Nullable Double> declared(KpiDeclaration kpi, KpiValue row) {
    SortedMap<String, @Nullable Double> figures = new TreeMap<>();
    kpi.numerator().ifPresent(figure -> figures.put(figure.name(), row.numerator()));
    kpi.denominator().ifPresent(figure -> figures.put(figure.name(), row.denominator()));
    figures.put(kpi.value().name(), row.value());
    kpi.measures().forEach(figure -> figures.put(figure.name(), row.measures().get(figure.name())));
    return figures;
  }

  private static List<KpiValue> rows(Crowd crowd, long asOf) {
    List<Kpi> kpis = new Kpis(crowd.terms()).all();
    return KpiRuns.evaluate(kpis, crowd.records(), null, asOf, 3, 0).rows();
  }

  private static List<KpiValue> rowsOf(KpiDeclaration kpi, List<KpiValue> rows) {
    return rows.stream().filter(row -> row.key().kpi().equals(kpi.name())).toList();
  }
}
