package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code planner_engagement}. */
public final class PlannerEngagementDeclaration {
  public static final Figure P25 = Figure.number("p25");
  public static final Figure P75 = Figure.number("p75");
  public static final Figure P90 = Figure.number("p90");
  public static final Figure SESSIONS_WITHOUT_PLANNER = Figure.count("sessions_without_planner");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "planner_engagement",
          1,
          "Median minutes in the financial planner of the sessions of a day or week that "
              + "visit it; medians of different rows never add up",
          Figure.number("minutes"),
          Figure.count("sessions"),
          Figure.number("median_minutes"),
          new Bounds.None(),
          List.of(P25, P75, P90, SESSIONS_WITHOUT_PLANNER),
          new Disclosure.Nothing("A row counts sessions, not people: one student can have many."));

  private PlannerEngagementDeclaration() {}
}
