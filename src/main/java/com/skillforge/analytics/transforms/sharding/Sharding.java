package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.Serializable;

/**
 * How a job divides its records: what every step that packs records by shard must know, and must
 * know alike.
 *
 * @param plan the tracking plan, by which blocks of records are read
 * @param shards the number of shards, at least 1
 * @param projection the properties that later steps need
 * @param guests which copies of a record go to other shards than its sender's
 */
public record Sharding(TrackingPlan plan, int shards, Projection projection, Guests guests)
    implements Serializable {

  public Sharding {
    if (shards < 1) {
      throw new IllegalArgumentException("the number of shards must be at least 1");
    }
  }

  /** Every property travels, and nobody is told of others' records. */
  public static Sharding ofEverything(TrackingPlan plan, int shards) {
    return new Sharding(plan, shards, Projection.EVERYTHING, Guests.NONE);
  }

  /**
   * The same until it is known who sent what: with the properties that tell, and without guests,
   * because before the senders are known nobody's guests are.
   */
  public Sharding beforeIdentity() {
    return new Sharding(plan, shards, projection.withIdentity(), Guests.NONE);
  }
}
