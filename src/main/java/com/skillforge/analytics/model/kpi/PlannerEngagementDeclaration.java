package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code planner_engagement}. */
public final class PlannerEngagementDeclaration {
  public static final Figure P25 = new Figure("p25", Unit.MINUTES);
  public static final Figure P75 = new Figure("p75", Unit.MINUTES);
  public static final Figure P90 = new Figure("p90", Unit.MINUTES);
  public static final Figure SESSIONS_WITHOUT_PLANNER = Figure.count("sessions_without_planner");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "planner_engagement",
          1,
          "Median minutes in the financial planner of the sessions of a day or week that "
              + "visit it; medians of different rows never add up",
          new Figure("minutes", Unit.MINUTES),
          Figure.count("sessions"),
          new Figure("median_minutes", Unit.MINUTES),
          Composition.MEDIAN,
          new Bounds.None(),
          List.of(P25, P75, P90, SESSIONS_WITHOUT_PLANNER),
          new Disclosure.Nothing("A row counts sessions, not people: one student can have many."));

  private PlannerEngagementDeclaration() {}
}
