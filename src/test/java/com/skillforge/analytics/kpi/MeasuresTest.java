package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.COMPLETED_LATE;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.KPI;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.MEDIAN_HOURS_TO_COMPLETE;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.NEVER_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  @Test
  void aRowHasAllOfThem() {
    Measures measures = new Measures(KPI).count(COMPLETED_LATE, 3).count(NEVER_COMPLETED, 1);
    assertThatThrownBy(measures::all)
        .hasMessage(
            "A row of onboarding_completion has the measures [completed_late, never_completed]"
                + " only");

    assertThat(measures.number(MEDIAN_HOURS_TO_COMPLETE, null).all())
        .containsEntry("completed_late", 3.0)
        .containsEntry("never_completed", 1.0)
        .containsEntry("median_hours_to_complete", null)
        .hasSize(3);
  }

  @Test
  void noOthers() {
    assertThatThrownBy(() -> new Measures(KPI).number(PlannerEngagementDeclaration.P25, 1.0))
        .hasMessageStartingWith("onboarding_completion declares no such measure");
    assertThatThrownBy(() -> new Measures(KPI).number(COMPLETED_LATE, 1.5))
        .as("a count")
        .hasMessageStartingWith("onboarding_completion declares no such measure");
  }
}
