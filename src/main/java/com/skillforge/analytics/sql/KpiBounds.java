package com.skillforge.analytics.sql;

import java.util.function.UnaryOperator;

/**
 * The lowest and the highest value that the final figure of a row can still take. Each pending unit
 * may succeed, fail, or drop out because its user opts out; the units are those that are known at
 * as-of, at the dates that they have then. Without pending units both are the value.
 *
 * <p>The expressions are over the columns of {@code kpi_current}; a measure is a number read from
 * the JSON. They have no value where the final figure can have none.
 */
enum KpiBounds {
  /** No unit is ever pending, or the value is no share of units. */
  NONE {
    @Override
    String low(UnaryOperator<String> measure) {
      return "";
    }

    @Override
    String high(UnaryOperator<String> measure) {
      return "";
    }
  },

  /** Numerator and denominator count units: all pending ones fail, or all succeed. */
  SHARE {
    @Override
    String low(UnaryOperator<String> measure) {
      return "numerator / nullif(denominator + pending, 0)";
    }

    @Override
    String high(UnaryOperator<String> measure) {
      return "(numerator + pending) / nullif(denominator + pending, 0)";
    }
  },

  /** Like a share, but a pending unit that has succeeded already can only drop out. */
  SHARE_OF_CONVERTED {
    @Override
    String low(UnaryOperator<String> measure) {
      String converted = measure.apply("pending_converted");
      return "coalesce(numerator / nullif(denominator + pending - "
          + converted
          + ", 0), CASE WHEN "
          + converted
          + " > 0 THEN 1 END)";
    }

    @Override
    String high(UnaryOperator<String> measure) {
      return SHARE.high(measure);
    }
  },

  /**
   * 1 − low after / low before. Best, all pending members who are low take part and recover. Worst,
   * those who are not low fall below, and of those who are low either none takes part, or all do
   * and stay low; if there was nobody low yet, one of them.
   */
  REDUCTION {
    @Override
    String low(UnaryOperator<String> measure) {
      String worst = "(numerator - " + measure.apply("pending_not_low_before") + ")";
      String pendingLow = measure.apply("pending_low_before");
      return "CASE WHEN denominator > 0 THEN least("
          + worst
          + " / denominator, "
          + worst
          + " / (denominator + "
          + pendingLow
          + ")) WHEN "
          + pendingLow
          + " > 0 THEN "
          + worst
          + " END";
    }

    @Override
    String high(UnaryOperator<String> measure) {
      String pendingLow = measure.apply("pending_low_before");
      return "(numerator + " + pendingLow + ") / nullif(denominator + " + pendingLow + ", 0)";
    }
  };

  /** The expression of the lowest value; empty where there are no bounds. */
  abstract String low(UnaryOperator<String> measure);

  /** The expression of the highest value; empty where there are no bounds. */
  abstract String high(UnaryOperator<String> measure);
}
