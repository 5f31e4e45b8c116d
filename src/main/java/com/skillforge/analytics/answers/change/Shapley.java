package com.skillforge.analytics.answers.change;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What each of some causes has to do with an outcome: its mean share over all their orders. */
final class Shapley {
  private Shapley() {}

  /**
   * The share of each cause; they add up to the outcome with all of them less that with none.
   *
   * @param causes how many there are: the outcome is asked for two to the power of that times
   * @param outcome with the causes whose bits are set
   */
  static List<Fraction> shares(int causes, IntFunction<Fraction> outcome) {
    List<Fraction> outcomes = new ArrayList<>();
    for (int with = 0; with < (1 << causes); with++) {
      outcomes.add(outcome.apply(with));
    }
    List<Fraction> shares = new ArrayList<>();
    for (int cause = 0; cause < causes; cause++) {
      Fraction share = Fraction.ZERO;
      for (int with = 0; with < (1 << causes); with++) {
        if (((with >> cause) & 1) == 0) {
          Fraction more = outcomes.get(with | (1 << cause)).minus(outcomes.get(with));
          share = share.plus(more.times(weight(Integer.bitCount(with), causes)));
        }
      }
      shares.add(share);
    }
    return shares;
  }

  /** In which part of all orders just so many of the others come before a cause. */
  private static Fraction weight(int before, int causes) {
    return new Fraction(
        factorial(before).multiply(factorial(causes - before - 1)), factorial(causes));
  }

  private static BigInteger factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }
}
