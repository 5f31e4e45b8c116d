package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.ByteReader;
import com.skillforge.analytics.model.ByteWriter;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.StateFormat;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * How far the evaluations of a shard have come: all that a stream remembers of them beside what it
 * keeps of each subject. It is one value because an evaluation changes all of it and nothing else
 * touches it: what records write when they come has cells of its own, so that their coming does not
 * cost the decoding and encoding of all sums.
 *
 * @param sequence how many evaluations there were
 * @param sums what the subjects contribute to the rows of a KPI and period, stretches of days apart
 * @param days what they contribute to series of days
 * @param watched what must be known of subjects without reading their records; who is missing does
 *     not change by itself. Not changed any more by who hands it over
 * @param lastMillis behind the latest event time of a record; {@link Long#MIN_VALUE} before the
 *     first
 * @param summedFromMillis periods that end before it are closed for good and have no sums any more
 * @param saidCutOff whether what the end of the stream cut off was sent on
 */
record ShardProgress(
    long sequence,
    Map<KpiPeriod, PackedTable> sums,
    PackedTable days,
    Map<SubjectKey, Watch> watched,
    long lastMillis,
    long summedFromMillis,
    boolean saidCutOff) {

  /** Before the first evaluation. */
  static final ShardProgress NONE =
      new ShardProgress(
          0, Map.of(), PackedTable.NONE, Map.of(), Long.MIN_VALUE, Long.MIN_VALUE / 2, false);

  /**
   * When a subject has to be looked at although no record of it comes.
   *
   * @param changesAtMillis the watermark at which it contributes something else; {@link
   *     Long#MAX_VALUE} for never
   * @param staleAtMillis the watermark from which on a look has to work it out anew; at the latest
   *     {@code changesAtMillis}
   * @param guestsOf the users whose opt-outs decide whether what they sent about it counts
   */
  record Watch(long changesAtMillis, long staleAtMillis, Set<String> guestsOf) {
    Watch {
      guestsOf = Set.copyOf(guestsOf);
    }

    /** Whether there is nothing to watch for. */
    boolean isNothing() {
      return staleAtMillis == Long.MAX_VALUE && guestsOf.isEmpty();
    }
  }

  ShardProgress {
    sums = Map.copyOf(sums);
    watched = Collections.unmodifiableMap(watched); // of many subjects: not copied at each look
  }

  /** The coder of {@link ShardProgress}; its first bytes are the version of the format. */
  static final class Coder extends AtomicCoder<ShardProgress> {
    /**
     * A change of a single byte of what is written raises it: running streams have such bytes in
     * their state.
     */
    static final int FORMAT = 2;

    private static final long serialVersionUID = 1L;
    private static final Coder INSTANCE = new Coder();
    private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

    private Coder() {}

    static Coder of() {
      return INSTANCE;
    }

    @Override
    public void encode(ShardProgress progress, OutputStream stream) throws IOException {
      Map<KpiPeriod, PackedTable> sums = new TreeMap<>(progress.sums);
      ByteWriter out = new ByteWriter(256);
      out.varint(FORMAT);
      out.varint(progress.sequence);
      out.fixed64(progress.lastMillis);
      out.fixed64(progress.summedFromMillis);
      out.varint(progress.saidCutOff ? 1 : 0);
      out.varint(progress.watched.size());
      progress.watched.forEach((subject, watch) -> write(subject, watch, out));
      out.varint(sums.size());
      for (KpiPeriod key : sums.keySet()) {
        out.symbol(key.kpi());
        out.symbol(key.period().grain().label());
        out.zigzag(key.period().startMillis());
        out.zigzag(key.period().endMillis());
      }
      BYTES.encode(out.toByteArray(), stream);
      for (PackedTable sum : sums.values()) {
        BYTES.encode(sum.bytes(), stream);
      }
      BYTES.encode(progress.days.bytes(), stream);
    }

    private static void write(SubjectKey subject, Watch watch, ByteWriter out) {
      out.symbol(subject.tenantId());
      out.symbol(subject.kind().name());
      out.text(subject.name());
      out.fixed64(watch.changesAtMillis);
      out.fixed64(watch.staleAtMillis);
      out.varint(watch.guestsOf.size());
      watch.guestsOf.stream().sorted().forEach(out::text);
    }

    @Override
    public ShardProgress decode(InputStream stream) throws IOException {
      ByteReader in = new ByteReader(BYTES.decode(stream));
      StateFormat.check("the progress of a shard of users", in.varint(), FORMAT);
      long sequence = in.varint();
      long lastMillis = in.fixed64();
      long summedFromMillis = in.fixed64();
      boolean saidCutOff = in.varint() == 1;
      Map<SubjectKey, Watch> watched = new LinkedHashMap<>();
      for (long left = in.varint(); left > 0; left--) {
        SubjectKey subject =
            new SubjectKey(in.symbol(), Subject.Kind.valueOf(in.symbol()), in.text());
        watched.put(subject, watch(in));
      }
      List<KpiPeriod> periods = new ArrayList<>();
      for (long left = in.varint(); left > 0; left--) {
        String kpi = in.symbol();
        PeriodGrain grain = PeriodGrain.of(in.symbol());
        periods.add(new KpiPeriod(kpi, new Period(grain, in.zigzag(), in.zigzag())));
      }
      Map<KpiPeriod, PackedTable> sums = new HashMap<>();
      for (KpiPeriod period : periods) {
        sums.put(period, PackedTable.ofBytes(BYTES.decode(stream)));
      }
      PackedTable days = PackedTable.ofBytes(BYTES.decode(stream));
      return new ShardProgress(
          sequence, sums, days, watched, lastMillis, summedFromMillis, saidCutOff);
    }

    private static Watch watch(ByteReader in) {
      long changesAt = in.fixed64();
      long staleAt = in.fixed64();
      Set<String> guestsOf = new TreeSet<>();
      for (long left = in.varint(); left > 0; left--) {
        guestsOf.add(in.text());
      }
      return new Watch(changesAt, staleAt, guestsOf);
    }
  }
}
