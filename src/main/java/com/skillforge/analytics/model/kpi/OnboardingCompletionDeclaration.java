package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The figures of {@code onboarding_completion}. */
public final class OnboardingCompletionDeclaration {
  public static final Figure COMPLETED_LATE = Figure.count("completed_late");
  public static final Figure NEVER_COMPLETED = Figure.count("never_completed");
  public static final Figure MEDIAN_HOURS_TO_COMPLETE =
      new Figure("median_hours_to_complete", Unit.HOURS);

  private static final Figure ACCOUNTS = Figure.count("accounts");

  public static final KpiDeclaration KPI =
      KpiDeclaration.of(
          "onboarding_completion",
          1,
          "Share of the student accounts of a day that finished onboarding within 24 "
              + "hours; the headline (empty dimension) counts all sources, dimension source "
              + "cuts by them",
          Figure.count("completed_in_time"),
          ACCOUNTS,
          Figure.share("completion_rate"),
          Composition.UNITS,
          new Bounds.Share(),
          List.of(COMPLETED_LATE, NEVER_COMPLETED, MEDIAN_HOURS_TO_COMPLETE),
          Disclosure.Groups.of(ACCOUNTS, Disclosure.Cut.DIMENSION));

  private OnboardingCompletionDeclaration() {}
}
