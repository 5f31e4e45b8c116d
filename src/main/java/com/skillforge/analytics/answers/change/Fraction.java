package com.skillforge.analytics.answers.change;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A rational number in lowest terms, with a positive denominator: nothing is ever rounded. */
public record Fraction(BigInteger numerator, BigInteger denominator) {
  public static final Fraction ZERO = of(0);
  static final Fraction HALF = new Fraction(BigInteger.ONE, BigInteger.TWO);

  /**
   * Brings it to lowest terms.
   *
   * @throws ArithmeticException on a zero denominator
   */
  public Fraction {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction has no zero denominator");
    }
    BigInteger common = numerator.gcd(denominator);
    common = denominator.signum() < 0 ? common.negate() : common;
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  public static Fraction of(long number) {
    return new Fraction(BigInteger.valueOf(number), BigInteger.ONE);
  }

  /** Exactly the number that a double is, which for 0.1 is not a tenth. */
  public static Fraction of(double number) {
    BigDecimal exact = new BigDecimal(number);
    return exact.scale() <= 0
        ? new Fraction(exact.toBigIntegerExact(), BigInteger.ONE)
        : new Fraction(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()));
  }

  public Fraction plus(Fraction that) {
    return new Fraction(
        numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
        denominator.multiply(that.denominator));
  }

  public Fraction minus(Fraction that) {
    return plus(that.negated());
  }

  public Fraction negated() {
    return new Fraction(numerator.negate(), denominator);
  }

  public Fraction times(Fraction that) {
    return new Fraction(numerator.multiply(that.numerator), denominator.multiply(that.denominator));
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException when the divisor is zero
   */
  public Fraction by(Fraction divisor) {
    return new Fraction(
        numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  /** The nearest double, for people and charts. */
  public double toDouble() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
        .doubleValue();
  }

  /** The least number that is a multiple of both denominators. */
  BigInteger commonDenominator(BigInteger that) {
    return denominator.multiply(that).divide(denominator.gcd(that));
  }

  /**
   * The fraction over a multiple of its denominator: fractions over the same one add up by their
   * numerators.
   */
  public String over(BigInteger multiple) {
    BigInteger over = numerator.multiply(multiple).divide(denominator);
    return multiple.equals(BigInteger.ONE) ? over.toString() : over + "/" + multiple;
  }
}
