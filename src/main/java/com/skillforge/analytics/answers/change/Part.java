package com.skillforge.analytics.answers.change;

import java.math.BigInteger;
import java.util.List;

/**
 * A part of the difference of two figures.
 *
 * @param cause what it comes from, for people
 * @param persona of whom; empty for everybody
 * @param people how many persons, or units of nobody, it comes from
 * @param amount how much of the difference it is
 */
public record Part(String cause, String persona, long people, Fraction amount) {
  /** The cause that is the weight of personas. */
  static final String MIX = "persona mix";

  /** The same with the other sign. */
  public Part negated() {
    return new Part(cause, persona, people, amount.negated());
  }

  /** Whether it is of nobody and changes nothing, or mixes one persona only. */
  public boolean isNothing() {
    return amount.isZero() && (people == 0 || cause.equals(MIX));
  }

  /** The sum of the parts. */
  public static Fraction sum(List<Part> parts) {
    return parts.stream().map(Part::amount).reduce(Fraction.ZERO, Fraction::plus);
  }

  /** The least denominator that all parts can be written over. */
  public static BigInteger commonDenominator(List<Part> parts) {
    return parts.stream()
        .map(Part::amount)
        .reduce(
            BigInteger.ONE,
            (common, amount) -> amount.commonDenominator(common),
            (one, other) -> one);
  }
}
