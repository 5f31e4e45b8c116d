package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code plan_adherence}. */
public final class PlanAdherenceDeclaration {
  public static final Figure ON_TIME = Figure.count("on_time");
  public static final Figure LATE = Figure.count("late");
  public static final Figure MISSING = Figure.count("missing");
  public static final Figure ASSIGNEES = Figure.count("assignees");
  public static final Figure REOPENED = Figure.count("reopened");
  public static final Figure UNMATCHED_COMPLETIONS = Figure.count("unmatched_completions");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "plan_adherence",
          1,
          "Share of the tasks due in a week that were complete when they were due",
          Figure.count("completed_when_due"),
          Figure.count("tasks_due"),
          Figure.share("adherence"),
          Composition.UNITS,
          new Bounds.Share(),
          List.of(ON_TIME, LATE, MISSING, ASSIGNEES, REOPENED, UNMATCHED_COMPLETIONS),
          Disclosure.Groups.of(ASSIGNEES, Disclosure.Cut.PERSONA));

  private PlanAdherenceDeclaration() {}
}
