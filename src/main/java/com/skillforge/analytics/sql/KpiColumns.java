package com.skillforge.analytics.sql;

import java.util.List;
import java.util.Optional;

/**
 * How the typed view of one KPI names its figures.
 *
 * @param kpi the KPI, and the name of the view
 * @param description what a row is
 * @param numerator the column for the numerator; empty to leave it out
 * @param denominator the column for the denominator; empty to leave it out
 * @param value the column for the value
 * @param bounds what the value can still become while units are pending
 * @param measures the further figures
 */
record KpiColumns(
    String kpi,
    String description,
    Optional<Figure> numerator,
    Optional<Figure> denominator,
    Figure value,
    KpiBounds bounds,
    List<Figure> measures) {

  /** A column, of whole numbers or of any. */
  record Figure(String name, boolean whole) {
    ColumnType type() {
      return whole ? ColumnType.INTEGER : ColumnType.NUMBER;
    }
  }

  /** Whether the value is the numerator's share of the denominator. */
  boolean isShare() {
    return numerator.isPresent()
        && numerator.get().whole()
        && denominator.isPresent()
        && denominator.get().whole();
  }

  private static Figure count(String name) {
    return new Figure(name, true);
  }

  private static Figure number(String name) {
    return new Figure(name, false);
  }

  /** A share of units. */
  private static KpiColumns share(
      String kpi,
      String description,
      String numerator,
      String denominator,
      String value,
      KpiBounds bounds,
      Figure... measures) {
    return new KpiColumns(
        kpi,
        description,
        Optional.of(count(numerator)),
        Optional.of(count(denominator)),
        number(value),
        bounds,
        List.of(measures));
  }

  /** The KPIs of this release. */
  static List<KpiColumns> all() {
    return List.of(
        share(
            "onboarding_completion",
            "Share of the student accounts of a day that finished onboarding within 24 hours; the"
                + " headline (empty dimension) counts all sources, dimension source cuts by them",
            "completed_in_time",
            "accounts",
            "completion_rate",
            KpiBounds.SHARE,
            count("completed_late"),
            count("never_completed"),
            number("median_hours_to_complete")),
        new KpiColumns(
            "readiness_delta",
            "By how many points the readiness of students changed in a term (dimension term_id);"
                + " provisional until the term has ended",
            Optional.of(number("sum_of_deltas")),
            Optional.of(count("students")),
            number("mean_delta"),
            KpiBounds.NONE,
            List.of(
                count("single_score"),
                number("median_delta"),
                count("improved"),
                count("declined"),
                number("mean_change_per_assessment"))),
        share(
            "plan_adherence",
            "Share of the tasks due in a week that were complete when they were due",
            "completed_when_due",
            "tasks_due",
            "adherence",
            KpiBounds.SHARE,
            count("on_time"),
            count("late"),
            count("missing"),
            count("reopened"),
            count("unmatched_completions")),
        share(
            "resume_conversion",
            "Share of the resumes uploaded on a day that led to an accepted plan within 14 days",
            "converted_uploads",
            "uploads",
            "conversion_rate",
            KpiBounds.CONVERSION,
            count("uploaders"),
            count("converted_uploaders"),
            number("conversion_per_uploader"),
            count("pending_converted"),
            number("median_days_to_accept")),
        new KpiColumns(
            "planner_engagement",
            "Median minutes in the financial planner of the sessions of a day or week that visit"
                + " it; medians of different rows never add up",
            Optional.of(number("minutes")),
            Optional.of(count("sessions")),
            number("median_minutes"),
            KpiBounds.NONE,
            List.of(
                number("p25"), number("p75"), number("p90"), count("sessions_without_planner"))),
        share(
            "advisee_activation",
            "Share of the students on the roster at the end of a day who logged in within 30 days;"
                + " over all advisors (empty dimension) and for each (dimension advisor_id)",
            "active_students",
            "assigned_students",
            "activation_rate",
            KpiBounds.NONE,
            count("active_30d"),
            count("assigned_less_than_30d")),
        new KpiColumns(
            "intervention_effectiveness",
            "By which share members with low readiness became fewer in the 28 days after their"
                + " cohort's intervention; over all cohorts (empty dimension) and for each"
                + " (dimension cohort_id)",
            Optional.of(count("fewer_low")),
            Optional.empty(),
            number("effectiveness"),
            KpiBounds.INTERVENTION,
            List.of(
                count("members"),
                count("low_before"),
                count("low_after"),
                count("unpaired"),
                count("comparison_low_before"),
                count("comparison_low_after"),
                count("pending_low_before"),
                count("pending_not_low_before"))),
        new KpiColumns(
            "weekly_active_users",
            "Distinct users with at least one authenticated, user-initiated event in the week",
            Optional.empty(),
            Optional.empty(),
            count("active_users"),
            KpiBounds.NONE,
            List.of(
                count("trailing_7d"),
                count("new_users"),
                count("returning_users"),
                count("events"))),
        share(
            "data_freshness",
            "Share of the O*NET releases of a month that were loaded within 48 hours",
            "loaded_in_time",
            "releases",
            "freshness",
            KpiBounds.SHARE,
            count("breached"),
            number("worst_hours"),
            number("median_hours")));
  }
}
