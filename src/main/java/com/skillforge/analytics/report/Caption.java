package com.skillforge.analytics.report;

import com.skillforge.analytics.model.kpi.AdviseeActivationDeclaration;
import com.skillforge.analytics.model.kpi.DataFreshnessDeclaration;
import com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration;
import com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration;
import com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration;
import com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration;
import com.skillforge.analytics.model.kpi.ResumeConversionDeclaration;
import com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration;
import java.util.List;

/**
 * How a KPI is presented.
 *
 * @param kpi its declaration
 * @param title what it is, in a few words
 * @param meaning what its value says, in a sentence for people who do not know it
 * @param unit of its value
 * @param units what its denominator counts; empty where it has none
 * @param adding how its rows add up
 * @param cut what its dimension is called; empty where it has none
 */
record Caption(
    KpiDeclaration kpi,
    String title,
    String meaning,
    Unit unit,
    String units,
    Adding adding,
    String cut) {

  /** What is made of several rows. */
  enum Adding {
    /** The sum of numerators divided by that of denominators; a week is all of its days. */
    RATIO,
    /** The same, but each day looks at the same people: a week is its last day. */
    LAST_DAY,
    /** The sum of values: people belong to one institution each. */
    COUNT,
    /** Nothing: medians do not add up. */
    NEVER
  }

  private static final List<Caption> WRITTEN =
      List.of(
          new Caption(
              OnboardingCompletionDeclaration.KPI,
              "Onboarding done within 24 hours",
              "Of the student accounts created in a period, those whose onboarding was finished"
                  + " within 24 hours.",
              Unit.SHARE,
              "accounts",
              Adding.RATIO,
              "source"),
          new Caption(
              ReadinessDeltaDeclaration.KPI,
              "Gain in readiness over the term",
              "By how many points the readiness of students has changed over a term, on average.",
              Unit.POINTS,
              "students",
              Adding.RATIO,
              "term"),
          new Caption(
              PlanAdherenceDeclaration.KPI,
              "Tasks done by their due date",
              "Of the tasks that were due, those that were complete at that time.",
              Unit.SHARE,
              "tasks due",
              Adding.RATIO,
              ""),
          new Caption(
              ResumeConversionDeclaration.KPI,
              "Resumes that lead to a plan in 14 days",
              "Of the resumes that were uploaded, those that were followed by an accepted plan"
                  + " within 14 days.",
              Unit.SHARE,
              "uploads",
              Adding.RATIO,
              ""),
          new Caption(
              PlannerEngagementDeclaration.KPI,
              "Median time in the planner",
              "Minutes in the financial planner in one session, of the sessions that visited it.",
              Unit.MINUTES,
              "sessions",
              Adding.NEVER,
              ""),
          new Caption(
              AdviseeActivationDeclaration.KPI,
              "Advisees who logged in within 30 days",
              "Of the students who have an advisor, those who logged in within the 30 days before.",
              Unit.SHARE,
              "assigned students",
              Adding.LAST_DAY,
              "advisor"),
          new Caption(
              InterventionEffectivenessDeclaration.KPI,
              "Fewer low scores after interventions",
              "By which share students with a readiness below 60 became fewer in the 28 days after"
                  + " their cohort's intervention.",
              Unit.SHARE,
              "students low before",
              Adding.RATIO,
              "cohort"),
          new Caption(
              WeeklyActiveUsersDeclaration.KPI,
              "Weekly active users",
              "People who did something, signed in, in a week.",
              Unit.PEOPLE,
              "",
              Adding.COUNT,
              ""),
          new Caption(
              DataFreshnessDeclaration.KPI,
              "O*NET releases loaded within 48 hours",
              "Of the releases of the O*NET database, those that were loaded within 48 hours.",
              Unit.SHARE,
              "releases",
              Adding.RATIO,
              ""));

  /** The captions of all KPIs, in the order of the definitions. */
  static List<Caption> all() {
    return KpiDeclarations.all().stream().map(Caption::of).toList();
  }

  private static Caption of(KpiDeclaration kpi) {
    return WRITTEN.stream()
        .filter(caption -> caption.kpi.name().equals(kpi.name()))
        .findFirst()
        .orElseGet(() -> plain(kpi));
  }

  /** One that nobody has written. */
  static Caption plain(KpiDeclaration kpi) {
    String title = kpi.name().replace('_', ' ');
    String meaning = kpi.description() + ".";
    return kpi.isShare()
        ? new Caption(kpi, title, meaning, Unit.SHARE, "units", Adding.RATIO, "part")
        : new Caption(kpi, title, meaning, Unit.PEOPLE, "", Adding.NEVER, "part");
  }

  /** The KPI's name. */
  String name() {
    return kpi.name();
  }

  /** Whether rows of several institutions can be put together. */
  boolean addsUp() {
    return adding != Adding.NEVER;
  }

  /** Whether there is a denominator that says of how many the value is. */
  boolean hasUnits() {
    return !units.isEmpty();
  }
}
