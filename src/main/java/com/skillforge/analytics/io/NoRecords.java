package com.skillforge.analytics.io;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The input of a run that works on what the warehouse has.
 *
 * @param name what the run does, as the ledger calls it
 */
public record NoRecords(String name) implements EventSource<NoRecords.Batch> {
  /** The member of {@link #describe} by which the ledger tells that nothing was read. */
  public static final String MEMBER = "stored_rows";

  @Override
  public PTransform<PBegin, PCollection<Batch>> read() {
    return new ReadBatches<>(Batch.class, List.of());
  }

  @Override
  public String describe() {
    return JsonNodeFactory.instance.objectNode().put(MEMBER, name).toString();
  }

  @Override
  public long size() {
    return 0;
  }

  /** None exists. */
  public record Batch() implements SourceBatch, Serializable {
    @Override
    public void forEach(Consumer<SourceRecord> consumer) {}
  }
}
