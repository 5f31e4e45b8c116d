package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Packs whole records into blocks, and hands each block on when it is full. */
final class PackedRecords implements Consumer<AnalyticsRecord> {
  private final Consumer<RecordBlock> blocks;
  private final RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);

  PackedRecords(Consumer<RecordBlock> blocks) {
    this.blocks = blocks;
  }

  @Override
  public void accept(AnalyticsRecord record) {
    packed.add(record);
    if (packed.isFull()) {
      blocks.accept(packed.build());
    }
  }

  /** Hands on what is left. */
  void finish() {
    if (!packed.isEmpty()) {
      blocks.accept(packed.build());
    }
  }

  /** The same records in as few blocks as can be. */
  static List<RecordBlock> repack(List<RecordBlock> blocks, TrackingPlan plan) {
    List<RecordBlock> fewer = new ArrayList<>();
    PackedRecords packed = new PackedRecords(fewer::add);
    blocks.forEach(block -> block.records(plan).forEach(packed));
    packed.finish();
    return fewer;
  }
}
