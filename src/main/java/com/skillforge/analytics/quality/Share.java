package com.skillforge.analytics.quality;

/** A part of a whole, for example rejected records of those that were read. */
public record Share(long part, long whole) {
  public Share {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException(part + " is no part of " + whole);
    }
  }

  /** Between 0 and 1; 0 of nothing. */
  public double value() {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
