package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has seen whose contributions are kept.
 *
 * @param scope a digest of all that contributions depend on beside records: what is kept under
 *     another is of no use
 * @param kpis the names of the KPIs
 * @param asOfMillis event time up to which the run has seen the input
 * @param reportFromMillis the start of its report; {@link Long#MIN_VALUE} for the first record
 * @param seen by record type, the rows that there were
 * @param seenAtMillis up to when the run has seen what others had written, in epoch milliseconds
 * @param removalsSeen how many notes of removed rows the run has seen that were written after that
 * @param followsMillis when the run was committed that it goes on from, in epoch milliseconds;
 *     {@link #ANEW} when it has looked at all subjects
 */
public record KeptRun(
    String scope,
    String kpis,
    long asOfMillis,
    long reportFromMillis,
    Map<String, StoredTable> seen,
    long seenAtMillis,
    long removalsSeen,
    long followsMillis)
    implements Serializable {
  /** No run that another one goes on from. */
  public static final long ANEW = Long.MIN_VALUE;

  public KeptRun {
    seen = new TreeMap<>(seen); // serializable, and always in one order
  }

  /** Whether the run has looked at all subjects. */
  public boolean anew() {
    return followsMillis == ANEW;
  }
}
