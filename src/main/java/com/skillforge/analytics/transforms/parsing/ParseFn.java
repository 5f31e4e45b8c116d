package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.transforms.sharding.ShardPacker;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Parses records and packs the valid ones, one open block per shard and bundle. Where personas are
 * looked up, records without one wait for it, some hundred at a time, no longer than their bundle.
 */
final class ParseFn extends DoFn<SourceBatch, KV<Integer, RecordBlock>> {
  private static final long serialVersionUID = 1L;

  private final Sharding sharding;
  private final String defaultEnvironment;
  private final EventTimeLimit limit;
  private final SuppressionList suppressionList;
  private final @Nullable PersonaLookup personas;

  private transient RecordParser parser;
  private transient List<KV<Integer, RecordBlock>> full;
  private transient ShardPacker packer;
  private transient RunCounts counts;
  private transient Instant latest;
  private transient ErasedIds erased;
  private transient @Nullable WaitingRecords waiting;

  /** Where records go, while elements come and at the end of their bundle. */
  private interface Output {
    void block(KV<Integer, RecordBlock> block);

    void letter(DeadLetter letter, Instant timestamp);
  }

  ParseFn(
      Sharding sharding,
      String defaultEnvironment,
      EventTimeLimit limit,
      SuppressionList suppressionList,
      @Nullable PersonaLookup personas) {
    this.sharding = sharding;
    this.defaultEnvironment = defaultEnvironment;
    this.limit = limit;
    this.suppressionList = suppressionList;
    this.personas = personas;
  }

  @Setup
  public void setup() {
    parser = new RecordParser(sharding.plan(), defaultEnvironment);
    waiting = personas == null ? null : new WaitingRecords(personas.open());
  }

  @StartBundle
  public void startBundle() {
    parser.limitEventTime(limit.latestMillis());
    full = new ArrayList<>();
    packer = new ShardPacker(sharding, (shard, block) -> full.add(KV.of(shard, block)));
    counts = new RunCounts();
    latest = BoundedWindow.TIMESTAMP_MIN_VALUE;
    erased = suppressionList.ids();
    if (waiting != null) {
      waiting.clear();
    }
  }

  @ProcessElement
  public void process(
      @Element SourceBatch batch, @Timestamp Instant timestamp, MultiOutputReceiver out)
      throws IOException {
    if (timestamp.isAfter(latest)) {
      latest = timestamp;
    }
    Output output = to(out);
    batch.forEach(source -> parse(source, timestamp, output));
  }

  private static Output to(MultiOutputReceiver out) {
    return new Output() {
      @Override
      public void block(KV<Integer, RecordBlock> block) {
        out.get(ParsedRecords.BLOCKS).outputWithTimestamp(block, earliest(block.getValue()));
      }

      @Override
      public void letter(DeadLetter letter, Instant timestamp) {
        out.get(ParsedRecords.DEAD_LETTERS).outputWithTimestamp(letter, timestamp);
      }
    };
  }

  private void parse(SourceRecord source, Instant timestamp, Output output) {
    counts.addRead(1);
    ParseResult result = parser.parse(source, this::countUnknown);
    if (waiting != null
        && result instanceof ParseResult.Rejected rejected
        && rejected.lacksPersonaOf() != null) {
      waiting.add(source, timestamp, rejected.lacksPersonaOf());
      if (waiting.isFull()) {
        settle(waiting, output);
      }
    } else {
      handOn(result, timestamp, output);
    }
  }

  private void settle(WaitingRecords records, Output output) {
    records.settle(
        (source, timestamp, persona) ->
            handOn(parser.parse(source, persona, this::countUnknown), timestamp, output));
  }

  private void countUnknown(String name) {
    counts.addUnknownProperty(name, 1);
  }

  private void handOn(ParseResult result, Instant timestamp, Output output) {
    if (result instanceof ParseResult.Accepted accepted) {
      AnalyticsRecord record = accepted.record();
      counts.seeEventTime(record.eventTimeMillis());
      packer.add(record);
      full.forEach(output::block);
      full.clear();
    } else if (result instanceof ParseResult.Rejected rejected) {
      DeadLetter letter = rejected.deadLetter();
      if (erased.isQuotedIn(letter.payload())) {
        counts.addErased(letter);
      } else {
        counts.addDeadLetter(letter);
        output.letter(letter, timestamp);
      }
    }
  }

  private static Instant earliest(RecordBlock block) {
    return Instant.ofEpochMilli(block.minEventTimeMillis());
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    Output output = to(context);
    if (waiting != null) {
      settle(waiting, output);
    }
    packer.flush();
    full.forEach(output::block);
    full.clear();
    RunCounters.add(counts);
    if (!counts.isEmpty()) {
      context.output(ParsedRecords.COUNTS, counts, latest, GlobalWindow.INSTANCE);
    }
  }

  private static Output to(FinishBundleContext context) {
    return new Output() {
      @Override
      public void block(KV<Integer, RecordBlock> block) {
        context.output(
            ParsedRecords.BLOCKS, block, earliest(block.getValue()), GlobalWindow.INSTANCE);
      }

      @Override
      public void letter(DeadLetter letter, Instant timestamp) {
        context.output(ParsedRecords.DEAD_LETTERS, letter, timestamp, GlobalWindow.INSTANCE);
      }
    };
  }

  @Teardown
  public void teardown() {
    if (waiting != null) {
      waiting.close();
    }
  }

  /** An event can be much older than the record that brought it. */
  @Override
  @SuppressWarnings("deprecation") // Beam has no other way to let a block carry its event time
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
