package com.skillforge.analytics.io;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Records that earlier runs have stored: history that where they came from may have lost. */
public interface HistorySource extends EventSource<RecordBlock> {
  /**
   * Reads every record of the frozen range, with what of it is needed.
   *
   * @param needed which properties later steps need; the others may be missing
   */
  PTransform<PBegin, PCollection<RecordBlock>> read(Projection needed);

  @Override
  default PTransform<PBegin, PCollection<RecordBlock>> read() {
    return read(Projection.EVERYTHING);
  }

  /** The same records by whom they are of; empty where the warehouse cannot be asked so. */
  default Optional<SubjectHistory> bySubject() {
    return Optional.empty();
  }

  /**
   * By record type: since when records are there, where older ones have been deleted because they
   * are kept no longer. A type that is missing has lost none that way.
   */
  default Map<String, Instant> expired() {
    return Map.of();
  }

  /** Lets go of what was put beside the records to choose some: the run has ended. */
  default void release() {}

  /**
   * What is lacking when this source has what came before the beginning of another one.
   *
   * @param received the partitions of which the other source lacks the beginning
   */
  List<HistoryStart> startsBefore(List<HistoryStart> received);
}
