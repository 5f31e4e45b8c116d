package com.skillforge.analytics.sql;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The lowest and the highest value that a row's final value can still take: each unit that is
 * pending at as-of may succeed, fail, or be excluded by an opt-out that is still to come. Units
 * that are not known at as-of are not reckoned with, and neither are late records.
 *
 * <p>Without pending units both are the value. They are null where no outcome gives a value.
 */
enum KpiBounds {
  /** The KPI has no observation window that could be open. */
  NONE("", ""),

  /** Succeeded units / units: the pending ones all fail, or all succeed. */
  SHARE(
      "numerator / nullif(denominator + pending, 0)",
      "(numerator + pending) / nullif(denominator + pending, 0)"),

  /**
   * As {@link #SHARE}, but some pending units have succeeded for good: they can only be excluded.
   * At worst they are, and the others fail; if there are no others, the value is 1 or none.
   */
  CONVERSION(
      """
      CASE
          WHEN pending > 0 AND denominator + pending = :pending_converted THEN 1
          ELSE numerator / nullif(denominator + pending - :pending_converted, 0)
        END""",
      "(numerator + pending) / nullif(denominator + pending, 0)"),

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
  INTERVENTION(
      """
      1 - greatest(
          (denominator - numerator + :pending_not_low_before + :pending_low_before)
            / nullif(denominator + :pending_low_before, 0),
          CASE
            WHEN denominator > 0
              THEN (denominator - numerator + :pending_not_low_before) / denominator
            WHEN :pending_low_before > 0
              THEN denominator - numerator + :pending_not_low_before + 1
          END)""",
      "1 - (denominator - numerator) / nullif(denominator + :pending_low_before, 0)");

  private static final List<String> MEASURES =
      List.of("pending_converted", "pending_low_before", "pending_not_low_before");

  private final String low;
  private final String high;

  KpiBounds(String low, String high) {
    this.low = low;
    this.high = high;
  }

  boolean exist() {
    return this != NONE;
  }

  /**
   * The lowest value.
   *
   * @param measure turns the name of a measure into an expression
   */
  String low(UnaryOperator<String> measure) {
    return resolve(low, measure);
  }

  /** The highest value. */
  String high(UnaryOperator<String> measure) {
    return resolve(high, measure);
  }

  private static String resolve(String expression, UnaryOperator<String> measure) {
    String resolved = expression;
    for (String name : MEASURES) {
      resolved = resolved.replace(":" + name, measure.apply(name));
    }
    return resolved;
  }
}
