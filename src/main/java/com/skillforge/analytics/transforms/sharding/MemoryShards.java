package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Records packed by shard within this process: for commands that look at the records behind one
 * number, without a pipeline.
 */
public final class MemoryShards {
  private static final int SHARDS = 16;

  private final Map<Integer, List<RecordBlock>> shards = new TreeMap<>();
  private final ShardPacker packer;
  private final Guests guests;
  private final BinaryOperator<String> personOf;

  /**
   * Starts empty.
   *
   * @param plan the tracking plan
   * @param guests which copies of a record go to other shards than its sender's
   * @param personOf the canonical user of a tenant's user id
   */
  public MemoryShards(TrackingPlan plan, Guests guests, BinaryOperator<String> personOf) {
    this.packer =
        new ShardPacker(
            Sharding.ofEverything(plan, SHARDS),
            (shard, block) -> shards.computeIfAbsent(shard, s -> new ArrayList<>()).add(block));
    this.guests = guests;
    this.personOf = personOf;
  }

  /** Adds a record, whose canonical user is known, and its guests. */
  public void add(AnalyticsRecord record) {
    packer.addAlone(record);
    guests.forEach(record, guest -> packer.addAlone(resolved(guest)));
  }

  private AnalyticsRecord resolved(AnalyticsRecord guest) {
    Subject subject = guest.subject();
    return subject == null || subject.kind() != Subject.Kind.PERSON
        ? guest
        : guest.toBuilder()
            .subject(Subject.person(personOf.apply(guest.tenantId(), subject.key())))
            .build();
  }

  /** The records of each shard. */
  public Collection<List<RecordBlock>> blocks() {
    packer.flush();
    return shards.values();
  }
}
