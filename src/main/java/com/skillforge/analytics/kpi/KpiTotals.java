package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.kpi.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
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

  /** Before the name of a sample: values that are to be taken away from it. */
  private static final String TAKEN = "-";

  /** Of one number each, which is added to in place: most of a computation's time is adding. */
  private final Map<String, long[]> counts = new TreeMap<>();

  private final Map<String, Sample> samples = new TreeMap<>();

  /** Adds to a count. */
  public void add(String name, long n) {
    counts.computeIfAbsent(name, k -> new long[1])[0] += n;
  }

  /** Adds one to a count. */
  public void add(String name) {
    add(name, 1);
  }

  /** Adds to the count of a measure's name. */
  void add(Figure measure, long n) {
    add(measure.name(), n);
  }

  /** Adds one to the count of a measure's name. */
  void add(Figure measure) {
    add(measure.name(), 1);
  }

  /** Adds one value to a sample that an exact median is taken of later. */
  public void sample(String name, double value) {
    samples.computeIfAbsent(name, k -> new Sample()).add(value);
  }

  /**
   * Hands over each count.
   *
   * @throws IllegalStateException when there are samples, which are no counts
   */
  void forEachCount(ObjLongConsumer<String> consumer) {
    if (!samples.isEmpty()) {
      throw new IllegalStateException("samples of " + samples.keySet() + " are no counts");
    }
    counts.forEach((name, n) -> consumer.accept(name, n[0]));
  }

  /** The count of a name; 0 when nothing was added. */
  public long count(String name) {
    long[] count = counts.get(name);
    return count == null ? 0 : count[0];
  }

  /** The count of a measure's name. */
  long count(Figure measure) {
    return count(measure.name());
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
    Sample sample = samples.get(name);
    return sample == null ? null : (Double) (sum(name) / sample.size);
  }

  /** How many values of a sample are no less than one. */
  long atLeast(String name, double least) {
    Sample sample = samples.get(name);
    return sample == null ? 0 : sample.atLeast(least);
  }

  /** The same totals without a sample. */
  KpiTotals without(String name) {
    KpiTotals others = new KpiTotals();
    counts.forEach((count, n) -> others.add(count, n[0]));
    samples.forEach(
        (sample, values) -> {
          if (!sample.equals(name)) {
            others.samples.put(sample, values);
          }
        });
    return others;
  }

  private double[] sorted(String name) {
    Sample sample = samples.get(name);
    return sample == null ? new double[0] : sample.sorted();
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
    that.counts.forEach((name, n) -> add(name, n[0]));
    that.samples.forEach(
        (name, sample) -> samples.computeIfAbsent(name, k -> new Sample()).addAll(sample));
  }

  /** Takes the other totals away from these; {@link #settled} must follow before they are read. */
  void subtract(KpiTotals that) {
    that.counts.forEach((name, n) -> add(name, -n[0]));
    that.samples.forEach(
        (name, sample) -> samples.computeIfAbsent(TAKEN + name, k -> new Sample()).addAll(sample));
  }

  /**
   * These totals after each value that was taken away has met the one that it was taken from.
   *
   * @throws IllegalStateException when a value was taken away that was never added
   */
  KpiTotals settled() {
    KpiTotals settled = new KpiTotals();
    counts.forEach(
        (name, n) -> {
          if (n[0] != 0) {
            settled.add(name, n[0]);
          }
        });
    samples.forEach(
        (name, sample) -> {
          if (!name.startsWith(TAKEN)) {
            Sample taken = samples.get(TAKEN + name);
            Sample left = taken == null ? sample : sample.without(taken);
            if (left.size > 0) {
              settled.samples.put(name, left);
            }
          } else if (!samples.containsKey(name.substring(TAKEN.length()))) {
            throw new IllegalStateException("nothing is there to take " + name + " from");
          }
        });
    return settled;
  }

  /** How many numbers these totals hold. */
  int size() {
    return counts.size() + samples.values().stream().mapToInt(sample -> sample.size).sum();
  }

  /**
   * Totals that add up to these: all counts are in the first, and of samples each has so many
   * values at most.
   */
  List<KpiTotals> portions(int mostValues) {
    KpiTotals first = new KpiTotals();
    counts.forEach((name, n) -> first.add(name, n[0]));
    List<KpiTotals> portions = new ArrayList<>(List.of(first));
    int inLast = 0;
    for (Map.Entry<String, Sample> sample : samples.entrySet()) {
      for (double value : sample.getValue().sorted()) {
        if (inLast == mostValues) {
          portions.add(new KpiTotals());
          inLast = 0;
        }
        portions.get(portions.size() - 1).sample(sample.getKey(), value);
        inLast++;
      }
    }
    return portions;
  }

  boolean isEmpty() {
    return counts.isEmpty() && samples.isEmpty();
  }

  /** All that was added, for people: names, with the number where it is not 1. */
  String describe() {
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((name, n) -> text.add(n[0] == 1 ? name : name + "=" + n[0]));
    samples.forEach(
        (name, sample) -> {
          for (double value : sample.sorted()) {
            text.add(name + "=" + value);
          }
        });
    return text.toString();
  }

  void write(ByteWriter out) {
    out.varint(counts.size());
    counts.forEach(
        (name, n) -> {
          out.symbol(name);
          out.zigzag(n[0]);
        });
    out.varint(samples.size());
    samples.forEach(
        (name, sample) -> {
          out.symbol(name);
          out.varint(sample.size);
          for (double value : sample.sorted()) { // equal totals have equal bytes
            out.fixed(value);
          }
        });
  }

  static KpiTotals read(ByteReader in) {
    KpiTotals totals = new KpiTotals();
    for (long n = in.varint(); n > 0; n--) {
      totals.add(in.symbol(), in.zigzag());
    }
    for (long n = in.varint(); n > 0; n--) {
      String name = in.symbol();
      for (long i = in.varint(); i > 0; i--) {
        totals.sample(name, in.fixed());
      }
    }
    return totals;
  }

  /** Numbers in the order in which they came, which says nothing. */
  private static final class Sample {
    private double[] values = new double[4];
    private int size;

    void add(double value) {
      reserve(1);
      values[size++] = value;
    }

    void addAll(Sample that) {
      reserve(that.size);
      System.arraycopy(that.values, 0, values, size, that.size);
      size += that.size;
    }

    long atLeast(double least) {
      return Arrays.stream(values, 0, size).filter(value -> value >= least).count();
    }

    /** The values that are left when those of the other sample, all of them here, are gone. */
    Sample without(Sample that) {
      double[] all = sorted();
      double[] taken = that.sorted();
      Sample left = new Sample();
      int gone = 0;
      for (double value : all) {
        if (gone < taken.length && Double.compare(taken[gone], value) == 0) {
          gone++;
        } else {
          left.add(value);
        }
      }
      if (gone < taken.length) {
        throw new IllegalStateException("the value " + taken[gone] + " was never added");
      }
      return left;
    }

    private void reserve(int more) {
      if (values.length - size < more) {
        values = Arrays.copyOf(values, Math.max(2 * values.length, size + more));
      }
    }

    double[] sorted() {
      double[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
