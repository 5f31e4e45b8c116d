package com.skillforge.analytics.answers.change;

import com.skillforge.analytics.kpi.KpiTotals;

/**
 * What one person has added to a row at one go.
 *
 * @param who the person; of units of nobody, such as releases, the unit itself
 * @param persona in which persona
 * @param numerator what it adds to the numerator
 * @param denominator what it adds to the denominator; zero where there is none
 * @param totals all that it adds
 */
public record CountedUnit(
    String who, String persona, Fraction numerator, Fraction denominator, KpiTotals totals) {
  /** Whether it counts at all: what is pending or excluded does not. */
  boolean counts() {
    return !numerator.isZero() || !denominator.isZero();
  }
}
