package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.EventSource;
import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.HistoryStart;
import com.skillforge.analytics.io.LinkStore;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.transforms.erasure.DropErased;
import com.skillforge.analytics.transforms.erasure.DropErasedLinks;
import com.skillforge.analytics.transforms.identity.ResolveIdentity;
import com.skillforge.analytics.transforms.identity.ShardBlocks;
import com.skillforge.analytics.transforms.parsing.EventTimeLimit;
import com.skillforge.analytics.transforms.parsing.ParseRecords;
import com.skillforge.analytics.transforms.parsing.ParsedRecords;
import com.skillforge.analytics.transforms.sharding.CountRead;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * All that a run reads: records as they are received, records that earlier runs have stored, or
 * both; a record that comes both ways is one record.
 *
 * @param received from Kafka or files; empty when only the warehouse is read
 * @param stored from the raw tables of the warehouse
 * @param identity who is who; empty when every user id is its own person
 * @param personas where the persona of received records is looked up that name none; empty where it
 *     is not
 * @param limit up to when an event can have happened
 * @param offsets what each warehouse is to note of the offsets of Kafka, by its name
 * @param historyStarts the partitions of which the run lacks the beginning; none where that does
 *     not matter to it
 * @param erased who has been erased: nothing of theirs is handed on
 * @param handsOnErased except records, which are requests for erasure themselves
 */
public record Input(
    Optional<EventSource<? extends SourceBatch>> received,
    Optional<HistorySource> stored,
    Optional<Identity> identity,
    Optional<PersonaLookup> personas,
    EventTimeLimit limit,
    Map<String, RunOffsets> offsets,
    List<HistoryStart> historyStarts,
    SuppressionList erased,
    boolean handsOnErased) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Stream<EventSource<?>> sources() {
    return Stream.of(received, stored).flatMap(Optional::stream);
  }

  /** Whether it is looked up who sent a record. */
  public boolean resolvesIdentity() {
    return identity.isPresent();
  }

  /** The identity table, where persons can be erased from it. */
  public Optional<LinkStore> erasableLinks() {
    return identity.flatMap(Identity::erasable);
  }

  /** See {@link HistorySource#expired}; nothing where only what is received is read. */
  public Map<String, Instant> expired() {
    return stored.map(HistorySource::expired).orElse(Map.of());
  }

  /** What the sources read, in one JSON object, see {@link EventSource#describe}. */
  String describe() {
    ObjectNode all = JSON.createObjectNode();
    sources().forEach(source -> all.setAll(object(source.describe())));
    return all.toString();
  }

  /**
   * The same, with only some of the stored records. What the run notes of its input stays: whatever
   * depends on the others is known from an earlier run.
   */
  public Input choosing(RecordChoice choice) {
    return new Input(
        received,
        stored.map(all -> new ChosenHistory(all, choice)),
        identity,
        personas,
        limit,
        offsets,
        historyStarts,
        erased,
        handsOnErased);
  }

  /**
   * The same without what is of those who have been erased.
   *
   * @param handOnRecords whether their records are handed on all the same
   */
  Input without(SuppressionList persons, boolean handOnRecords) {
    return new Input(
        received,
        stored,
        identity,
        personas,
        limit,
        offsets,
        historyStarts,
        persons,
        handOnRecords);
  }

  /** The run has ended: nothing is read any more. */
  void release() {
    stored.ifPresent(HistorySource::release);
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

  /**
   * Reads, validates and resolves who sent what. The outputs are those of {@link ParsedRecords},
   * and {@link ResolveIdentity#LINKS} when identity links were given.
   *
   * @param sharding how the records that later steps get are packed
   * @param remembered records of earlier runs that are not counted as read
   */
  public PCollectionTuple read(
      Pipeline pipeline,
      JobOptions options,
      Sharding sharding,
      Optional<PTransform<PBegin, PCollection<RecordBlock>>> remembered) {
    boolean resolve = identity.isPresent();
    ShardBlocks shardBlocks =
        resolve ? ShardBlocks.byAlias(sharding) : ShardBlocks.bySender(sharding);
    List<PCollection<KV<Integer, RecordBlock>>> blocks = new ArrayList<>();
    List<PCollection<RunCounts>> counts = new ArrayList<>();
    PCollection<DeadLetter> deadLetters;
    Optional<PCollection<RecordBlock>> earlier =
        remembered.map(read -> pipeline.apply("ReadRemembered", read));
    if (received.isPresent()) {
      ParseRecords parse =
          ParseRecords.of(resolve ? sharding.beforeIdentity() : sharding, options.getEnvironment())
              .upTo(limit)
              .without(erased);
      PCollectionTuple parsed =
          read(received.get(), pipeline, earlier.filter(first -> options.isStreaming()))
              .apply("ParseRecords", personas.map(parse::lookingUp).orElse(parse));
      blocks.add(parsed.get(ParsedRecords.BLOCKS));
      counts.add(parsed.get(ParsedRecords.COUNTS));
      deadLetters = parsed.get(ParsedRecords.DEAD_LETTERS);
    } else {
      deadLetters = pipeline.apply("NoDeadLetters", Create.empty(DeadLetterCoder.of()));
    }
    if (stored.isPresent()) {
      PCollection<RecordBlock> read =
          pipeline.apply(
              "ReadHistory",
              stored.get().read((resolve ? sharding.beforeIdentity() : sharding).projection()));
      blocks.add(read.apply("ShardStored", shardBlocks));
      counts.add(read.apply("CountStored", new CountRead(sharding.plan())));
    }
    earlier.ifPresent(read -> blocks.add(read.apply("ShardRemembered", shardBlocks)));
    PCollectionTuple valid =
        PCollectionTuple.of(ParsedRecords.BLOCKS, flatten("GatherBlocks", blocks))
            .and(ParsedRecords.COUNTS, flatten("GatherReadCounts", counts))
            .and(ParsedRecords.DEAD_LETTERS, deadLetters);
    PCollectionTuple resolved =
        identity.map(known -> known.resolve(valid, pipeline, options, sharding)).orElse(valid);
    return erased.equals(ErasedIds.NONE) ? resolved : withoutErased(resolved, sharding);
  }

  private PCollectionTuple withoutErased(PCollectionTuple records, Sharding sharding) {
    PCollection<KV<Integer, RecordBlock>> blocks = records.get(ParsedRecords.BLOCKS);
    PCollection<RunCounts> counts = records.get(ParsedRecords.COUNTS);
    if (!handsOnErased) {
      PCollectionTuple remaining = blocks.apply("DropErased", new DropErased(sharding, erased));
      blocks = remaining.get(DropErased.OTHERS);
      counts = flatten("GatherErasedCounts", List.of(counts, remaining.get(DropErased.COUNTS)));
    }
    PCollectionTuple others =
        PCollectionTuple.of(ParsedRecords.BLOCKS, blocks)
            .and(ParsedRecords.DEAD_LETTERS, records.get(ParsedRecords.DEAD_LETTERS))
            .and(ParsedRecords.COUNTS, counts);
    return records.has(ResolveIdentity.LINKS)
        ? others.and(
            ResolveIdentity.LINKS,
            records
                .get(ResolveIdentity.LINKS)
                .apply("DropErasedLinks", new DropErasedLinks(erased)))
        : others;
  }

  /** A stream judges a record when it comes: not before what it has to know is there. */
  private static <T extends SourceBatch> PCollection<T> read(
      EventSource<T> source, Pipeline pipeline, Optional<PCollection<RecordBlock>> first) {
    PCollection<T> records = pipeline.apply("ReadRecords", source.read());
    return first
        .map(
            signal ->
                records.apply("AfterRemembered", Wait.on(signal)).setCoder(records.getCoder()))
        .orElse(records);
  }

  private static <T> PCollection<T> flatten(String name, List<PCollection<T>> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : PCollectionList.of(parts).apply(name, Flatten.pCollections());
  }
}
