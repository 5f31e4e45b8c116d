package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads the rows of a query of {@link RecordDocuments} as records. */
final class ReadRecords extends PTransform<PBegin, PCollection<RecordBlock>> {
  private static final long serialVersionUID = 1L;

  private final transient RemoteConnector connector;
  private final TrackingPlan plan;
  private final Projection needed;
  private final String query;

  ReadRecords(RemoteConnector connector, TrackingPlan plan, Projection needed, String query) {
    this.connector = connector;
    this.plan = plan;
    this.needed = needed;
    this.query = query;
  }

  @Override
  public PCollection<RecordBlock> expand(PBegin begin) {
    return begin
        .apply("ReadDocuments", connector.read(query))
        .apply("ToRecords", ParDo.of(new ToBlocksFn(plan, needed)))
        .setCoder(RecordBlockCoder.of());
  }
}
