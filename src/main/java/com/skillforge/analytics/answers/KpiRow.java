package com.skillforge.analytics.answers;

import com.skillforge.analytics.kpi.Horizon;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A stored row of a KPI, and what is known of the run that wrote it.
 *
 * @param excludedOptOut units left out because of an opt-out
 * @param measures the further figures, by name
 * @param isFinal whether time could no longer change the figures
 * @param horizon what the run reported on and how far it had seen
 * @param input what the run had read
 */
record KpiRow(
    KpiKey key,
    Instant asOf,
    @Nullable Double numerator,
    @Nullable Double denominator,
    @Nullable Double value,
    long pending,
    long excludedOptOut,
    Map<String, @Nullable Double> measures,
    boolean isFinal,
    String pipelineVersion,
    Instant writtenAt,
    Horizon horizon,
    RunInput input) {
  private static final double TOLERANCE = 1e-9;

  /**
   * Whether a row computed anew has the figures of this one; no row has those of a row without
   * units.
   */
  boolean matches(Optional<KpiValue> computed) {
    if (computed.isEmpty()) {
      return pending == 0
          && orZero(numerator) == 0
          && orZero(denominator) == 0
          && excludedOptOut == 0;
    }
    KpiValue row = computed.get();
    return equal(numerator, row.numerator())
        && equal(denominator, row.denominator())
        && equal(value, row.value())
        && pending == row.pending()
        && excludedOptOut == row.excludedOptOut();
  }

  private static double orZero(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }

  private static boolean equal(@Nullable Double a, @Nullable Double b) {
    return (a == null || b == null) ? Objects.equals(a, b) : Math.abs(a - b) <= TOLERANCE;
  }

  /** The figures in one line. */
  String figures() {
    return figures(numerator, denominator, value, pending, excludedOptOut);
  }

  /** The measures that differ from those of an earlier row of the same figure; empty for none. */
  String measuresSince(KpiRow before) {
    StringJoiner text = new StringJoiner(", ");
    measures.forEach(
        (name, now) -> {
          Double then = before.measures.get(name);
          if (!equal(then, now)) {
            text.add(name + " " + number(then) + " → " + number(now));
          }
        });
    return text.toString();
  }

  /** The figures of a row computed anew in one line. */
  static String figures(Optional<KpiValue> row) {
    return row.map(
            r ->
                figures(r.numerator(), r.denominator(), r.value(), r.pending(), r.excludedOptOut()))
        .orElse("no units");
  }

  private static String figures(
      @Nullable Double numerator,
      @Nullable Double denominator,
      @Nullable Double value,
      long pending,
      long excluded) {
    StringJoiner text = new StringJoiner(", ");
    text.add("value " + number(value));
    if (numerator != null && denominator != null) {
      text.add(number(numerator) + " of " + number(denominator));
    }
    if (pending > 0) {
      text.add(pending + " pending");
    }
    if (excluded > 0) {
      text.add(excluded + " excluded by opt-outs");
    }
    return text.toString();
  }

  private static String number(@Nullable Double figure) {
    if (figure == null) {
      return "none";
    }
    return figure == Math.rint(figure)
        ? String.valueOf(figure.longValue())
        : String.format(Locale.ROOT, "%.6g", figure);
  }
}
