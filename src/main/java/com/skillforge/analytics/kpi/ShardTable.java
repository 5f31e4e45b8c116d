package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.transforms.Combine;

/**
 * All that one shard contributes to the rows of one KPI and period, at one point of a stream.
 *
 * @param shard the shard
 * @param sequence rises with each table of the shard: a later one takes the place of an earlier one
 * @param asOfMillis the watermark when the table was computed
 * @param cutOff whether the stream was drained before the end of the period: nothing more comes,
 *     but the table is no more than one as of then
 */
record ShardTable(
    int shard, long sequence, long asOfMillis, boolean cutOff, Period period, KpiTable table) {

  /** The later of two tables of one shard; it withdraws the rows that only the earlier one has. */
  static ShardTable later(ShardTable one, ShardTable other) {
    return one.sequence > other.sequence ? one.replacing(other) : other.replacing(one);
  }

  private ShardTable replacing(ShardTable earlier) {
    KpiTable withdrawn = new KpiTable();
    earlier.table.rows().entrySet().stream()
        .filter(row -> row.getValue().makesRow())
        .filter(row -> !table.hasRow(row.getKey()))
        .forEach(row -> withdrawn.row(row.getKey()).add(KpiTotals.WITHDRAWN));
    return withdrawn.rows().isEmpty()
        ? this
        : new ShardTable(shard, sequence, asOfMillis, cutOff, period, withdrawn.merge(table));
  }

  /** Tables by shard; the sum of the newest of each is the whole. */
  static final class NewestOfEachShard
      extends Combine.CombineFn<ShardTable, Map<Integer, ShardTable>, ShardTable> {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<Integer, ShardTable> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<Integer, ShardTable> addInput(
        Map<Integer, ShardTable> accumulator, ShardTable table) {
      accumulator.merge(table.shard, table, ShardTable::later);
      return accumulator;
    }

    @Override
    public Map<Integer, ShardTable> mergeAccumulators(
        Iterable<Map<Integer, ShardTable>> accumulators) {
      Map<Integer, ShardTable> merged = new HashMap<>();
      accumulators.forEach(part -> part.values().forEach(table -> addInput(merged, table)));
      return merged;
    }

    @Override
    public ShardTable extractOutput(Map<Integer, ShardTable> accumulator) {
      KpiTable sum = new KpiTable();
      long asOf = Long.MIN_VALUE;
      long sequence = 0;
      boolean cutOff = false;
      Period period = new Period(PeriodGrain.DAY, 0, 0);
      for (ShardTable table : accumulator.values()) {
        sum.merge(table.table);
        asOf = Math.max(asOf, table.asOfMillis);
        sequence = Math.max(sequence, table.sequence);
        cutOff |= table.cutOff;
        period = table.period;
      }
      return new ShardTable(0, sequence, asOf, cutOff, period, sum);
    }
  }

  /** The coder of {@link ShardTable}. */
  static final class Coder extends AtomicCoder<ShardTable> {
    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();

    private Coder() {}

    static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(ShardTable table, OutputStream out) throws IOException {
      ByteWriter header = new ByteWriter(64);
      header.varint(table.shard);
      header.varint(table.sequence);
      header.zigzag(table.asOfMillis);
      header.text(table.period.grain().label());
      header.zigzag(table.period.startMillis());
      header.zigzag(table.period.endMillis());
      if (table.cutOff) { // a field that came later: without it a table is as it always was
        header.varint(1);
      }
      ByteArrayCoder.of().encode(header.toByteArray(), out);
      KpiTable.Coder.of().encode(table.table, out);
    }

    @Override
    public ShardTable decode(InputStream in) throws IOException {
      ByteReader header = new ByteReader(ByteArrayCoder.of().decode(in));
      int shard = (int) header.varint();
      long sequence = header.varint();
      long asOf = header.zigzag();
      PeriodGrain grain = PeriodGrain.of(header.text());
      Period period = new Period(grain, header.zigzag(), header.zigzag());
      boolean cutOff = header.hasMore() && header.varint() == 1;
      return new ShardTable(shard, sequence, asOf, cutOff, period, KpiTable.Coder.of().decode(in));
    }
  }
}
