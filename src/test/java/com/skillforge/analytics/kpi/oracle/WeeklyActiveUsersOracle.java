package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Distinct users with a qualifying event, week by week and persona by persona. */
final class WeeklyActiveUsersOracle {
  private static final Set<String> USER_INITIATED =
      Set.of(
          "student_onboarding_completed",
          "resume_parsed",
          "assessment_completed",
          "career_match_viewed",
          "action_plan_accepted",
          "task_completion_logged",
          "advisor_note_added",
          "cohort_assessment_assigned",
          "report_export_generated",
          "session_started",
          "settings_tracking_opt_out");

  private final Scope scope;
  private final List<Judged> activity;

  private WeeklyActiveUsersOracle(Scope scope) {
    this.scope = scope;
    this.activity =
        scope.records.stream()
            .filter(judged -> USER_INITIATED.contains(judged.record().type().name()))
            .toList();
  }

  static List<KpiValue> rows(Scope scope) {
    WeeklyActiveUsersOracle oracle = new WeeklyActiveUsersOracle(scope);
    Set<Period> weeks = new TreeSet<>();
    oracle.activity.forEach(event -> weeks.add(Scope.periodOf(PeriodGrain.WEEK, event.time())));
    List<KpiValue> rows = new ArrayList<>();
    for (Period week : weeks) {
      if (scope.reports(week)) {
        for (String persona : List.of("student", "career_changer", "advisor", "all")) {
          oracle.addRow(week, persona, rows);
        }
      }
    }
    return rows;
  }

  private void addRow(Period week, String persona, List<KpiValue> rows) {
    Predicate<Judged> inRow = event -> persona.equals("all") || persona.equals(event.persona());
    Predicate<Judged> inWeek = event -> week.contains(event.time());
    long end = Math.min(scope.asOf, week.endMillis());
    Predicate<Judged> trailing = event -> event.time() >= end - 7 * Scope.DAY && event.time() < end;

    Set<String> active = users(Judged::counts, inRow, inWeek);
    Set<String> hidden = users(event -> event.fate() == Judged.Fate.REDUCED, inRow, inWeek);
    hidden.removeAll(active);
    Set<String> visitors = new TreeSet<>();
    long events = 0;
    for (Judged event : activity) {
      if (event.counts() && inRow.test(event) && inWeek.test(event)) {
        if (event.record().canonicalUserId() == null) {
          visitors.add(event.record().text("anonymous_id"));
        } else {
          events++;
        }
      }
    }
    if (active.isEmpty() && hidden.isEmpty() && visitors.isEmpty()) {
      return;
    }
    long fresh = active.stream().filter(user -> !wasActiveBefore(user, week)).count();
    SortedMap<String, Double> measures = new TreeMap<>();
    measures.put("trailing_7d", (double) users(Judged::counts, inRow, trailing).size());
    measures.put("new_users", (double) fresh);
    measures.put("returning_users", (double) active.size() - fresh);
    measures.put("events", (double) events);
    rows.add(
        new KpiValue(
            scope.key("weekly_active_users", persona, "", "", week),
            scope.asOf,
            (double) active.size(),
            null,
            (double) active.size(),
            0,
            hidden.size(),
            visitors.size(),
            measures,
            scope.asOf >= week.endMillis(),
            0));
  }

  private Set<String> users(
      Predicate<Judged> first, Predicate<Judged> second, Predicate<Judged> third) {
    Set<String> users = new TreeSet<>();
    for (Judged event : activity) {
      boolean qualifies = first.test(event) && second.test(event) && third.test(event);
      if (qualifies && event.record().canonicalUserId() != null) {
        users.add(event.record().canonicalUserId());
      }
    }
    return users;
  }

  private boolean wasActiveBefore(String user, Period week) {
    for (Judged event : activity) {
      if (event.counts() && event.isOf(user) && event.time() < week.startMillis()) {
        return true;
      }
    }
    return false;
  }
}
