package com.skillforge.analytics.model.kpi;

/** What a value is made of: whether, and how, values of several rows make one. */
public enum Composition {
  /**
   * A number of people. Who was there in two periods counts in both: together they are at least the
   * most and at most the sum.
   */
  PEOPLE,
  /** A quotient of sums over units of which each belongs to one period: both sums add up. */
  UNITS,
  /**
   * A share of those who are there at the end of each day: the same people day after day, so that
   * sums over days are of person-days.
   */
  STATES,
  /** A median: that of several rows lies between the least and the greatest of theirs. */
  MEDIAN
}
