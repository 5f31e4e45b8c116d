package com.skillforge.analytics.model.kpi;

import java.util.List;
import java.util.Optional;

/** The declarations of all KPIs, for those who know no KPI: the warehouses' views and checks. */
public final class KpiDeclarations {
  private KpiDeclarations() {}

  /** The declaration of a KPI; empty where there is no such KPI. */
  public static Optional<KpiDeclaration> named(String kpi) {
    return all().stream().filter(declared -> declared.name().equals(kpi)).findFirst();
  }

  /** All of them, in the order of the definitions. */
  public static List<KpiDeclaration> all() {
    return List.of(
        OnboardingCompletionDeclaration.KPI,
        ReadinessDeltaDeclaration.KPI,
        PlanAdherenceDeclaration.KPI,
        ResumeConversionDeclaration.KPI,
        PlannerEngagementDeclaration.KPI,
        AdviseeActivationDeclaration.KPI,
        InterventionEffectivenessDeclaration.KPI,
        WeeklyActiveUsersDeclaration.KPI,
        DataFreshnessDeclaration.KPI);
  }
}
