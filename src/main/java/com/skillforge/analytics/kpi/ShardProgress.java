package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * How far the evaluations of a shard have come: all that a stream remembers of them beside the
 * records themselves. It is one value because an evaluation changes all of it and nothing else
 * touches it: what records write when they come has cells of its own, so that their coming does not
 * cost the decoding and encoding of all fingerprints.
 *
 * @param sequence how many evaluations there were
 * @param published the fingerprint of what was sent on last
 * @param counted the counts that were sent on, those of forgotten records among them
 * @param forgotten what the counts of the records in the history lack: those that were forgotten,
 *     and of which of them came too late
 */
record ShardProgress(
    long sequence, Map<KpiPeriod, UUID> published, RunCounts counted, RunCounts forgotten) {

  /** Before the first evaluation. */
  static final ShardProgress NONE =
      new ShardProgress(0, Map.of(), new RunCounts(), new RunCounts());

  ShardProgress {
    published = Map.copyOf(published);
  }

  /** The coder of {@link ShardProgress}; its first bytes are the version of the format. */
  static final class Coder extends AtomicCoder<ShardProgress> {
    /**
     * A change of a single byte of what is written raises it: running streams have such bytes in
     * their state.
     */
    static final int FORMAT = 1;

    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();
    private static final ByteArrayCoder BYTES = ByteArrayCoder.of();
    private static final RunCountsCoder COUNTS = RunCountsCoder.of();

    private Coder() {}

    static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(ShardProgress progress, OutputStream stream) throws IOException {
      ByteWriter out = new ByteWriter(256);
      out.varint(FORMAT);
      out.varint(progress.sequence);
      out.varint(progress.published.size());
      new TreeMap<>(progress.published)
          .forEach(
              (key, fingerprint) -> {
                out.symbol(key.kpi());
                out.symbol(key.period().grain().label());
                out.zigzag(key.period().startMillis());
                out.zigzag(key.period().endMillis());
                out.fixed64(fingerprint.getMostSignificantBits());
                out.fixed64(fingerprint.getLeastSignificantBits());
              });
      BYTES.encode(out.toByteArray(), stream);
      COUNTS.encode(progress.counted, stream);
      COUNTS.encode(progress.forgotten, stream);
    }

    @Override
    public ShardProgress decode(InputStream stream) throws IOException {
      ByteReader in = new ByteReader(BYTES.decode(stream));
      StateFormat.check("the progress of a shard of users", in.varint(), FORMAT);
      long sequence = in.varint();
      Map<KpiPeriod, UUID> published = new HashMap<>();
      for (long left = in.varint(); left > 0; left--) {
        String kpi = in.symbol();
        PeriodGrain grain = PeriodGrain.of(in.symbol());
        Period period = new Period(grain, in.zigzag(), in.zigzag());
        published.put(new KpiPeriod(kpi, period), new UUID(in.fixed64(), in.fixed64()));
      }
      return new ShardProgress(sequence, published, COUNTS.decode(stream), COUNTS.decode(stream));
    }
  }
}
