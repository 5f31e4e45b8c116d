package com.skillforge.analytics.answers.change;

import com.skillforge.analytics.answers.change.Comings.Coming;
import com.skillforge.analytics.answers.change.Comings.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The difference of two medians, which are no sums: what the median would be at each of three
 * steps. Those who came are added to the earlier row; what those who stayed did then gives way to
 * what they do now; those who went are taken away. No step is of nothing, so that each has a
 * median; and the same steps backwards lead from the later row to the earlier. Within a step, each
 * persona has its mean share over all orders (its Shapley value).
 */
record MedianParts(Comings all, Composed composed) {
  /** What one cause adds, and takes away, at its step. */
  private record Cause(Coming coming, String persona, Group group) {}

  private static final List<Set<Coming>> STEPS =
      List.of(Set.of(Coming.NEW, Coming.RETURNING), Set.of(Coming.STAYED), Set.of(Coming.LOST));

  List<Part> parts() {
    List<Cause> causes = causes();
    List<Part> parts = new ArrayList<>();
    List<CountedUnit> units = all.before();
    for (Set<Coming> step : STEPS) {
      List<Cause> own = causes.stream().filter(cause -> step.contains(cause.coming)).toList();
      List<CountedUnit> base = units;
      IntFunction<Fraction> value = with -> median(changed(base, own, with));
      List<Fraction> shares = Shapley.shares(own.size(), value);
      for (int i = 0; i < own.size(); i++) {
        Cause cause = own.get(i);
        parts.add(
            new Part(cause.coming.label(), cause.persona, cause.group.people(), shares.get(i)));
      }
      units = changed(base, own, (1 << own.size()) - 1);
    }
    return parts;
  }

  /** In each persona by itself: who is there in another one now has gone, and come. */
  private List<Cause> causes() {
    List<Cause> causes = new ArrayList<>();
    for (String persona : all.personas()) {
      for (Map.Entry<Coming, Group> group : all.of(persona).groups().entrySet()) {
        if (group.getValue().people() > 0) {
          causes.add(new Cause(group.getKey(), persona, group.getValue()));
        }
      }
    }
    return causes;
  }

  private static List<CountedUnit> changed(List<CountedUnit> base, List<Cause> causes, int with) {
    List<CountedUnit> units = new ArrayList<>(base);
    for (int i = 0; i < causes.size(); i++) {
      if (((with >> i) & 1) == 1) {
        units.removeAll(Set.copyOf(causes.get(i).group.before()));
        units.addAll(causes.get(i).group.after());
      }
    }
    return units;
  }

  private Fraction median(List<CountedUnit> units) {
    return Objects.requireNonNull(composed.of(units), "no step is of nothing");
  }
}
