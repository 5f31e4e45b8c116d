package com.skillforge.analytics.transforms;

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
}
