package com.skillforge.analytics.report;

import com.skillforge.analytics.model.kpi.Bounds;
import java.util.Optional;

/**
 * Between what a value lies when all pending units are decided, as the warehouses' views have it in
 * {@code value_low} and {@code value_high}, of sums of rows.
 */
record Possible(double low, double high) {

  /** Empty where nothing can be said. */
  static Optional<Possible> of(Bounds bounds, Sums sums) {
    if (bounds instanceof Bounds.Share) {
      double units = sums.denominator() + sums.pending();
      return between(sums.numerator() / units, (sums.numerator() + sums.pending()) / units);
    } else if (bounds instanceof Bounds.Conversion) {
      double units = sums.denominator() + sums.pending();
      boolean all = sums.pending() > 0 && units == sums.pendingFirst();
      return between(
          all ? 1 : sums.numerator() / (units - sums.pendingFirst()),
          (sums.numerator() + sums.pending()) / units);
    } else if (bounds instanceof Bounds.Intervention) {
      return intervention(sums);
    }
    return Optional.empty();
  }

  /** Worst: of those who were low all stay so, or take no part, and all others become low. */
  private static Optional<Possible> intervention(Sums sums) {
    double after = sums.denominator() - sums.numerator();
    double low = sums.pendingFirst();
    double worstAfter = after + sums.pendingSecond();
    double allTakePart = (worstAfter + low) / (sums.denominator() + low);
    double noneTakesPart =
        sums.denominator() > 0 ? worstAfter / sums.denominator() : low > 0 ? worstAfter + 1 : 0;
    return between(
        1 - Math.max(allTakePart, noneTakesPart), 1 - after / (sums.denominator() + low));
  }

  private static Optional<Possible> between(double low, double high) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? Optional.of(new Possible(low, high))
        : Optional.empty();
  }
}
