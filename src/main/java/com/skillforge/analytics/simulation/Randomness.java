package com.skillforge.analytics.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Chance that repeats itself: every person and every purpose has its own stream, derived from the
 * seed, so that a change in one does not disturb the others.
 *
 * <p>Everything is derived from {@link SplittableRandom#nextLong} and {@link StrictMath}, whose
 * results are fixed for all platforms; the bounded methods of the JDK's generators are not.
 */
final class Randomness {
  private final SplittableRandom random;

  private Randomness(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param purpose what the stream is for
   * @param number which of many, for example the person's number
   */
  static Randomness of(long seed, String purpose, long number) {
    long mixed = seed;
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mixed * 31 + purpose.charAt(i);
    }
    return new Randomness(mixed * 0x9E3779B97F4A7C15L + number);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + unit() * (high - low);
  }

  /** Uniform in [low, high). */
  int between(int low, int high) {
    return low + (int) (unit() * (high - low));
  }

  /** Uniform in [low, high). */
  long between(long low, long high) {
    return low + (long) (unit() * (high - low));
  }

  /** In [low, high), small values far more likely than large ones. */
  long skewed(long low, long high) {
    double u = unit();
    return low + (long) (u * u * u * (high - low));
  }

  /** Approximately normal; never further than six deviations from the mean. */
  double bell(double mean, double deviation) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return mean + deviation * sum;
  }

  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = unit(); product > limit; product *= unit()) {
      count++;
    }
    return count;
  }

  <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size()));
  }

  /** An index, each as likely as its weight. */
  int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double rest = unit() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      rest -= weights[i];
      if (rest < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A UUID of version 4. */
  String uuid() {
    long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** Lower-case hexadecimal digits, 16 for each group. */
  String hex(int groups) {
    StringBuilder text = new StringBuilder(groups * 16);
    for (int i = 0; i < groups; i++) {
      String digits = Long.toHexString(random.nextLong());
      text.append("0".repeat(16 - digits.length())).append(digits);
    }
    return text.toString();
  }
}
