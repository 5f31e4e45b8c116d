package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * The totals of many KPI rows. A shard of users has one; tables of different shards add up, in any
 * order, to the same table.
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

  /** The rows themselves; contributions are added in place. */
  Map<KpiKey, KpiTotals> rows() {
    return rows;
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
    return out.toByteArray();
  }

  static KpiTable fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    KpiTable table = new KpiTable();
    for (long n = in.varint(); n > 0; n--) {
      table.rows.put(readKey(in), KpiTotals.read(in));
    }
    return table;
  }

  private static void writeKey(KpiKey key, ByteWriter out) {
    out.symbol(key.kpi());
    out.varint(key.definitionVersion());
    out.symbol(key.environment());
    out.symbol(key.tenantId());
    out.symbol(key.persona());
    out.symbol(key.dimension());
    out.symbol(key.dimensionValue());
    out.symbol(key.period().grain().label());
    out.zigzag(key.period().startMillis());
    out.zigzag(key.period().endMillis());
  }

  private static KpiKey readKey(ByteReader in) {
    String kpi = in.symbol();
    int version = (int) in.varint();
    String environment = in.symbol();
    String tenant = in.symbol();
    String persona = in.symbol();
    String dimension = in.symbol();
    String value = in.symbol();
    PeriodGrain grain = PeriodGrain.of(in.symbol());
    Period period = new Period(grain, in.zigzag(), in.zigzag());
    return new KpiKey(kpi, version, environment, tenant, persona, dimension, value, period);
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
    return Collections.unmodifiableMap(rows).toString();
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
