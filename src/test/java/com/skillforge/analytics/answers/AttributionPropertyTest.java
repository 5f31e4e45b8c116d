package com.skillforge.analytics.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.skillforge.analytics.answers.change.Composed;
import com.skillforge.analytics.answers.change.CountedUnit;
import com.skillforge.analytics.answers.change.Fraction;
import com.skillforge.analytics.answers.change.Known;
import com.skillforge.analytics.answers.change.Part;
import com.skillforge.analytics.kpi.Horizon;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.kpi.oracle.KpiOracle;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.kpi.Composition;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.History;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.sharding.MemoryShards;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Parts of differences between the periods of random histories. */
class AttributionPropertyTest {
  private static final Known NOBODY = who -> false;

  /** Two rows that both have a value and differ in their period. */
  private record Pair(KpiValue before, KpiValue after) {}

  @Provide
  Arbitrary<List<AnalyticsRecord>> crowds() {
    return Histories.any().list().ofMinSize(1).ofMaxSize(6).map(AttributionPropertyTest::records);
  }

  @Provide
  Arbitrary<List<AnalyticsRecord>> crowdsOfAllKpis() {
    return Histories.ofAllKpis()
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(AttributionPropertyTest::records);
  }

  /** Some histories at one place, with other persons and positions in each. */
  private static List<AnalyticsRecord> records(List<History> histories) {
    return histories.stream().flatMap(history -> history.records().stream()).toList();
  }

  private static KpiTrace trace(Kpi kpi, List<AnalyticsRecord> records, long asOf) {
    MemoryShards shards =
        new MemoryShards(TestRecords.PLAN, Kpis.guests(List.of(kpi)), (tenant, user) -> user);
    records.forEach(shards::add);
    return KpiTrace.of(kpi, TestRecords.PLAN, shards.blocks(), Horizon.batch(Long.MIN_VALUE, asOf));
  }

  private static List<Pair> pairs(Collection<KpiValue> rows) {
    Map<KpiKey, List<KpiValue>> series =
        rows.stream()
            .filter(row -> row.value() != null)
            .collect(Collectors.groupingBy(row -> withoutPeriod(row.key())));
    List<Pair> pairs = new ArrayList<>();
    for (List<KpiValue> same : series.values()) {
      for (KpiValue before : same) {
        for (KpiValue after : same) {
          if (before.key().period().grain() == after.key().period().grain()) {
            pairs.add(new Pair(before, after));
          }
        }
      }
    }
    return pairs;
  }

  private static KpiKey withoutPeriod(KpiKey key) {
    return new KpiKey(
        key.kpi(),
        key.definitionVersion(),
        key.environment(),
        key.tenantId(),
        key.persona(),
        key.dimension(),
        key.dimension().equals("term_id") ? "" : key.dimensionValue(),
        null);
  }

  private static List<Part> parts(Kpi kpi, KpiTrace trace, Pair pair) {
    RowUnits units = new RowUnits(kpi, trace);
    return Composed.of(kpi).people(units.of(pair.before.key()), units.of(pair.after.key()), NOBODY);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void partsAddUpToWhatTheOracleSays(
      @ForAll("crowds") List<AnalyticsRecord> records,
      @ForAll(supplier = Histories.Instants.class) long asOf) {
    List<KpiValue> rows = new KpiOracle(records).rows(null, asOf);
    for (Kpi kpi : new Kpis(List.of()).all()) {
      List<Pair> pairs =
          pairs(rows.stream().filter(row -> row.key().kpi().equals(kpi.name())).toList());
      KpiTrace trace = pairs.isEmpty() ? null : trace(kpi, records, asOf);
      for (Pair pair : pairs) {
        List<Part> parts = parts(kpi, trace, pair);
        // n/d - m/e = (ne - md)/de, in whole numbers.
        Fraction sum = Part.sum(parts);
        BigDecimal over = over(pair.before).multiply(over(pair.after));
        BigDecimal difference =
            top(pair.after)
                .multiply(over(pair.before))
                .subtract(top(pair.before).multiply(over(pair.after)));
        assertThat(new BigDecimal(sum.numerator()).multiply(over))
            .isEqualByComparingTo(difference.multiply(new BigDecimal(sum.denominator())));
        if (kpi.declaration().composition() == Composition.PEOPLE) {
          assertThat(people(parts, "new", "returning", "stayed")).isEqualTo(top(pair.after));
          assertThat(people(parts, "lost", "stayed")).isEqualTo(top(pair.before));
        } else if (pair.after.key().persona().equals(KpiKey.ALL_PERSONAS)) {
          assertMixIsThatOfThePersonasRows(rows, pair, parts);
        }
      }
    }
  }

  private static BigDecimal top(KpiValue row) {
    return BigDecimal.valueOf(row.numerator().longValue());
  }

  private static BigDecimal over(KpiValue row) {
    return row.denominator() == null
        ? BigDecimal.ONE
        : BigDecimal.valueOf(row.denominator().longValue());
  }

  private static BigDecimal people(List<Part> parts, String... causes) {
    return BigDecimal.valueOf(
        parts.stream()
            .filter(part -> List.of(causes).contains(part.cause()))
            .mapToLong(Part::people)
            .sum());
  }

  /** The usual formula, from published figures alone. */
  private static void assertMixIsThatOfThePersonasRows(
      List<KpiValue> rows, Pair pair, List<Part> parts) {
    double usual = (pair.before.value() + pair.after.value()) / 2;
    for (String persona : List.of("student", "career_changer", "advisor")) {
      KpiValue then = ofPersona(rows, pair.before, persona);
      KpiValue now = ofPersona(rows, pair.after, persona);
      if (then != null && now != null && then.value() != null && now.value() != null) {
        double weightThen = then.denominator() / pair.before.denominator();
        double weightNow = now.denominator() / pair.after.denominator();
        double mix = (weightNow - weightThen) * ((then.value() + now.value()) / 2 - usual);
        double change = (now.value() - then.value()) * (weightThen + weightNow) / 2;
        assertThat(amount(parts, persona, true)).isCloseTo(mix, within(1e-9));
        assertThat(amount(parts, persona, false)).isCloseTo(change, within(1e-9));
      }
    }
  }

  private static double amount(List<Part> parts, String persona, boolean mix) {
    return Part.sum(
            parts.stream()
                .filter(part -> part.persona().equals(persona))
                .filter(part -> part.cause().equals("persona mix") == mix)
                .toList())
        .toDouble();
  }

  private static KpiValue ofPersona(List<KpiValue> rows, KpiValue all, String persona) {
    return rows.stream()
        .filter(row -> row.key().persona().equals(persona))
        .filter(row -> row.key().period().equals(all.key().period()))
        .filter(row -> row.key().kpi().equals(all.key().kpi()))
        .filter(row -> row.key().tenantId().equals(all.key().tenantId()))
        .filter(row -> row.key().environment().equals(all.key().environment()))
        .filter(row -> row.key().dimensionValue().equals(all.key().dimensionValue()))
        .filter(row -> row.key().dimension().equals(all.key().dimension()))
        .findFirst()
        .orElse(null);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void partsOfEveryKpiAddUpAndTurnAroundWithTheQuestion(
      @ForAll("crowdsOfAllKpis") List<AnalyticsRecord> records,
      @ForAll(supplier = Histories.Instants.class) long asOf) {
    for (Kpi kpi : new Kpis(Histories.terms()).all()) {
      KpiTrace trace = trace(kpi, records, asOf);
      List<KpiValue> rows = trace.keys().stream().map(key -> trace.row(key).orElseThrow()).toList();
      RowUnits units = new RowUnits(kpi, trace);
      for (Pair pair : pairs(rows).stream().limit(40).toList()) {
        Composed composed = Composed.of(kpi);
        List<CountedUnit> before = units.of(pair.before.key());
        List<CountedUnit> after = units.of(pair.after.key());
        List<Part> parts = composed.people(before, after, NOBODY);
        List<Part> backwards = composed.people(after, before, NOBODY);

        assertThat(Part.sum(parts)).isEqualTo(composed.of(after).minus(composed.of(before)));
        assertThat(composed.of(after).toDouble()).isCloseTo(pair.after.value(), within(1e-9));
        assertThat(amounts(backwards, "lost")).isEqualTo(amounts(parts, "new").negated());
        assertThat(amounts(backwards, "stayed")).isEqualTo(amounts(parts, "stayed").negated());
        assertThat(amounts(backwards, "persona mix"))
            .isEqualTo(amounts(parts, "persona mix").negated());
      }
    }
  }

  private static Fraction amounts(List<Part> parts, String cause) {
    return Part.sum(parts.stream().filter(part -> part.cause().equals(cause)).toList());
  }
}
