package com.skillforge.analytics.transforms;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Parses records and packs the valid ones, one open block per shard and bundle. */
final class ParseFn extends DoFn<SourceBatch, KV<Integer, RecordBlock>> {
  private static final long serialVersionUID = 1L;

  /** With thousands of shards, open blocks are sent before they are full: a bundle may be large. */
  private static final long MAX_OPEN_BYTES = 64L << 20;

  private final TrackingPlan plan;
  private final String defaultEnvironment;
  private final int shards;
  private final Projection projection;
  private final Counter recordsRead =
      Metrics.counter(ParsedRecords.METRICS, ParsedRecords.RECORDS_READ);
  private final Counter deadLetters = Metrics.counter(ParsedRecords.METRICS, "dead_letters");

  private transient RecordParser parser;
  private transient Map<Integer, RecordBlock.Builder> open;
  private transient RunCounts counts;
  private transient Instant latest;
  private transient long openBytes;

  ParseFn(TrackingPlan plan, String defaultEnvironment, int shards, Projection projection) {
    this.plan = plan;
    this.defaultEnvironment = defaultEnvironment;
    this.shards = shards;
    this.projection = projection;
  }

  @Setup
  public void setup() {
    parser = new RecordParser(plan, defaultEnvironment);
  }

  @StartBundle
  public void startBundle() {
    open = new HashMap<>();
    counts = new RunCounts();
    latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
    openBytes = 0;
  }

  @ProcessElement
  public void process(
      @Element SourceBatch batch, @Timestamp Instant timestamp, MultiOutputReceiver out)
      throws IOException {
    if (timestamp.isAfter(latest)) {
      latest = timestamp;
    }
    OutputReceiver<KV<Integer, RecordBlock>> blocks = out.get(ParsedRecords.BLOCKS);
    OutputReceiver<DeadLetter> letters = out.get(ParsedRecords.DEAD_LETTERS);
    batch.forEach(source -> parse(source, blocks, letters));
  }

  private void parse(
      SourceRecord source,
      OutputReceiver<KV<Integer, RecordBlock>> blocks,
      OutputReceiver<DeadLetter> letters) {
    counts.addRead(1);
    ParseResult result = parser.parse(source, name -> counts.addUnknownProperty(name, 1));
    if (result instanceof ParseResult.Accepted accepted) {
      pack(accepted.record(), blocks);
    } else if (result instanceof ParseResult.Rejected rejected) {
      DeadLetter letter = rejected.deadLetter();
      counts.addDeadLetter(letter);
      letters.output(letter);
    }
  }

  private void pack(AnalyticsRecord record, OutputReceiver<KV<Integer, RecordBlock>> out) {
    counts.seeEventTime(record.eventTimeMillis());
    int shard = Shards.of(record.tenantId(), record.sender(), shards);
    RecordBlock.Builder block =
        open.computeIfAbsent(shard, any -> new RecordBlock.Builder(projection));
    int before = block.sizeInBytes();
    block.add(record);
    openBytes += block.sizeInBytes() - before;
    if (block.isFull()) {
      openBytes -= block.sizeInBytes();
      send(shard, block, out);
    } else if (openBytes > MAX_OPEN_BYTES) {
      open.forEach((key, builder) -> send(key, builder, out));
      open.clear();
      openBytes = 0;
    }
  }

  private static void send(
      int shard, RecordBlock.Builder builder, OutputReceiver<KV<Integer, RecordBlock>> out) {
    if (!builder.isEmpty()) {
      RecordBlock block = builder.build();
      out.outputWithTimestamp(KV.of(shard, block), earliest(block));
    }
  }

  private static Instant earliest(RecordBlock block) {
    return Instant.ofEpochMilli(block.minEventTimeMillis());
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    open.forEach(
        (shard, builder) -> {
          if (!builder.isEmpty()) {
            RecordBlock block = builder.build();
            context.output(
                ParsedRecords.BLOCKS, KV.of(shard, block), earliest(block), GlobalWindow.INSTANCE);
          }
        });
    open.clear();
    recordsRead.inc(counts.read());
    deadLetters.inc(counts.deadLettered());
    if (!counts.isEmpty()) {
      context.output(ParsedRecords.COUNTS, counts, latest, GlobalWindow.INSTANCE);
    }
  }

  /** An event can be much older than the record that brought it. */
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to let a block carry its event time
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
