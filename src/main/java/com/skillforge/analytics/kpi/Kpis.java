package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every KPI there is: an explicit list, one line each. */
public final class Kpis {
  private static final List<Kpi> ALL =
      List.of(new OnboardingCompletion(), new PlanAdherence(), new WeeklyActiveUsers());

  private Kpis() {}

  /** All KPIs, by name. */
  public static List<Kpi> all() {
    return ALL;
  }

  /** The KPI of a name. */
  public static Optional<Kpi> named(String name) {
    return ALL.stream().filter(kpi -> kpi.name().equals(name)).findFirst();
  }

  /** The names of all KPIs, in order. */
  public static List<String> names() {
    return ALL.stream().map(Kpi::name).toList();
  }

  /** The properties that a computation of several KPIs must ship. */
  public static Projection projection(List<Kpi> kpis) {
    Map<String, Set<String>> needs = new HashMap<>();
    for (Kpi kpi : kpis) {
      kpi.needs()
          .forEach(
              (type, properties) ->
                  needs.computeIfAbsent(type, key -> new HashSet<>()).addAll(properties));
    }
    return Projection.of(needs);
  }

  /** The KPIs of several names, in order; empty when one of them is unknown. */
  public static Optional<List<Kpi>> named(List<String> names) {
    List<Kpi> kpis = new ArrayList<>();
    for (String name : names) {
      Optional<Kpi> kpi = named(name);
      if (kpi.isEmpty()) {
        return Optional.empty();
      }
      kpis.add(kpi.get());
    }
    return Optional.of(kpis);
  }
}
