package com.skillforge.analytics.model.kpi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The figures of {@code advisee_activation}. */
public final class AdviseeActivationDeclaration {
  public static final Figure ACTIVE_30D = Figure.count("active_30d");
  public static final Figure ASSIGNED_LESS_THAN_30D = Figure.count("assigned_less_than_30d");

  private static final Figure ASSIGNED = Figure.count("assigned_students");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "advisee_activation",
          1,
          "Share of the students on the roster at the end of a day who logged in within "
              + "30 days; over all advisors (empty dimension) and for each (dimension "
              + "advisor_id)",
          Figure.count("active_students"),
          ASSIGNED,
          Figure.share("activation_rate"),
          Composition.STATES,
          new Bounds.None(),
          List.of(ACTIVE_30D, ASSIGNED_LESS_THAN_30D),
          new Disclosure.Groups(
              ASSIGNED, Disclosure.Cut.DIMENSION, Optional.of(Duration.ofDays(30))));

  private AdviseeActivationDeclaration() {}
}
