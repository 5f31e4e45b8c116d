package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Packs the many small blocks of a shard's history into few, without what is no longer needed. */
final class HistoryPacking implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Small blocks are packed together when there are more than this. */
  private static final int MAX_BLOCKS = 64;

  private final TrackingPlan plan;
  private final long keepMillis;

  /**
   * Creates the rule.
   *
   * @param keepMillis how far behind the watermark records are still needed
   */
  HistoryPacking(TrackingPlan plan, long keepMillis) {
    this.plan = plan;
    this.keepMillis = keepMillis;
  }

  boolean isDue(List<RecordBlock> blocks) {
    return blocks.stream().filter(block -> block.sizeInBytes() < RecordBlock.TARGET_BYTES).count()
        > MAX_BLOCKS;
  }

  List<RecordBlock> pack(List<RecordBlock> blocks, long watermark) {
    List<RecordBlock> packed = new ArrayList<>();
    RecordBlock.Builder builder = new RecordBlock.Builder(Projection.EVERYTHING);
    for (RecordBlock block : blocks) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (record.eventTimeMillis() >= watermark - keepMillis || holdsOn(record)) {
          builder.add(record);
          if (builder.isFull()) {
            packed.add(builder.build());
          }
        }
      }
    }
    if (!builder.isEmpty()) {
      packed.add(builder.build());
    }
    return packed;
  }

  /** An opt-out or an assignment holds until it is taken back, however long ago it was. */
  private static boolean holdsOn(AnalyticsRecord record) {
    String type = record.type().name();
    return type.equals(OptOutIntervals.RECORD_TYPE) || type.equals(RosterInterval.RECORD_TYPE);
  }
}
