package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.DeadLetter;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.transforms.sharding.Shards;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of {@link ParseRecords}. */
public final class ParsedRecords {
  /** Valid records, packed, by the shard of their sender (see {@link Shards}). */
  public static final TupleTag<KV<Integer, RecordBlock>> BLOCKS = new TupleTag<>("blocks") {};

  /** Records that break a rule. */
  public static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead_letters") {};

  /**
   * Partial counts, one per bundle: records read, dead letters, unknown properties and the latest
   * event time. What became of the valid records is counted by later steps.
   */
  public static final TupleTag<RunCounts> COUNTS = new TupleTag<>("counts") {};

  private ParsedRecords() {}
}
