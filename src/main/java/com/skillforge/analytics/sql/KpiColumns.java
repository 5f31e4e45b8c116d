package com.skillforge.analytics.sql;

import java.util.List;

/**
 * How the typed view of one KPI names its figures.
 *
 * @param kpi the KPI, and the name of the view
 * @param description what a row is
 * @param numerator the column for the numerator; empty to leave it out
 * @param wholeNumerator whether the numerator is a count
 * @param denominator the column for the denominator, a count; empty to leave it out
 * @param value the column for the value
 * @param wholeValue whether the value is a count
 * @param measures the further figures
 * @param bounds what is known of the final value while units are pending
 */
record KpiColumns(
    String kpi,
    String description,
    String numerator,
    boolean wholeNumerator,
    String denominator,
    String value,
    boolean wholeValue,
    List<Measure> measures,
    KpiBounds bounds) {

  /** A figure of {@code measures}: a count, or a number. */
  record Measure(String name, boolean whole) {
    static Measure count(String name) {
      return new Measure(name, true);
    }

    static Measure number(String name) {
      return new Measure(name, false);
    }
  }

  /** The KPIs of this release. */
  static List<KpiColumns> all() {
    return List.of(
        new KpiColumns(
            "weekly_active_users",
            "Distinct users with at least one authenticated, user-initiated event in the week",
            "",
            true,
            "",
            "active_users",
            true,
            List.of(
                Measure.count("trailing_7d"),
                Measure.count("new_users"),
                Measure.count("returning_users"),
                Measure.count("events")),
            KpiBounds.NONE),
        new KpiColumns(
            "onboarding_completion",
            "Share of the student accounts of a day that finished onboarding within 24 hours; the"
                + " headline (empty dimension) counts all sources, dimension source cuts by them",
            "completed_in_time",
            true,
            "accounts",
            "completion_rate",
            false,
            List.of(
                Measure.count("completed_late"),
                Measure.count("never_completed"),
                Measure.number("median_hours_to_complete")),
            KpiBounds.SHARE),
        new KpiColumns(
            "readiness_delta",
            "Average change of readiness over a term, in points; dimension term_id names the term",
            "sum_of_deltas",
            false,
            "users_with_both_scores",
            "mean_delta",
            false,
            List.of(
                Measure.count("single_score"),
                Measure.number("median_delta"),
                Measure.count("improved"),
                Measure.count("declined"),
                Measure.number("mean_change_per_assessment")),
            KpiBounds.NONE),
        new KpiColumns(
            "plan_adherence",
            "Share of the tasks due in a week that were complete when they were due",
            "completed_when_due",
            true,
            "tasks_due",
            "adherence",
            false,
            List.of(
                Measure.count("on_time"),
                Measure.count("late"),
                Measure.count("missing"),
                Measure.count("reopened"),
                Measure.count("unmatched_completions")),
            KpiBounds.SHARE),
        new KpiColumns(
            "resume_conversion",
            "Share of the resumes uploaded on a day that led to an accepted plan within 14 days",
            "converted_uploads",
            true,
            "uploads",
            "conversion_rate",
            false,
            List.of(
                Measure.count("uploaders"),
                Measure.count("converted_uploaders"),
                Measure.number("conversion_per_uploader"),
                Measure.count("pending_converted"),
                Measure.number("median_days_to_accept")),
            KpiBounds.SHARE_OF_CONVERTED),
        new KpiColumns(
            "planner_engagement",
            "Median minutes in the financial planner over the sessions of a day or a week that use"
                + " it; medians of different rows do not add up",
            "planner_minutes",
            false,
            "planner_sessions",
            "median_minutes",
            false,
            List.of(
                Measure.number("p25"),
                Measure.number("p75"),
                Measure.number("p90"),
                Measure.count("sessions_without_planner")),
            KpiBounds.NONE),
        new KpiColumns(
            "advisee_activation",
            "Share of the students on the roster at the end of a day who logged in within the 30"
                + " days before; dimension advisor_id has a row for each advisor",
            "active_students",
            true,
            "assigned_students",
            "activation_rate",
            false,
            List.of(Measure.count("active_30d"), Measure.count("assigned_less_than_30d")),
            KpiBounds.NONE),
        new KpiColumns(
            "intervention_effectiveness",
            "Fall in members with readiness below 60 within 28 days of the interventions of a day;"
                + " dimension cohort_id has a row for each cohort",
            "fewer_low",
            true,
            "low_before_intervention",
            "effectiveness",
            false,
            List.of(
                Measure.count("members"),
                Measure.count("low_before"),
                Measure.count("low_after"),
                Measure.count("unpaired"),
                Measure.count("comparison_low_before"),
                Measure.count("comparison_low_after"),
                Measure.count("pending_low_before"),
                Measure.count("pending_not_low_before")),
            KpiBounds.REDUCTION),
        new KpiColumns(
            "data_freshness",
            "Share of the O*NET releases of a month that were loaded within 48 hours",
            "loaded_in_time",
            true,
            "releases",
            "freshness",
            false,
            List.of(
                Measure.count("breached"),
                Measure.number("worst_hours"),
                Measure.number("median_hours")),
            KpiBounds.SHARE));
  }
}
