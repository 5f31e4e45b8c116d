package com.skillforge.analytics.sql;

import java.util.List;

/**
 * How the typed view of one KPI names its figures.
 *
 * @param kpi the KPI, and the name of the view
 * @param description what a row is
 * @param numerator the column for the numerator; empty to leave it out
 * @param denominator the column for the denominator; empty to leave it out
 * @param value the column for the value
 * @param wholeValue whether the value is a count
 * @param measures the further figures
 */
record KpiColumns(
    String kpi,
    String description,
    String numerator,
    String denominator,
    String value,
    boolean wholeValue,
    List<Measure> measures) {

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
            "",
            "active_users",
            true,
            List.of(
                Measure.count("trailing_7d"),
                Measure.count("new_users"),
                Measure.count("returning_users"),
                Measure.count("events"))),
        new KpiColumns(
            "onboarding_completion",
            "Share of the student accounts of a day that finished onboarding within 24 hours; the"
                + " headline (empty dimension) counts all sources, dimension source cuts by them",
            "completed_in_time",
            "accounts",
            "completion_rate",
            false,
            List.of(
                Measure.count("completed_late"),
                Measure.count("never_completed"),
                Measure.number("median_hours_to_complete"))),
        new KpiColumns(
            "plan_adherence",
            "Share of the tasks due in a week that were complete when they were due",
            "completed_when_due",
            "tasks_due",
            "adherence",
            false,
            List.of(
                Measure.count("on_time"),
                Measure.count("late"),
                Measure.count("missing"),
                Measure.count("reopened"),
                Measure.count("unmatched_completions"))));
  }
}
