package com.skillforge.analytics.io;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Where records come from: as they were received ({@code EventSource<? extends SourceBatch>}), or
 * valid and packed, from where an earlier run has stored them ({@code EventSource<RecordBlock>}). A
 * bounded source is frozen when it is opened: what it reads, and so the identity of the run, is
 * known before the pipeline starts.
 *
 * @param <T> what the source hands over
 */
public interface EventSource<T> {
  /** Reads every record of the frozen range, or, when streaming, every record from its start on. */
  PTransform<PBegin, PCollection<T>> read();

  /**
   * What is read, as a JSON object: for Kafka the start and end offset of every partition, for a
   * warehouse the rows of every table. Equal text means equal input.
   */
  String describe();

  /**
   * The partitions of which the source lacks the beginning, whatever took it away; none of those
   * that it has from their first record on. Empty for a source that cannot tell, such as files.
   *
   * @throws SourceException when that cannot be found out
   */
  default Optional<List<HistoryStart>> historyStarts() {
    return Optional.empty();
  }

  /** How many records the range holds at most; -1 when that is not known before reading. */
  long size();
}
