package com.skillforge.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookedAtTest {
  @Test
  void aShareOfTheSubjectsHasThatShareOfTheRecords() {
    assertThat(LookedAt.some(5, 20).shareOf(1000)).isEqualTo(250);
    assertThat(LookedAt.some(0, 20).shareOf(1000)).isZero();
  }

  @Test
  void allSubjectsAndNewOnesHaveAllRecords() {
    assertThat(LookedAt.all("asked for").shareOf(1000)).isEqualTo(1000);
    assertThat(LookedAt.some(3, 0).shareOf(1000)).isEqualTo(1000);
    assertThat(LookedAt.some(30, 20).shareOf(1000)).isEqualTo(1000);
  }

  @Test
  void aShareOfAnUnknownNumberIsNotKnown() {
    assertThat(LookedAt.some(5, 20).shareOf(-1)).isNegative();
  }
}
