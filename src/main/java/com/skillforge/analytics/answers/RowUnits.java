package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.change.CountedUnit;
import com.skillforge.analytics.answers.change.Fraction;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.KpiTrace;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.kpi.Composition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The units that a computed row is made of, each with its person and the persona it counts in. */
final class RowUnits {
  private final Kpi kpi;
  private final KpiTrace trace;

  RowUnits(Kpi kpi, KpiTrace trace) {
    this.kpi = kpi;
    this.trace = trace;
  }

  /**
   * Those of a row. The units of a row of all personas are those of the rows of each; where a
   * person counts once whatever the persona, or where nobody has one, they are its own.
   */
  List<CountedUnit> of(KpiKey key) {
    List<CountedUnit> own =
        trace.units(key).stream().map(unit -> unit(unit, personas(unit))).toList();
    if (!key.persona().equals(KpiKey.ALL_PERSONAS)
        || kpi.declaration().composition() == Composition.PEOPLE) {
      return own;
    }
    List<CountedUnit> byPersona = new ArrayList<>();
    for (KpiKey cell : trace.keys()) {
      if (!cell.persona().equals(KpiKey.ALL_PERSONAS) && key.equals(ofAll(cell))) {
        trace.units(cell).forEach(unit -> byPersona.add(unit(unit, cell.persona())));
      }
    }
    return byPersona.isEmpty() ? own : byPersona;
  }

  private static KpiKey ofAll(KpiKey key) {
    return new KpiKey(
        key.kpi(),
        key.definitionVersion(),
        key.environment(),
        key.tenantId(),
        KpiKey.ALL_PERSONAS,
        key.dimension(),
        key.dimensionValue(),
        key.period());
  }

  private CountedUnit unit(KpiTrace.Unit unit, String persona) {
    Kpi.Figures figures = kpi.figures(unit.totals());
    return new CountedUnit(
        who(unit),
        persona,
        exact(figures.numerator()),
        exact(figures.denominator()),
        unit.totals());
  }

  /** The platform has no people: each of its units stands for itself. */
  private static String who(KpiTrace.Unit unit) {
    return unit.records().stream()
        .findFirst()
        .filter(record -> unit.sender().equals(record.position().topic()))
        .map(AnalyticsRecord::recordId)
        .orElse(unit.sender());
  }

  private static String personas(KpiTrace.Unit unit) {
    return unit.records().stream()
        .map(AnalyticsRecord::persona)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .collect(Collectors.joining("+"));
  }

  private static Fraction exact(@Nullable Double figure) {
    return figure == null ? Fraction.ZERO : Fraction.of(figure);
  }
}
