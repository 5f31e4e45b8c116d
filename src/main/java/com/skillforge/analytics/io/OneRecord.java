package com.skillforge.analytics.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.skillforge.analytics.model.RecordPosition;
import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * A single record that is given on the command line.
 *
 * @param name what it is called in the ledger, which is not to hold what the record says
 * @param topic the topic that it could have come from
 * @param json the record
 */
public record OneRecord(String name, String topic, String json)
    implements EventSource<OneRecord.Batch> {
  private static final String SOURCE = "command line";

  @Override
  public PTransform<PBegin, PCollection<Batch>> read() {
    return new ReadBatches<>(Batch.class, List.of(new Batch(topic, json)));
  }

  @Override
  public String describe() {
    return JsonNodeFactory.instance.objectNode().put("request", name).toString();
  }

  @Override
  public long size() {
    return 1;
  }

  /** The record as a runner handles it. */
  public record Batch(String topic, String json) implements SourceBatch, Serializable {
    @Override
    public void forEach(Consumer<SourceRecord> consumer) {
      consumer.accept(
          new SourceRecord(
              new RecordPosition(SOURCE, topic, 0, 0),
              SourceRecord.NO_TIMESTAMP,
              null,
              json.getBytes(UTF_8)));
    }
  }
}
