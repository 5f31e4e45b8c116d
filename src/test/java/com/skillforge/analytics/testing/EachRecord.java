package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.SourceBatch;
import com.skillforge.analytics.model.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Reads the records of batches, in a pipeline or here. */
public final class EachRecord extends DoFn<SourceBatch, SourceRecord> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element SourceBatch batch, OutputReceiver<SourceRecord> out)
      throws IOException {
    batch.forEach(out::output);
  }

  /** All records of some batches, one batch after the other. */
  public static List<SourceRecord> of(Iterable<? extends SourceBatch> batches) throws IOException {
    List<SourceRecord> records = new ArrayList<>();
    for (SourceBatch batch : batches) {
      batch.forEach(records::add);
    }
    return records;
  }
}
