package com.skillforge.analytics.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.CountRead;
import com.skillforge.analytics.transforms.Guests;
import com.skillforge.analytics.transforms.ParseRecords;
import com.skillforge.analytics.transforms.ParsedRecords;
import com.skillforge.analytics.transforms.ShardBlocks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * All that a run reads: records as they are received, records that earlier runs have stored, or
 * both; a record that comes both ways is one record.
 *
 * @param received from Kafka or files; empty when only the warehouse is read
 * @param stored from the raw tables of the warehouse
 */
record Input(
    Optional<EventSource<SourceRecord>> received, Optional<EventSource<RecordBlock>> stored) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Stream<EventSource<?>> sources() {
    return Stream.of(received, stored).flatMap(Optional::stream);
  }

  /** What the sources read, in one JSON object, see {@link EventSource#describe}. */
  String describe() {
    ObjectNode all = JSON.createObjectNode();
    sources().forEach(source -> all.setAll(object(source.describe())));
    return all.toString();
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a source describes itself as a JSON object", e);
    }
  }

  /** How many records there are at most; -1 when that is not known. */
  long size() {
    List<Long> sizes = sources().map(EventSource::size).toList();
    return sizes.contains(-1L) ? -1 : sizes.stream().mapToLong(Long::longValue).sum();
  }

  /** Reads and validates; the outputs are those of {@link ParsedRecords}. */
  PCollectionTuple read(
      Pipeline pipeline,
      TrackingPlan plan,
      JobOptions options,
      Projection projection,
      Guests guests) {
    int shards = ShardCount.of(options);
    PCollectionTuple parsed =
        received
            .map(
                source ->
                    pipeline
                        .apply("ReadRecords", source.read())
                        .apply(
                            "ParseRecords",
                            ParseRecords.of(
                                plan, options.getEnvironment(), shards, projection, guests)))
            .orElseGet(() -> PCollectionTuple.empty(pipeline));
    if (stored.isEmpty()) {
      return parsed;
    }
    PCollection<RecordBlock> blocks = pipeline.apply("ReadStored", stored.get().read());
    PCollectionTuple valid =
        PCollectionTuple.of(
                ParsedRecords.BLOCKS,
                blocks.apply("ShardStored", new ShardBlocks(plan, shards, projection, guests)))
            .and(ParsedRecords.COUNTS, blocks.apply("CountStored", new CountRead(plan)));
    if (received.isEmpty()) {
      return valid.and(
          ParsedRecords.DEAD_LETTERS,
          pipeline.apply("NoDeadLetters", Create.empty(DeadLetterCoder.of())));
    }
    return PCollectionTuple.of(
            ParsedRecords.BLOCKS,
            PCollectionList.of(parsed.get(ParsedRecords.BLOCKS))
                .and(valid.get(ParsedRecords.BLOCKS))
                .apply("WithStored", Flatten.pCollections()))
        .and(
            ParsedRecords.COUNTS,
            PCollectionList.of(parsed.get(ParsedRecords.COUNTS))
                .and(valid.get(ParsedRecords.COUNTS))
                .apply("WithStoredCounts", Flatten.pCollections()))
        .and(ParsedRecords.DEAD_LETTERS, parsed.get(ParsedRecords.DEAD_LETTERS));
  }
}
