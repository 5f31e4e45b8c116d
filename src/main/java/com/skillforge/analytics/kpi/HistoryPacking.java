package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How the records of a subject are packed as they come, one by one over months, and forgotten. */
final class HistoryPacking implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TrackingPlan plan;

  HistoryPacking(TrackingPlan plan) {
    this.plan = plan;
  }

  /**
   * Adds records. They are packed together with the last blocks as long as those are not much
   * larger: there are never more than a few blocks, and a record is not packed more than a few
   * times, however many there are.
   */
  List<RecordBlock> append(List<RecordBlock> blocks, List<AnalyticsRecord> fresh) {
    if (fresh.isEmpty()) {
      return blocks;
    }
    int from = blocks.size();
    long count = fresh.size();
    while (from > 0 && isSmall(blocks.get(from - 1), count)) {
      count += blocks.get(--from).count();
    }
    Packer packer = new Packer();
    blocks.subList(0, from).forEach(packer.packed::add);
    blocks.subList(from, blocks.size()).forEach(block -> packer.add(block, record -> true));
    fresh.forEach(packer::add);
    return packer.finish();
  }

  private static boolean isSmall(RecordBlock block, long count) {
    return block.count() <= 2 * count && block.sizeInBytes() < RecordBlock.TARGET_BYTES;
  }

  /** The records from an event time on, and older ones that hold until they are taken back. */
  List<RecordBlock> from(long millis, List<RecordBlock> blocks) {
    Packer packer = new Packer();
    blocks.forEach(
        block ->
            packer.add(block, record -> record.eventTimeMillis() >= millis || holdsOn(record)));
    return packer.finish();
  }

  /** An opt-out or an assignment holds until it is taken back, however long ago it was. */
  private static boolean holdsOn(AnalyticsRecord record) {
    String type = record.type().name();
    return type.equals(OptOutIntervals.RECORD_TYPE) || type.equals(RosterInterval.RECORD_TYPE);
  }

  private final class Packer {
    private final List<RecordBlock> packed = new ArrayList<>();
    private final RecordBlock.Builder builder = new RecordBlock.Builder(Projection.EVERYTHING);

    void add(RecordBlock block, Predicate<AnalyticsRecord> wanted) {
      for (AnalyticsRecord record : block.records(plan)) {
        if (wanted.test(record)) {
          add(record);
        }
      }
    }

    void add(AnalyticsRecord record) {
      builder.add(record);
      if (builder.isFull()) {
        packed.add(builder.build());
      }
    }

    List<RecordBlock> finish() {
      if (!builder.isEmpty()) {
        packed.add(builder.build());
      }
      return packed;
    }
  }
}
