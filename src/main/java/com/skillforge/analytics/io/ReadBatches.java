package com.skillforge.analytics.io;

import com.skillforge.analytics.model.SourceBatch;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Hands out the batches of a bounded source to the workers; what is shuffled are the descriptions,
 * not the records.
 */
public final class ReadBatches<T extends SourceBatch & Serializable>
    extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final transient List<T> batches;

  public ReadBatches(Class<T> type, List<T> batches) {
    this.type = type;
    this.batches = List.copyOf(batches);
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply("Batches", Create.of(batches).withCoder(SerializableCoder.of(type)))
        .apply("Distribute", Reshuffle.viaRandomKey());
  }
}
