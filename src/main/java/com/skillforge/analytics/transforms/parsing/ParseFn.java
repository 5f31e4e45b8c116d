package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  private final Sharding sharding;
  private final String defaultEnvironment;
  private final EventTimeLimit limit;
  private final SuppressionList suppressionList;
  private final Counter recordsRead =
      Metrics.counter(ParsedRecords.METRICS, ParsedRecords.RECORDS_READ);
  private final Counter deadLetters = Metrics.counter(ParsedRecords.METRICS, "dead_letters");

  private transient RecordParser parser;
  private transient List<KV<Integer, RecordBlock>> full;
  private transient ShardPacker packer;
  private transient RunCounts counts;
  private transient Instant latest;
  private transient ErasedIds erased;

  ParseFn(
      Sharding sharding,
      String defaultEnvironment,
      EventTimeLimit limit,
      SuppressionList suppressionList) {
    this.sharding = sharding;
    this.defaultEnvironment = defaultEnvironment;
    this.limit = limit;
    this.suppressionList = suppressionList;
  }

  @Setup
  public void setup() {
    parser = new RecordParser(sharding.plan(), defaultEnvironment);
  }

  @StartBundle
  public void startBundle() {
    parser.limitEventTime(limit.latestMillis());
    full = new ArrayList<>();
    packer = new ShardPacker(sharding, (shard, block) -> full.add(KV.of(shard, block)));
    counts = new RunCounts();
    latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
    erased = suppressionList.ids();
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
      AnalyticsRecord record = accepted.record();
      counts.seeEventTime(record.eventTimeMillis());
      packer.add(record);
      full.forEach(block -> blocks.outputWithTimestamp(block, earliest(block.getValue())));
      full.clear();
    } else if (result instanceof ParseResult.Rejected rejected) {
      DeadLetter letter = rejected.deadLetter();
      if (erased.isQuotedIn(letter.payload())) {
        counts.addErased(1);
      } else {
        counts.addDeadLetter(letter);
        letters.output(letter);
      }
    }
  }

  private static Instant earliest(RecordBlock block) {
    return Instant.ofEpochMilli(block.minEventTimeMillis());
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    packer.flush();
    full.forEach(
        block ->
            context.output(
                ParsedRecords.BLOCKS, block, earliest(block.getValue()), GlobalWindow.INSTANCE));
    full.clear();
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
