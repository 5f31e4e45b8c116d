package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The totals of many KPI rows. A shard of users has one; tables of different shards add up, in any
 * order, to the same table. What contributes the same to many days is held apart from the rows
 * until somebody asks for a row of each day.
 */
public final class KpiTable {
  private static final Comparator<KpiKey> ORDER =
      Comparator.comparing(KpiKey::kpi)
          .thenComparingInt(KpiKey::definitionVersion)
          .thenComparing(KpiKey::period)
          .thenComparing(KpiKey::environment)
          .thenComparing(KpiKey::tenantId)
          .thenComparing(KpiKey::persona)
          .thenComparing(KpiKey::dimension)
          .thenComparing(KpiKey::dimensionValue);

  private final Map<KpiKey, KpiTotals> rows = new HashMap<>();
  private final Map<KpiSeries, DailyCounts> days = new HashMap<>();

  /** The rows, without what is held for whole series of days: {@link #byDay} has all. */
  Map<KpiKey, KpiTotals> rows() {
    return rows;
  }

  /** What is held for the days of a series; a series that was not there is added. */
  DailyCounts days(KpiSeries series) {
    return days.computeIfAbsent(series, k -> new DailyCounts());
  }

  /** The series of which something is held for whole stretches of days. */
  Set<KpiSeries> series() {
    return Set.copyOf(days.keySet());
  }

  /** The same table with a row for each day. */
  KpiTable byDay() {
    return byDay(DailyCounts.OPEN_END);
  }

  /** The rows of each KPI and period, without what is held for whole series of days. */
  Map<KpiPeriod, KpiTable> byPeriod() {
    Map<KpiPeriod, KpiTable> tables = new HashMap<>();
    rows.forEach(
        (key, totals) ->
            tables.computeIfAbsent(KpiPeriod.of(key), k -> new KpiTable()).row(key).merge(totals));
    return tables;
  }

  /** What is held for whole series of days, without the rows. */
  KpiTable daily() {
    KpiTable daily = new KpiTable();
    days.forEach((series, counts) -> daily.days(series).merge(counts));
    return daily;
  }

  private KpiTable byDay(long endMillis) {
    if (days.isEmpty()) {
      return this;
    }
    KpiTable table = new KpiTable();
    rows.forEach((key, totals) -> table.row(key).merge(totals));
    days.forEach(
        (series, counts) ->
            counts.forEach(
                endMillis, (day, name, count) -> table.row(series.at(day)).add(name, count)));
    return table;
  }

  /**
   * What a run reports of sums of kept contributions, with a row for each day: those are made for
   * later periods too, and for any instant.
   */
  KpiTable reported(Horizon horizon, List<Kpi> kpis) {
    Map<String, Kpi> byName = new HashMap<>();
    kpis.forEach(kpi -> byName.put(kpi.name(), kpi));
    KpiTable reported = new KpiTable();
    byDay(horizon.reportEndMillis())
        .rows
        .forEach(
            (key, totals) -> {
              if (horizon.reports(key.period())) {
                KpiTotals now =
                    byName.get(key.kpi()).asOf(totals, key.period(), horizon.asOfMillis());
                if (!now.isEmpty()) {
                  reported.rows.put(key, now);
                }
              }
            });
    return reported;
  }

  /** Takes away what the other table has: {@link #settled} must follow before rows are read. */
  KpiTable subtract(KpiTable that) {
    that.rows.forEach((key, totals) -> row(key).subtract(totals));
    that.days.forEach((series, counts) -> days(series).subtract(counts));
    return this;
  }

  /**
   * The table after all that was taken away has met what it was taken from, without rows that no
   * later run reports.
   *
   * @param reportFromMillis see {@link Horizon#reportFromMillis}
   */
  KpiTable settled(long reportFromMillis) {
    KpiTable settled = new KpiTable();
    rows.forEach(
        (key, totals) -> {
          if (key.period().endMillis() > reportFromMillis) {
            KpiTotals left = totals.settled();
            if (!left.isEmpty()) {
              settled.rows.put(key, left);
            }
          }
        });
    days.forEach(
        (series, counts) -> {
          if (!counts.isEmpty()) {
            settled.days.put(series, counts);
          }
        });
    return settled;
  }

  boolean isEmpty() {
    return rows.isEmpty() && days.isEmpty();
  }

  /**
   * The table in parts.
   *
   * @param partOf the part, counted from 0, to which all rows of a series belong
   * @return the parts; null for those that are empty
   */
  @Nullable KpiTable[] split(int parts, ToIntFunction<KpiSeries> partOf) {
    @Nullable KpiTable[] split = new KpiTable[parts];
    rows.forEach(
        (key, totals) -> part(split, partOf.applyAsInt(KpiSeries.of(key))).row(key).merge(totals));
    days.forEach(
        (series, counts) -> part(split, partOf.applyAsInt(series)).days(series).merge(counts));
    return split;
  }

  /**
   * Tables that add up to this one, none of which has much more than so many numbers: a warehouse
   * keeps each in one row, and has a limit for rows. Equal tables have equal parts.
   */
  List<KpiTable> parts(int mostNumbers) {
    Parts parts = new Parts(mostNumbers);
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(
            row ->
                row.getValue()
                    .portions(mostNumbers)
                    .forEach(
                        portion -> parts.next(portion.size()).row(row.getKey()).merge(portion)));
    days.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(KpiSeries.ORDER))
        .forEach(
            series ->
                parts
                    .next(series.getValue().size())
                    .days(series.getKey())
                    .merge(series.getValue()));
    return parts.tables;
  }

  /** Tables that are filled one after the other. */
  private static final class Parts {
    private final int mostNumbers;
    private final List<KpiTable> tables = new ArrayList<>();
    private int numbers;

    Parts(int mostNumbers) {
      this.mostNumbers = mostNumbers;
    }

    /** The table for so many numbers more. */
    KpiTable next(int more) {
      if (tables.isEmpty() || numbers + more > mostNumbers) {
        tables.add(new KpiTable());
        numbers = 0;
      }
      numbers += more;
      return tables.get(tables.size() - 1);
    }
  }

  private static KpiTable part(@Nullable KpiTable[] parts, int index) {
    KpiTable part = parts[index];
    if (part == null) {
      part = new KpiTable();
      parts[index] = part;
    }
    return part;
  }

  /** The totals of a row; a row that was not there is added. */
  KpiTotals row(KpiKey key) {
    return rows.computeIfAbsent(key, k -> new KpiTotals());
  }

  /** Whether the key has something to publish. */
  boolean hasRow(KpiKey key) {
    KpiTotals totals = rows.get(key);
    return totals != null && totals.makesRow();
  }

  /** Adds the rows of the other table to these. */
  KpiTable merge(KpiTable that) {
    that.rows.forEach((key, totals) -> row(key).merge(totals));
    that.days.forEach((series, counts) -> days(series).merge(counts));
    return this;
  }

  /** The packed form: equal tables have equal bytes. */
  byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    out.varint(rows.size());
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(
            row -> {
              writeKey(row.getKey(), out);
              row.getValue().write(out);
            });
    if (!days.isEmpty()) { // they came later: without them a table is as it always was
      out.varint(days.size());
      days.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(KpiSeries.ORDER))
          .forEach(
              series -> {
                writeSeries(series.getKey(), out);
                series.getValue().write(out);
              });
    }
    return out.toByteArray();
  }

  /** The packed form as text. */
  String packed() {
    return Base64.getEncoder().encodeToString(toBytes());
  }

  /** Reads what {@link #packed} wrote. */
  static KpiTable unpacked(String packed) {
    return fromBytes(Base64.getDecoder().decode(packed));
  }

  static KpiTable fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    KpiTable table = new KpiTable();
    for (long n = in.varint(); n > 0; n--) {
      table.rows.put(readKey(in), KpiTotals.read(in));
    }
    if (in.hasMore()) {
      for (long n = in.varint(); n > 0; n--) {
        table.days.put(readSeries(in), DailyCounts.read(in));
      }
    }
    return table;
  }

  private static void writeKey(KpiKey key, ByteWriter out) {
    writeSeries(KpiSeries.of(key), out);
    out.symbol(key.period().grain().label());
    out.zigzag(key.period().startMillis());
    out.zigzag(key.period().endMillis());
  }

  private static KpiKey readKey(ByteReader in) {
    KpiSeries series = readSeries(in);
    PeriodGrain grain = PeriodGrain.of(in.symbol());
    return series.at(new Period(grain, in.zigzag(), in.zigzag()));
  }

  private static void writeSeries(KpiSeries series, ByteWriter out) {
    out.symbol(series.kpi());
    out.varint(series.definitionVersion());
    out.symbol(series.environment());
    out.symbol(series.tenantId());
    out.symbol(series.persona());
    out.symbol(series.dimension());
    out.symbol(series.dimensionValue());
  }

  private static KpiSeries readSeries(ByteReader in) {
    String kpi = in.symbol();
    int version = (int) in.varint();
    String environment = in.symbol();
    String tenant = in.symbol();
    String persona = in.symbol();
    String dimension = in.symbol();
    return new KpiSeries(kpi, version, environment, tenant, persona, dimension, in.symbol());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KpiTable that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  @Override
  public String toString() {
    return byDay().rows.toString();
  }

  /** The coder of {@link KpiTable}. */
  public static final class Coder extends AtomicCoder<KpiTable> {
    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();

    private Coder() {}

    public static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(KpiTable table, OutputStream out) throws IOException {
      ByteArrayCoder.of().encode(table.toBytes(), out);
    }

    @Override
    public KpiTable decode(InputStream in) throws IOException {
      return fromBytes(ByteArrayCoder.of().decode(in));
    }
  }
}
