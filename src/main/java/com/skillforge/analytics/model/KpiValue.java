package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One row of the KPI mart, as the engine computes it; the warehouse adds who wrote it and when.
 *
 * @param asOfMillis the point of event time up to which the row has seen the input
 * @param historyFromMillis since when the input of the row holds everything, where the KPI looks
 *     back further; null when it lacks nothing
 * @param numerator null where the KPI has none
 * @param denominator null where the KPI has none
 * @param value the KPI; null on a zero denominator
 * @param pending units whose observation window is still open
 * @param excludedOptOut units left out because their user could not be observed
 * @param excludedUnresolved visitors who resolve to no user
 * @param measures the KPI's extra figures by name; a null figure has no value yet
 * @param isFinal whether numerator, denominator and value can no longer change by time passing
 * @param paneIndex 0 in batch; in streaming the number of the firing
 */
public record KpiValue(
    KpiKey key,
    long asOfMillis,
    @Nullable Long historyFromMillis,
    @Nullable Double numerator,
    @Nullable Double denominator,
    @Nullable Double value,
    long pending,
    long excludedOptOut,
    long excludedUnresolved,
    SortedMap<String, @Nullable Double> measures,
    boolean isFinal,
    long paneIndex)
    implements Serializable {

  public KpiValue {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
  }

  /** A row whose input lacks nothing. */
  public KpiValue(
      KpiKey key,
      long asOfMillis,
      @Nullable Double numerator,
      @Nullable Double denominator,
      @Nullable Double value,
      long pending,
      long excludedOptOut,
      long excludedUnresolved,
      SortedMap<String, @Nullable Double> measures,
      boolean isFinal,
      long paneIndex) {
    this(
        key,
        asOfMillis,
        null,
        numerator,
        denominator,
        value,
        pending,
        excludedOptOut,
        excludedUnresolved,
        measures,
        isFinal,
        paneIndex);
  }

  /** The same figures, as of another time. */
  public KpiValue asOf(long millis, boolean newIsFinal) {
    return new KpiValue(
        key,
        millis,
        historyFromMillis,
        numerator,
        denominator,
        value,
        pending,
        excludedOptOut,
        excludedUnresolved,
        measures,
        newIsFinal,
        paneIndex);
  }
}
