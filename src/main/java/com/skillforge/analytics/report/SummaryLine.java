package com.skillforge.analytics.report;

import com.skillforge.analytics.model.kpi.DataFreshnessDeclaration;
import java.util.List;
import java.util.Optional;

/**
 * A KPI in one line.
 *
 * @param value its newest settled value
 * @param period of which period
 * @param units of how many, with what they are; or empty
 * @param possible what a value that is pending can become; or empty
 * @param changes by how much it differs from the period before: one, or none
 * @param target what the product document asks for
 * @param verdict whether that is met
 * @param spark its trend in small: one, or none where there are too few periods
 */
record SummaryLine(
    String id,
    String title,
    String value,
    String period,
    String units,
    String possible,
    List<Change> changes,
    String target,
    Verdict verdict,
    List<Spark> spark) {
  private static final String NO_TARGET = "none named";

  /** Whether a target is met or not. */
  boolean judged() {
    return verdict != Verdict.NONE;
  }

  /** Whether it went this way. */
  boolean went(String direction) {
    return changes.stream().anyMatch(change -> change.direction().equals(direction));
  }

  /** Whether there is nothing to compare it with. */
  boolean isAlone() {
    return changes.isEmpty();
  }

  boolean unitsShown() {
    return !units.isEmpty();
  }

  boolean possibleShown() {
    return !possible.isEmpty();
  }

  static SummaryLine of(KpiReview kpi) {
    Caption caption = kpi.caption();
    Optional<Point> headline = kpi.headline();
    Optional<Point> before = headline.filter(p -> p.value() != null).flatMap(p -> kpi.before());
    boolean target = caption.name().equals(DataFreshnessDeclaration.KPI.name());
    return new SummaryLine(
        caption.name(),
        caption.title(),
        headline.map(Point::text).orElse(Numbers.NONE),
        headline.map(Point::period).orElse("no row"),
        headline.map(Point::unitsText).orElse(""),
        headline.map(Point::possibleText).orElse(""),
        before.map(point -> Change.of(point, headline.orElseThrow())).stream().toList(),
        target ? "each within 48 hours" : NO_TARGET,
        target
            ? headline.map(Point::value).map(value -> Verdict.of(value >= 1)).orElse(Verdict.NONE)
            : Verdict.NONE,
        kpi.trends().flatMap(trends -> Spark.of(trends.periods())).stream().toList());
  }
}
