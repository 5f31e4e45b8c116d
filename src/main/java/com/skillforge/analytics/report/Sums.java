package com.skillforge.analytics.report;

import java.time.Instant;

/**
 * Figures of rows that add up: those of institutions, or of the days of a week.
 *
 * @param rows how many rows they are of
 * @param numerator 0 where there is none
 * @param denominator 0 where there is none
 * @param value the sum of the values; it means something of one row, and of counts of people
 * @param valued how many of the rows have a value
 * @param pending units whose observation window is open
 * @param excluded units left out because of an opt-out
 * @param finalRows how many of the rows are final
 * @param pendingFirst the first measure that the KPI's bounds need, 0 where they need none
 * @param pendingSecond the second one
 * @param asOf the newest as-of
 */
record Sums(
    long rows,
    double numerator,
    double denominator,
    double value,
    long valued,
    long pending,
    long excluded,
    long finalRows,
    double pendingFirst,
    double pendingSecond,
    Instant asOf) {

  /** Of no row at all. */
  static Sums none(Instant asOf) {
    return new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, asOf);
  }

  Sums plus(Sums other) {
    return new Sums(
        rows + other.rows,
        numerator + other.numerator,
        denominator + other.denominator,
        value + other.value,
        valued + other.valued,
        pending + other.pending,
        excluded + other.excluded,
        finalRows + other.finalRows,
        pendingFirst + other.pendingFirst,
        pendingSecond + other.pendingSecond,
        asOf.isAfter(other.asOf) ? asOf : other.asOf);
  }

  /** Whether time alone changes none of it. */
  boolean isFinal() {
    return finalRows == rows;
  }
}
