package com.skillforge.analytics.model;

import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.ListCoder;

/**
 * Records that were received together.
 *
 * @param records in the order of the source; at least one
 */
public record SourceRecords(List<SourceRecord> records) implements SourceBatch {
  public SourceRecords {
    records = List.copyOf(records);
  }

  @Override
  public void forEach(Consumer<SourceRecord> consumer) {
    records.forEach(consumer);
  }

  /** The coder of batches. */
  public static Coder<SourceRecords> coder() {
    return DelegateCoder.of(
        ListCoder.of(SourceRecord.Coder.of()), SourceRecords::records, SourceRecords::new);
  }
}
