package com.skillforge.analytics.answers.change;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.KpiTotals;
import com.skillforge.analytics.model.kpi.Composition;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a value comes of the units of its row.
 *
 * @param composition what the value is made of
 * @param value of a row with these totals; asked only for what is neither a sum nor a quotient
 */
public record Composed(Composition composition, Function<KpiTotals, @Nullable Double> value) {

  /** How the values of a KPI come about. */
  public static Composed of(Kpi kpi) {
    return new Composed(kpi.declaration().composition(), totals -> kpi.figures(totals).value());
  }

  /** The exact value of a row of these units; null where it has none. */
  public @Nullable Fraction of(List<CountedUnit> units) {
    return switch (composition) {
      case PEOPLE -> numerator(units);
      case UNITS, STATES -> {
        Fraction denominator = denominator(units);
        yield denominator.isZero() ? null : numerator(units).by(denominator);
      }
      case MEDIAN -> {
        KpiTotals totals = new KpiTotals();
        units.forEach(unit -> totals.merge(unit.totals()));
        Double median = value.apply(totals);
        yield median == null ? null : Fraction.of(median);
      }
    };
  }

  /**
   * The difference of two rows that both have a value, in parts of the people in them.
   *
   * @param before the units of the row that is compared with
   * @param after the units of the row that is asked about
   */
  public List<Part> people(List<CountedUnit> before, List<CountedUnit> after, Known known) {
    Comings comings = new Comings(counting(before), counting(after), known);
    return switch (composition) {
      case PEOPLE -> new PeopleParts(comings).parts();
      case UNITS, STATES -> new QuotientParts(comings).parts();
      case MEDIAN -> new MedianParts(comings, this).parts();
    };
  }

  private static List<CountedUnit> counting(List<CountedUnit> units) {
    return units.stream().filter(CountedUnit::counts).toList();
  }

  static Fraction numerator(List<CountedUnit> units) {
    return units.stream().map(CountedUnit::numerator).reduce(Fraction.ZERO, Fraction::plus);
  }

  static Fraction denominator(List<CountedUnit> units) {
    return units.stream().map(CountedUnit::denominator).reduce(Fraction.ZERO, Fraction::plus);
  }
}
