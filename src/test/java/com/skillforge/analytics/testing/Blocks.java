package com.skillforge.analytics.testing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.Shards;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.values.KV;

/** Packs records the way a runner might happen to: any order, any bundles, any number of shards. */
public final class Blocks {
  private Blocks() {}

  /** Records without guests, see the other method. */
  public static List<KV<Integer, RecordBlock>> random(
      List<AnalyticsRecord> records, Projection projection, int shards, Random random) {
    return random(records, projection, Guests.NONE, shards, random);
  }

  /** Records and their guests in a random order, in blocks of random sizes, each in its shard. */
  public static List<KV<Integer, RecordBlock>> random(
      List<AnalyticsRecord> records,
      Projection projection,
      Guests guests,
      int shards,
      Random random) {
    List<AnalyticsRecord> shuffled = new ArrayList<>(records);
    records.forEach(record -> guests.forEach(record, shuffled::add));
    Collections.shuffle(shuffled, random);
    List<KV<Integer, RecordBlock>> blocks = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      RecordBlock.Builder block = new RecordBlock.Builder(projection);
      for (AnalyticsRecord record : shuffled) {
        if (liesIn(shard, record, shards)) {
          block.add(record);
          if (random.nextInt(4) == 0) {
            blocks.add(KV.of(shard, block.build()));
          }
        }
      }
      if (!block.isEmpty()) {
        blocks.add(KV.of(shard, block.build()));
      }
    }
    Collections.shuffle(blocks, random);
    return blocks;
  }

  private static boolean liesIn(int shard, AnalyticsRecord record, int shards) {
    Set<Integer> own = new HashSet<>();
    Shards.forEach(record, shards, own::add);
    return own.contains(shard);
  }
}
