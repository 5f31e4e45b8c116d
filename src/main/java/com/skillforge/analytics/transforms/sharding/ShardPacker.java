package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import java.util.HashMap;
import java.util.Map;

/**
 * Packs records into one open block per shard: each record into the shard of its sender, and its
 * guests into the shards of whom they concern. Not thread-safe; one per bundle.
 */
public final class ShardPacker {
  /** Where full blocks go. */
  public interface Output {
    void send(int shard, RecordBlock block);
  }

  /** With thousands of shards, open blocks are sent before they are full: a bundle may be large. */
  private static final long MAX_OPEN_BYTES = 64L << 20;

  private final Sharding sharding;
  private final Output out;
  private final Map<Integer, RecordBlock.Builder> open = new HashMap<>();
  private long openBytes;

  /** Creates the packer. */
  public ShardPacker(Sharding sharding, Output out) {
    this.sharding = sharding;
    this.out = out;
  }

  /** Adds a record and its guests. */
  public void add(AnalyticsRecord record) {
    addAlone(record);
    sharding.guests().forEach(record, this::addAlone);
  }

  /** Adds a record, or a guest, without guests of its own. */
  public void addAlone(AnalyticsRecord record) {
    Shards.forEach(record, sharding.shards(), shard -> addTo(shard, record));
  }

  /** Adds a record to a shard, wherever its sender's is. */
  public void addTo(int shard, AnalyticsRecord record) {
    RecordBlock.Builder block =
        open.computeIfAbsent(shard, any -> new RecordBlock.Builder(sharding.projection()));
    int before = block.sizeInBytes();
    block.add(record);
    openBytes += block.sizeInBytes() - before;
    if (block.isFull()) {
      openBytes -= block.sizeInBytes();
      out.send(shard, block.build());
    } else if (openBytes > MAX_OPEN_BYTES) {
      flush();
      open.clear();
    }
  }

  /** Sends all that is left. */
  public void flush() {
    open.forEach(
        (shard, block) -> {
          if (!block.isEmpty()) {
            out.send(shard, block.build());
          }
        });
    openBytes = 0;
  }
}
