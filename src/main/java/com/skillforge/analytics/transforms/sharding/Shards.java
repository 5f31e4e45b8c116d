package com.skillforge.analytics.transforms.sharding;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Subject;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Which shard a sender's records belong to. All records of a sender are in one shard, so that what
 * concerns one sender, such as de-duplication, is plain Java inside the shard.
 */
public final class Shards {
  private Shards() {}

  /**
   * The shard of a sender, from 0 to {@code shards - 1}.
   *
   * <p>The same in every JVM and release: {@link String#hashCode} is specified, and its weak low
   * bits are mixed by the finalizer of MurmurHash3.
   */
  public static int of(String tenantId, String sender, int shards) {
    int hash = tenantId.hashCode() * 31 + sender.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return Math.floorMod(hash ^ (hash >>> 16), shards);
  }

  /**
   * Hands on the shards in which a record lies: that of its sender; a guest lies in that of its
   * subject, or in all when it concerns everybody.
   */
  public static void forEach(AnalyticsRecord record, int shards, IntConsumer out) {
    Subject subject = record.subject();
    if (subject == null) {
      out.accept(of(record.tenantId(), record.sender(), shards));
    } else if (subject.kind() == Subject.Kind.EVERYBODY) {
      IntStream.range(0, shards).forEach(out);
    } else {
      out.accept(of(record.tenantId(), subject.key(), shards));
    }
  }
}
