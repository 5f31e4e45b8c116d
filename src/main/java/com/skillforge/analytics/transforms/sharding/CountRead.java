package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.RunCountsCoder;
import com.skillforge.analytics.plan.TrackingPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts records that are valid already as read, and notes how far they reach: what {@link
 * ParseRecords} does for records as they were received.
 */
public final class CountRead extends PTransform<PCollection<RecordBlock>, PCollection<RunCounts>> {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;

  public CountRead(TrackingPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<RunCounts> expand(PCollection<RecordBlock> blocks) {
    return blocks.apply("CountBlock", ParDo.of(new CountFn(plan))).setCoder(RunCountsCoder.of());
  }

  private static final class CountFn extends DoFn<RecordBlock, RunCounts> {
    private static final long serialVersionUID = 1L;
    private final TrackingPlan plan;

    CountFn(TrackingPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(@Element RecordBlock block, OutputReceiver<RunCounts> out) {
      RunCounts counts = new RunCounts();
      counts.addRead(block.count());
      for (AnalyticsRecord record : block.records(plan)) {
        counts.seeEventTime(record.eventTimeMillis());
      }
      RunCounters.add(counts);
      out.output(counts);
    }
  }
}
