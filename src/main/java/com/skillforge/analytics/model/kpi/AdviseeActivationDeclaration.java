package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code advisee_activation}. */
public final class AdviseeActivationDeclaration {
  public static final Figure ACTIVE_30D = Figure.count("active_30d");
  public static final Figure ASSIGNED_LESS_THAN_30D = Figure.count("assigned_less_than_30d");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "advisee_activation",
          1,
          "Share of the students on the roster at the end of a day who logged in within "
              + "30 days; over all advisors (empty dimension) and for each (dimension "
              + "advisor_id)",
          Figure.count("active_students"),
          Figure.count("assigned_students"),
          Figure.number("activation_rate"),
          new Bounds.None(),
          List.of(ACTIVE_30D, ASSIGNED_LESS_THAN_30D));

  private AdviseeActivationDeclaration() {}
}
