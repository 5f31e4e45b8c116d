package com.skillforge.analytics.model.kpi;

import java.util.List;

/** The declarations of all KPIs, for those who know no KPI: the warehouses' views and checks. */
public final class KpiDeclarations {
  private KpiDeclarations() {}

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
