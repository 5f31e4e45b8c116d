package com.skillforge.analytics.io.compare;

import static com.skillforge.analytics.io.compare.ParityRule.Verdict.FEW;
import static com.skillforge.analytics.io.compare.ParityRule.Verdict.MISSING;
import static com.skillforge.analytics.io.compare.ParityRule.Verdict.OUTSIDE;
import static com.skillforge.analytics.io.compare.ParityRule.Verdict.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.compare.ParityRule.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityRuleTest {
  private static final ParityRule COPIES = new ParityRule(2, 100, false);
  private static final ParityRule ENVIRONMENTS = new ParityRule(2, 100, true);

  @ParameterizedTest
  @CsvSource({
    "1000, 980, WITHIN", // exactly the tolerance
    "1000, 979, OUTSIDE",
    "979, 1000, OUTSIDE", // whichever side has more
    "100, 98, WITHIN",
    "100, 97, OUTSIDE", // at the least number the tolerance alone judges
    "99, 70, FEW",
    "99, 50, OUTSIDE", // more than chance
    "10, 10, WITHIN",
    "12, 0, OUTSIDE", // 12 > 3 √12
    "2, 0, FEW",
    "0, 0, WITHIN"
  })
  void environmentsAreJudgedByToleranceAndFewEventsByChance(
      long left, long right, Verdict expected) {
    assertThat(ENVIRONMENTS.judge(left, right, false)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"20, 19, OUTSIDE", "100, 99, WITHIN", "1, 0, OUTSIDE", "5, 5, WITHIN"})
  void copiesHaveNoChanceInThem(long left, long right, Verdict expected) {
    assertThat(COPIES.judge(left, right, false)).isEqualTo(expected);
  }

  @Test
  void anEventThatOneSideHasNotAtAllIsMissingHoweverRareItIs() {
    assertThat(ENVIRONMENTS.judge(1, 0, true)).isEqualTo(MISSING);
    assertThat(new ParityRule(99, 1_000_000, true).judge(0, 1, true)).isEqualTo(MISSING);
    assertThat(ENVIRONMENTS.judge(0, 0, true)).isEqualTo(WITHIN);
  }

  @Test
  void ofTwoDrawsFromOneSourceHardlyAnyIsOutside() {
    Random random = new Random(7);
    int outside = 0;
    for (int day = 0; day < 2_000; day++) {
      if (ENVIRONMENTS.judge(draw(random), draw(random), false) == OUTSIDE) {
        outside++;
      }
    }
    assertThat(outside).isLessThan(20); // three deviations: 2.7 of a thousand
    assertThat(ENVIRONMENTS.judge(40, 40, false)).isNotEqualTo(FEW);
  }

  /** How many of 800 visitors do what one in twenty does. */
  private static long draw(Random random) {
    return random.doubles(800).filter(chance -> chance < 0.05).count();
  }
}
