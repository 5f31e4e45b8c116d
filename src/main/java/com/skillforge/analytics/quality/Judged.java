package com.skillforge.analytics.quality;

/**
 * A figure that was compared with what is usual.
 *
 * @param value the figure
 * @param low the least that is usual
 * @param high the most that is usual
 * @param verdict whether it lies between them, ends included
 */
public record Judged(double value, double low, double high, Verdict verdict) {
  /** What came of a comparison. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** There was too little to compare, or to compare with. */
    NOT_JUDGED
  }

  static Judged between(double value, double low, double high) {
    return new Judged(
        value, low, high, value >= low && value <= high ? Verdict.PASSED : Verdict.FAILED);
  }

  static Judged notAtAll(double value) {
    return new Judged(
        value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Verdict.NOT_JUDGED);
  }
}
