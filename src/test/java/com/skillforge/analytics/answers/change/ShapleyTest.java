package com.skillforge.analytics.answers.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Shares against the definition: the mean over all orders, each walked through. */
class ShapleyTest {
  private static final int CAUSES = 4;

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void sharesAreTheMeanOverAllOrders(@ForAll @Size(16) List<Short> outcomes) {
    List<Fraction> shares = Shapley.shares(CAUSES, with -> Fraction.of(outcomes.get(with)));

    long[] sums = new long[CAUSES];
    List<List<Integer>> orders = orders(List.of(0, 1, 2, 3));
    for (List<Integer> order : orders) {
      int with = 0;
      for (int cause : order) {
        sums[cause] += outcomes.get(with | (1 << cause)) - outcomes.get(with);
        with |= (1 << cause);
      }
    }
    for (int cause = 0; cause < CAUSES; cause++) {
      assertThat(shares.get(cause).times(Fraction.of(orders.size())))
          .isEqualTo(Fraction.of(sums[cause]));
    }
  }

  private static List<List<Integer>> orders(List<Integer> causes) {
    if (causes.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (Integer first : causes) {
      List<Integer> others = new ArrayList<>(causes);
      others.remove(first);
      for (List<Integer> order : orders(others)) {
        List<Integer> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }
}
