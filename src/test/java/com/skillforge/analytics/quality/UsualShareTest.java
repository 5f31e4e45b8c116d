package com.skillforge.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.skillforge.analytics.quality.Judged.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UsualShareTest {
  private static final double MARGIN = 0.05;

  private static Share share(double part, int whole) {
    return new Share(Math.round(part * whole), whole);
  }

  /** The same, with arrays and loops. */
  private static double[] expected(List<Share> days, Share today) {
    double[] shares = new double[days.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = days.get(i).part() / (double) days.get(i).whole();
    }
    double middle = middle(shares);
    double[] distances = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      distances[i] = shares[i] > middle ? shares[i] - middle : middle - shares[i];
    }
    double scatter = 1.4826 * middle(distances);
    double variance = middle * (1 - middle) / today.whole() + scatter * scatter;
    double allowed = 4 * Math.sqrt(variance) + MARGIN;
    return new double[] {Math.max(0, middle - allowed), Math.min(1, middle + allowed)};
  }

  private static double middle(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  @Property(tries = 300)
  void theRangeIsThatOfTheDefinitionInAnyOrder(
      @ForAll @Size(min = 4, max = 20) List<@DoubleRange(min = 0, max = 1) Double> parts,
      @ForAll @IntRange(min = 200, max = 100_000) int whole,
      @ForAll @DoubleRange(min = 0, max = 1) double part) {
    List<Share> days = new ArrayList<>(parts.stream().map(of -> share(of, 1000)).toList());
    Share today = share(part, whole);
    double[] range = expected(days, today);

    Judged judged = new UsualShare(days, MARGIN).judge(today);

    assertThat(judged.low()).isCloseTo(range[0], within(1e-9));
    assertThat(judged.high()).isCloseTo(range[1], within(1e-9));
    assertThat(judged.verdict() == Verdict.PASSED)
        .isEqualTo(today.value() >= judged.low() && today.value() <= judged.high());
    Collections.reverse(days);
    assertThat(new UsualShare(days, MARGIN).judge(today)).isEqualTo(judged);
    assertThat(new UsualShare(days, MARGIN).judgeMost(today).verdict() == Verdict.FAILED)
        .isEqualTo(today.value() > judged.high());
  }

  @Property(tries = 200)
  void whatIsAsBeforePasses(
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @IntRange(min = 200, max = 5000) int whole) {
    Share same = share(part, whole);
    assertThat(new UsualShare(Collections.nCopies(6, same), 0).judge(same).verdict())
        .isEqualTo(Verdict.PASSED);
  }

  @Property(tries = 200)
  void tooLittleIsNotJudged(
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @IntRange(max = 199) int few,
      @ForAll @IntRange(max = 3) int days) {
    Share many = share(0.1, 1000);
    assertThat(
            List.of(
                new UsualShare(Collections.nCopies(9, many), 0).judge(share(part, few)).verdict(),
                new UsualShare(Collections.nCopies(days, many), 0)
                    .judge(share(part, 999))
                    .verdict(),
                new UsualShare(Collections.nCopies(9, share(0.1, few)), 0).judge(many).verdict()))
        .containsOnly(Verdict.NOT_JUDGED);
  }

  @Test
  void oneOddDayDoesNotWidenWhatIsUsual() {
    List<Share> days = new ArrayList<>(Collections.nCopies(7, share(0.02, 1000)));
    days.add(share(0.9, 1000));
    assertThat(new UsualShare(days, 0.02).judgeMost(share(0.1, 1000)).verdict())
        .isEqualTo(Verdict.FAILED);
  }
}
