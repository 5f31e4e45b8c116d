package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.DeadLetterCoder;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.PersonaLookup;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.transforms.sharding.Sharding;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Validates what a source has read, and packs the valid records by shard.
 *
 * <p>Nothing is lost: every record is in one block, is one dead letter, or is counted as erased,
 * and is counted as read. Records of types that the projection leaves out travel with their
 * identity only, because de-duplication needs them. The input must be in the global window. The
 * outputs are those of {@link ParsedRecords}; a block has the timestamp of its earliest event, so
 * that windows by event time see none of its records too late.
 */
public final class ParseRecords
    extends PTransform<PCollection<? extends SourceBatch>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final Sharding sharding;
  private final String defaultEnvironment;
  private final EventTimeLimit limit;
  private final SuppressionList erased;
  private final @Nullable PersonaLookup personas;

  private ParseRecords(
      Sharding sharding,
      String defaultEnvironment,
      EventTimeLimit limit,
      SuppressionList erased,
      @Nullable PersonaLookup personas) {
    this.sharding = sharding;
    this.defaultEnvironment = defaultEnvironment;
    this.limit = limit;
    this.erased = erased;
    this.personas = personas;
  }

  /**
   * The step, to be applied to all records of a run.
   *
   * @param sharding how records are packed; the topics of its plan are those of the source
   * @param defaultEnvironment the environment of records that name none
   */
  public static ParseRecords of(Sharding sharding, String defaultEnvironment) {
    return new ParseRecords(
        sharding, defaultEnvironment, EventTimeLimit.NONE, ErasedIds.NONE, null);
  }

  /** The same step that rejects events which are too far in the future. */
  public ParseRecords upTo(EventTimeLimit latest) {
    return new ParseRecords(sharding, defaultEnvironment, latest, erased, personas);
  }

  /**
   * The same step that keeps no dead letter which quotes a name of somebody who has been erased: it
   * counts as erased. Valid records are not looked at, before it is known who sent them.
   */
  public ParseRecords without(SuppressionList persons) {
    return new ParseRecords(sharding, defaultEnvironment, limit, persons, personas);
  }

  /**
   * The same step that looks the persona of records up which name none, before it judges them. A
   * record that names one is never looked up.
   */
  public ParseRecords lookingUp(PersonaLookup lookup) {
    return new ParseRecords(sharding, defaultEnvironment, limit, erased, lookup);
  }

  @Override
  public PCollectionTuple expand(PCollection<? extends SourceBatch> input) {
    PCollectionTuple outputs =
        input.apply(
            "ParseAndPack",
            ParDo.of(new ParseFn(sharding, defaultEnvironment, limit, erased, personas))
                .withOutputTags(
                    ParsedRecords.BLOCKS,
                    TupleTagList.of(ParsedRecords.DEAD_LETTERS).and(ParsedRecords.COUNTS)));
    outputs.get(ParsedRecords.BLOCKS).setCoder(KvCoder.of(VarIntCoder.of(), RecordBlockCoder.of()));
    outputs.get(ParsedRecords.DEAD_LETTERS).setCoder(DeadLetterCoder.of());
    outputs.get(ParsedRecords.COUNTS).setCoder(RunCountsCoder.of());
    return outputs;
  }
}
