package com.skillforge.analytics.quality;

/**
 * What gates take for usual. They look for what has vanished, not for what has fallen: a holiday, a
 * semester break or the first week of an institution is no fault.
 *
 * @param weeks how many weeks before count
 * @param leastWeeks in how many of these the weekday must have been busy
 * @param busy how many records make a day busy
 * @param usualOfAll how many records there must be on such a day before their absence says anything
 * @param usualOfType the same of one record type
 * @param vanished less than this part of the usual has vanished
 * @param flood more than so many times the busiest day of these weeks is no traffic
 * @param ordinary between this part of the usual, and as many times it, a day is an ordinary one:
 *     only on such days it says something that one thing is missing
 * @param nullMargin by how much a property may be left out more often
 * @param personaMargin by how much the share of a persona may change
 * @param unknownMargin of how many records a property may be that the plan does not know
 */
public record Thresholds(
    int weeks,
    int leastWeeks,
    long busy,
    long usualOfAll,
    long usualOfType,
    double vanished,
    double flood,
    double ordinary,
    double nullMargin,
    double personaMargin,
    double unknownMargin) {
  /** Those of all pipelines. */
  public static final Thresholds DEFAULT =
      new Thresholds(8, 4, 200, 1000, 200, 0.02, 20, 0.5, 0.10, 0.15, 0.01);
}
