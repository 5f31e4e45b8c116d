package com.skillforge.analytics.io.compare;

/**
 * When two numbers of rows are near enough to each other.
 *
 * @param percent how much of the larger one they may differ by
 * @param minRows the least number, on the larger side, of which a percentage says something: below
 *     it, sides that have been filled independently may differ by chance
 * @param independent whether each side has events of its own, as two environments have; two copies
 *     of the same events have no chance in them
 */
public record ParityRule(double percent, int minRows, boolean independent) {
  /** How many standard deviations of the difference of two independent counts are chance. */
  private static final double CHANCE = 3;

  /** How a pair of numbers is judged. */
  public enum Verdict {
    WITHIN("within"),
    FEW("too few to tell"),
    OUTSIDE("outside"),
    MISSING("missing");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public boolean isOutside() {
      return this == OUTSIDE || this == MISSING;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** By how much two numbers differ, in per cent of the larger one. */
  public static double difference(long left, long right) {
    long larger = Math.max(left, right);
    return larger == 0 ? 0 : 100.0 * Math.abs(left - right) / larger;
  }

  /**
   * Judges the numbers of one event and day.
   *
   * @param missing whether one of the sides has the event on no day at all
   */
  Verdict judge(long left, long right, boolean missing) {
    if (missing && left != right) {
      return Verdict.MISSING;
    }
    // Compared without a division: a difference of exactly the tolerance is within it.
    if (100.0 * Math.abs(left - right) <= percent * Math.max(left, right)) {
      return Verdict.WITHIN;
    }
    return independent && Math.max(left, right) < minRows && isChance(left, right)
        ? Verdict.FEW
        : Verdict.OUTSIDE;
  }

  /** The variance of the difference of two numbers of independent events is about their sum. */
  private static boolean isChance(long left, long right) {
    return Math.abs(left - right) <= CHANCE * Math.sqrt((double) left + right);
  }
}
