package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
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

  private final int shards;
  private final Projection projection;
  private final Guests guests;
  private final Output out;
  private final Map<Integer, RecordBlock.Builder> open = new HashMap<>();
  private long openBytes;

  /**
   * Creates the packer.
   *
   * @param shards the number of shards, at least 1
   * @param projection the properties that later steps need
   * @param guests which copies of a record go to other shards
   */
  public ShardPacker(int shards, Projection projection, Guests guests, Output out) {
    this.shards = shards;
    this.projection = projection;
    this.guests = guests;
    this.out = out;
  }

  /** Adds a record and its guests. */
  public void add(AnalyticsRecord record) {
    addAlone(record);
    guests.forEach(record, this::addAlone);
  }

  /** Adds a record, or a guest, without guests of its own. */
  public void addAlone(AnalyticsRecord record) {
    Shards.forEach(record, shards, shard -> addTo(shard, record));
  }

  /** Adds a record to a shard, wherever its sender's is. */
  public void addTo(int shard, AnalyticsRecord record) {
    RecordBlock.Builder block =
        open.computeIfAbsent(shard, any -> new RecordBlock.Builder(projection));
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
