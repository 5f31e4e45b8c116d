package com.skillforge.analytics.model;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What one subject contributes to the rows of a run's KPIs, kept for the next run.
 *
 * @param subject whose they are
 * @param packed the table of totals in Base64; null when there are none, or none any more
 * @param changesAtMillis from which as-of on, in epoch milliseconds, they are others even if no
 *     record comes; {@link Long#MAX_VALUE} for never
 */
public record KeptContributions(SubjectKey subject, @Nullable String packed, long changesAtMillis)
    implements Serializable {

  /** Whether there is nothing to keep. */
  public boolean isNothing() {
    return packed == null && changesAtMillis == Long.MAX_VALUE;
  }

  /** That nothing is known of a subject yet. */
  public static KeptContributions none(SubjectKey subject) {
    return new KeptContributions(subject, null, Long.MAX_VALUE);
  }
}
