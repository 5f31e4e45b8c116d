package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.transforms.sharding.Guests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every KPI there is: an explicit list, one line each. */
public final class Kpis {
  private static final Kpis WITHOUT_TERMS = new Kpis(List.of());

  private final List<Kpi> all;

  /**
   * The KPIs of a deployment.
   *
   * @param terms the academic terms of all institutions; without any, KPIs by term have no rows
   */
  public Kpis(List<Term> terms) {
    all =
        List.of(
            new OnboardingCompletion(),
            new ReadinessDelta(terms),
            new PlanAdherence(),
            new ResumeConversion(),
            new PlannerEngagement(),
            new AdviseeActivation(),
            new InterventionEffectiveness(),
            new WeeklyActiveUsers(),
            new DataFreshness());
  }

  /** All KPIs, in the order of their definitions. */
  public List<Kpi> all() {
    return all;
  }

  /** The KPI of a name. */
  public Optional<Kpi> named(String name) {
    return all.stream().filter(kpi -> kpi.name().equals(name)).findFirst();
  }

  /** The names of all KPIs, in order. */
  public static List<String> names() {
    return WITHOUT_TERMS.all.stream().map(Kpi::name).toList();
  }

  /** Which records a computation of several KPIs must also ship to whom they concern. */
  public static Guests guests(List<Kpi> kpis) {
    Set<Route> routes = new HashSet<>();
    kpis.forEach(kpi -> routes.addAll(kpi.routes()));
    return Guests.of(routes);
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
    guests(kpis)
        .needs()
        .forEach(
            (type, properties) ->
                needs.computeIfAbsent(type, key -> new HashSet<>()).addAll(properties));
    return Projection.of(needs);
  }
}
