package com.skillforge.analytics.transforms.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
  @Test
  void isTheSameInEveryRelease() {
    // State of a running pipeline is kept by shard: these must never change.
    assertThat(Shards.of("default", "usr_12345", 16)).isEqualTo(13);
    assertThat(Shards.of("uni", "usr_12345", 16)).isEqualTo(2);
    assertThat(Shards.of("default", "advisor.roster", 1000)).isEqualTo(883);
    assertThat(Shards.of("default", "usr_12345", 1)).isZero();
  }

  @Test
  void spreadsSendersEvenly() {
    int[] sizes = new int[16];
    IntStream.range(0, 16_000).forEach(i -> sizes[Shards.of("default", "usr_" + i, 16)]++);
    assertThat(Arrays.stream(sizes).boxed()).allMatch(size -> size > 850 && size < 1150);
  }
}
