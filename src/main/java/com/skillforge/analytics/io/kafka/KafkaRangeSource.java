package com.skillforge.analytics.io.kafka;

import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.ReadBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads a frozen range of Kafka's records, once and completely, and ends by itself.
 *
 * <p>A record that the range holds and that cannot be read any more, or a broker that stays away
 * longer than the given time, fails the pipeline with a {@link
 * com.skillforge.analytics.io.SourceException}; nothing is skipped silently.
 */
public final class KafkaRangeSource implements EventSource<KafkaSlice> {
  /** How long a read waits for a broker that has gone, before it gives up. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  /** A slice costs a connection and a first fetch, so that it must be worth it. */
  private static final long SLICE_RECORDS = 100_000;

  private final KafkaConnection connection;
  private final KafkaRange range;
  private final TimestampFilter filter;
  private final Duration patience;

  private KafkaRangeSource(
      KafkaConnection connection, KafkaRange range, TimestampFilter filter, Duration patience) {
    this.connection = connection;
    this.range = range;
    this.filter = filter;
    this.patience = patience;
  }

  /** Reads every record that the logs of several topics hold now. */
  public static KafkaRangeSource open(KafkaConnection connection, Collection<String> topics) {
    return new KafkaRangeSource(
        connection, KafkaRange.freeze(connection, topics), DEFAULT_PATIENCE);
  }

  /** Reads every record of a range. */
  public KafkaRangeSource(KafkaConnection connection, KafkaRange range, Duration patience) {
    this(connection, range, TimestampFilter.EVERY, patience);
  }

  /**
   * Reads those records whose own timestamps lie in {@code [from, to)}, wherever in the logs they
   * stand.
   *
   * @param from empty for no start
   * @param to empty for no end
   * @throws com.skillforge.analytics.io.SourceException as {@link KafkaRange#freeze}
   */
  public static KafkaRangeSource between(
      KafkaConnection connection,
      Collection<String> topics,
      Optional<Instant> from,
      Optional<Instant> to,
      Duration patience) {
    return new KafkaRangeSource(
        connection,
        KafkaRange.freeze(connection, topics, from),
        TimestampFilter.between(from, to),
        patience);
  }

  @Override
  public PTransform<PBegin, PCollection<KafkaSlice>> read() {
    return new ReadBatches<>(KafkaSlice.class, slices());
  }

  @Override
  public String describe() {
    return range.describe();
  }

  @Override
  public Optional<List<HistoryStart>> historyStarts() {
    return Optional.of(KafkaHistory.starts(connection, range, Optional.empty()));
  }

  @Override
  public long size() {
    return range.size();
  }

  /** What one worker reads at a time. */
  List<KafkaSlice> slices() {
    List<KafkaSlice> slices = new ArrayList<>();
    for (KafkaRange.Slice partition : range.partitions()) {
      for (KafkaRange.Slice part : partition.cut(SLICE_RECORDS)) {
        slices.add(new KafkaSlice(connection, part, filter, patience));
      }
    }
    return slices;
  }
}
