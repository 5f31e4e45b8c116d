package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What units contribute to one KPI row: counts and samples by name. Totals of different shards add
 * up, in any order, to the same totals.
 */
public final class KpiTotals {
  /** Units that met the goal. */
  public static final String NUMERATOR = "numerator";

  /** Units that count. */
  public static final String DENOMINATOR = "denominator";

  /** Units whose observation window is still open. */
  public static final String PENDING = "pending";

  /** Units left out because their user was opted out while being observed. */
  public static final String EXCLUDED_OPT_OUT = "excluded_opt_out";

  /** Visitors who resolve to no user. */
  public static final String EXCLUDED_UNRESOLVED = "excluded_unresolved";

  /** Units that make a row and appear in none of its other columns. */
  static final String UNIT = "unit";

  /** Marks a row that had units when it was published and has none any more. */
  static final String WITHDRAWN = "withdrawn";

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, double[]> samples = new TreeMap<>();

  /** Adds to a count. */
  public void add(String name, long n) {
    counts.merge(name, n, Long::sum);
  }

  /** Adds one to a count. */
  public void add(String name) {
    add(name, 1);
  }

  /** Adds one value to a sample that an exact median is taken of later. */
  public void sample(String name, double value) {
    samples.merge(name, new double[] {value}, KpiTotals::concat);
  }

  /** The count of a name; 0 when nothing was added. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The exact median: the mean of the two middle values when even; null without a value. */
  public @Nullable Double median(String name) {
    double[] values = sorted(name);
    if (values.length == 0) {
      return null;
    }
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /**
   * The exact percentile, linearly interpolated like SQL's {@code PERCENTILE_CONT}; null without a
   * value.
   *
   * @param fraction from 0, the least value, to 1, the greatest
   */
  public @Nullable Double percentile(String name, double fraction) {
    double[] values = sorted(name);
    if (values.length == 0) {
      return null;
    }
    double position = fraction * (values.length - 1);
    int below = (int) Math.floor(position);
    int above = (int) Math.ceil(position);
    return values[below] + (position - below) * (values[above] - values[below]);
  }

  /** The sum of a sample, the same whatever the order in which its values were added. */
  public double sum(String name) {
    double sum = 0;
    for (double value : sorted(name)) {
      sum += value;
    }
    return sum;
  }

  /** The mean of a sample; null without a value. */
  public @Nullable Double mean(String name) {
    double[] values = samples.get(name);
    return values == null ? null : (Double) (sum(name) / values.length);
  }

  private double[] sorted(String name) {
    double[] sorted = samples.getOrDefault(name, new double[0]).clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * Whether a row has at least one unit, pending and excluded ones included. Figures that accompany
   * a row without being units of it do not make one.
   */
  public boolean hasUnits() {
    return count(UNIT) != 0
        || count(NUMERATOR) != 0
        || count(DENOMINATOR) != 0
        || count(PENDING) != 0
        || count(EXCLUDED_OPT_OUT) != 0
        || count(EXCLUDED_UNRESOLVED) != 0;
  }

  /** Whether there is something to publish: units, or that the units published before are gone. */
  boolean makesRow() {
    return hasUnits() || count(WITHDRAWN) != 0;
  }

  /** Adds the other totals to these. */
  public void merge(KpiTotals that) {
    that.counts.forEach(this::add);
    that.samples.forEach((name, values) -> samples.merge(name, values, KpiTotals::concat));
  }

  /** All that was added, for people: names, with the number where it is not 1. */
  String describe() {
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((name, n) -> text.add(n == 1 ? name : name + "=" + n));
    samples.forEach(
        (name, values) -> {
          for (double value : values) {
            text.add(name + "=" + value);
          }
        });
    return text.toString();
  }

  private static double[] concat(double[] left, double[] right) {
    double[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  void write(ByteWriter out) {
    out.varint(counts.size());
    counts.forEach(
        (name, n) -> {
          out.text(name);
          out.zigzag(n);
        });
    out.varint(samples.size());
    samples.forEach(
        (name, values) -> {
          double[] sorted = values.clone();
          Arrays.sort(sorted); // equal totals have equal bytes, whatever the order of units
          out.text(name);
          out.varint(sorted.length);
          for (double value : sorted) {
            out.fixed(value);
          }
        });
  }

  static KpiTotals read(ByteReader in) {
    KpiTotals totals = new KpiTotals();
    for (long n = in.varint(); n > 0; n--) {
      totals.counts.put(in.text(), in.zigzag());
    }
    for (long n = in.varint(); n > 0; n--) {
      String name = in.text();
      double[] values = new double[(int) in.varint()];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.fixed();
      }
      totals.samples.put(name, values);
    }
    return totals;
  }
}
