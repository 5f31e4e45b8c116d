package com.skillforge.analytics.model.kpi;

import java.util.List;
import java.util.Optional;

/** The figures of {@code intervention_effectiveness}. */
public final class InterventionEffectivenessDeclaration {
  public static final Figure MEMBERS = Figure.count("members");
  public static final Figure LOW_BEFORE = Figure.count("low_before");
  public static final Figure LOW_AFTER = Figure.count("low_after");
  public static final Figure UNPAIRED = Figure.count("unpaired");
  public static final Figure COMPARISON_LOW_BEFORE = Figure.count("comparison_low_before");
  public static final Figure COMPARISON_LOW_AFTER = Figure.count("comparison_low_after");
  public static final Figure PENDING_LOW_BEFORE = Figure.count("pending_low_before");
  public static final Figure PENDING_NOT_LOW_BEFORE = Figure.count("pending_not_low_before");

  public static final KpiDeclaration KPI =
      new KpiDeclaration(
          "intervention_effectiveness",
          1,
          "By which share members with low readiness became fewer in the 28 days after "
              + "their cohort's intervention; over all cohorts (empty dimension) and for each "
              + "(dimension cohort_id)",
          Optional.of(Figure.count("fewer_low")),
          Optional.empty(),
          Figure.share("effectiveness"),
          Composition.UNITS,
          new Bounds.Intervention(PENDING_LOW_BEFORE, PENDING_NOT_LOW_BEFORE),
          List.of(
              MEMBERS,
              LOW_BEFORE,
              LOW_AFTER,
              UNPAIRED,
              COMPARISON_LOW_BEFORE,
              COMPARISON_LOW_AFTER,
              PENDING_LOW_BEFORE,
              PENDING_NOT_LOW_BEFORE),
          new Disclosure.Nothing(
              "Advisors choose the members of a cohort: of two cohorts that differ by one student,"
                  + " the difference of the figures is that student's score."));

  private InterventionEffectivenessDeclaration() {}
}
