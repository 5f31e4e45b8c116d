package com.skillforge.analytics.sql;

import com.skillforge.analytics.model.kpi.Bounds;
import com.skillforge.analytics.model.kpi.Figure;
import java.util.Optional;

/**
 * The lowest and the highest value that a row's final value can still take: each unit that is
 * pending at as-of may succeed, fail, or be excluded by an opt-out that is still to come. Units
 * that are not known at as-of are not reckoned with, and neither are late records.
 *
 * <p>Without pending units both are the value. They are null where no outcome gives a value.
 *
 * @param low the lowest value, an expression over the columns of the mart and the measures
 * @param high the highest value
 */
record KpiBounds(String low, String high) {
  private static final String ALL_SUCCEED =
      "(numerator + pending) / nullif(denominator + pending, 0)";

  /** The bounds of a KPI; empty where it has no observation window that could be open. */
  static Optional<KpiBounds> of(Bounds bounds) {
    if (bounds instanceof Bounds.Share) {
      return Optional.of(share());
    }
    if (bounds instanceof Bounds.Conversion conversion) {
      return Optional.of(conversion(pending(conversion.succeeded())));
    }
    if (bounds instanceof Bounds.Intervention intervention) {
      return Optional.of(
          intervention(pending(intervention.lowBefore()), pending(intervention.notLowBefore())));
    }
    return Optional.empty();
  }

  /** A count of pending units; a row of an older definition may lack it. */
  private static String pending(Figure measure) {
    return "coalesce(" + measure.name() + ", 0)";
  }

  /** The pending ones all fail, or all succeed. */
  private static KpiBounds share() {
    return new KpiBounds("numerator / nullif(denominator + pending, 0)", ALL_SUCCEED);
  }

  /**
   * Those that have succeeded for good can only be excluded. At worst they are, and the others
   * fail; if there are no others, the value is 1 or none.
   */
  private static KpiBounds conversion(String succeeded) {
    return new KpiBounds(
        """
        CASE
            WHEN pending > 0 AND denominator + pending = %1$s THEN 1
            ELSE numerator / nullif(denominator + pending - %1$s, 0)
          END"""
            .formatted(succeeded),
        ALL_SUCCEED);
  }

  /**
   * 1 - low after / low before. A member of a pending intervention who was low before adds to low
   * before as soon as there is a score after, and to low after if that is low; one who was not low
   * before can only add to low after.
   *
   * <p>At best, all who were low before are low no more, and nobody else becomes low. At worst, all
   * who were not low become low; of those who were, either all stay low or none has a second score,
   * whichever is worse. Where nobody was low before, at least one such member must have both for
   * there to be a value.
   */
  private static KpiBounds intervention(String lowBefore, String notLowBefore) {
    return new KpiBounds(
        """
        1 - greatest(
            (denominator - numerator + %2$s + %1$s)
              / nullif(denominator + %1$s, 0),
            CASE
              WHEN denominator > 0
                THEN (denominator - numerator + %2$s) / denominator
              WHEN %1$s > 0
                THEN denominator - numerator + %2$s + 1
            END)"""
            .formatted(lowBefore, notLowBefore),
        "1 - (denominator - numerator) / nullif(denominator + %s, 0)".formatted(lowBefore));
  }
}
