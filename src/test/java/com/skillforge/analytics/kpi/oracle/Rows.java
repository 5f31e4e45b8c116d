package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** Compares rows: counts exactly, ratios to 1e-9. */
public final class Rows {
  private static final double TOLERANCE = 1e-9;

  private Rows() {}

  /**
   * How the rows differ, one readable text per row that does; empty when they agree. When and in
   * which pane a row was emitted does not matter.
   */
  public static List<String> differences(
      Collection<KpiValue> expected, Collection<KpiValue> actual) {
    List<String> differences = new ArrayList<>();
    Map<KpiKey, KpiValue> expectedByKey = byKey(expected, differences);
    Map<KpiKey, KpiValue> actualByKey = byKey(actual, differences);
    Set<KpiKey> keys = new LinkedHashSet<>(expectedByKey.keySet());
    keys.addAll(actualByKey.keySet());
    keys.stream()
        .sorted(Comparator.comparing(KpiKey::toString))
        .filter(key -> !same(expectedByKey.get(key), actualByKey.get(key)))
        .forEach(
            key ->
                differences.add(
                    "%n  expected %s%n  but was  %s"
                        .formatted(line(expectedByKey.get(key)), line(actualByKey.get(key)))));
    return differences;
  }

  private static Map<KpiKey, KpiValue> byKey(Collection<KpiValue> rows, List<String> differences) {
    Map<KpiKey, KpiValue> byKey = new HashMap<>();
    for (KpiValue row : rows) {
      if (byKey.put(row.key(), row) != null) {
        differences.add("\n  two rows of one key: " + line(row));
      }
    }
    return byKey;
  }

  private static boolean same(KpiValue a, KpiValue b) {
    return a != null
        && b != null
        && same(a.numerator(), b.numerator())
        && same(a.denominator(), b.denominator())
        && same(a.value(), b.value())
        && a.pending() == b.pending()
        && a.excludedOptOut() == b.excludedOptOut()
        && a.excludedUnresolved() == b.excludedUnresolved()
        && same(a.measures(), b.measures())
        && a.isFinal() == b.isFinal();
  }

  private static boolean same(SortedMap<String, Double> a, SortedMap<String, Double> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(name -> same(a.get(name), b.get(name)));
  }

  private static boolean same(Double a, Double b) {
    return (a == null || b == null) ? Objects.equals(a, b) : Math.abs(a - b) <= TOLERANCE;
  }

  /** One row on one line. */
  public static String line(KpiValue row) {
    if (row == null) {
      return "no such row";
    }
    KpiKey key = row.key();
    return "%s %s/%s %s %s%s %s: %s / %s = %s, pending %d, excluded %d, unresolved %d, %s%s"
        .formatted(
            key.kpi(),
            key.environment(),
            key.tenantId(),
            key.persona(),
            key.dimension(),
            key.dimensionValue().isEmpty() ? "" : "=" + key.dimensionValue(),
            Instant.ofEpochMilli(key.period().startMillis()),
            row.numerator(),
            row.denominator(),
            row.value(),
            row.pending(),
            row.excludedOptOut(),
            row.excludedUnresolved(),
            row.measures(),
            row.isFinal() ? " final" : "");
  }
}
