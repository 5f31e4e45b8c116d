package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One account per student, and what became of each. */
final class OnboardingCompletionOracle {
  private static final String KPI = "onboarding_completion";

  private enum Outcome {
    EXCLUDED,
    PENDING,
    ON_TIME,
    LATE,
    NEVER
  }

  /** A student account; {@code hours} is null unless the onboarding was completed. */
  private record Unit(Period day, String source, Outcome outcome, Double hours) {}

  private OnboardingCompletionOracle() {}

  static List<KpiValue> rows(Scope scope) {
    List<Unit> units = new ArrayList<>();
    for (String user : scope.users()) {
      addUnit(scope, user, units);
    }
    Set<Period> days = new TreeSet<>();
    units.forEach(unit -> days.add(unit.day));
    List<KpiValue> rows = new ArrayList<>();
    for (Period day : days) {
      if (scope.reports(day)) {
        for (String persona : List.of("student", "all")) {
          for (String source : List.of("", "self_signup", "roster_provisioned")) {
            List<Unit> inRow =
                units.stream()
                    .filter(unit -> unit.day.equals(day))
                    .filter(unit -> source.isEmpty() || unit.source.equals(source))
                    .toList();
            if (!inRow.isEmpty()) {
              rows.add(row(scope, day, persona, source, inRow));
            }
          }
        }
      }
    }
    return rows;
  }

  private static void addUnit(Scope scope, String user, List<Unit> units) {
    Judged account =
        scope.records.stream()
            .filter(record -> record.isOf(user) && record.is("account_created"))
            .filter(record -> "student".equals(record.persona()))
            .min(
                Comparator.comparing(Judged::time)
                    .thenComparing(record -> record.record().recordId()))
            .orElse(null);
    if (account == null) {
      return;
    }
    long created = account.time();
    long end = created + 24 * Scope.HOUR;
    Long completed = null;
    for (Judged record : scope.records) {
      if (record.isOf(user)
          && record.counts()
          && record.is("student_onboarding_completed")
          && record.time() >= created
          && (completed == null || record.time() < completed)) {
        completed = record.time();
      }
    }
    Outcome outcome;
    if (scope.optOuts(user).during(created, Math.min(end, scope.asOf))) {
      outcome = Outcome.EXCLUDED;
    } else if (scope.asOf < end) {
      outcome = Outcome.PENDING;
    } else if (completed == null) {
      outcome = Outcome.NEVER;
    } else {
      outcome = completed < end ? Outcome.ON_TIME : Outcome.LATE;
    }
    Double hours = completed == null ? null : (Double) ((completed - created) / 3_600_000.0);
    units.add(
        new Unit(
            Scope.periodOf(PeriodGrain.DAY, created),
            account.record().text("source"),
            outcome,
            hours));
  }

  private static KpiValue row(
      Scope scope, Period day, String persona, String source, List<Unit> units) {
    double onTime = count(units, Outcome.ON_TIME);
    double late = count(units, Outcome.LATE);
    double never = count(units, Outcome.NEVER);
    double closed = onTime + late + never;
    long pending = count(units, Outcome.PENDING);
    List<Double> hours =
        units.stream()
            .filter(unit -> unit.outcome == Outcome.ON_TIME || unit.outcome == Outcome.LATE)
            .map(Unit::hours)
            .sorted()
            .toList();
    SortedMap<String, Double> measures = new TreeMap<>();
    measures.put("completed_late", late);
    measures.put("never_completed", never);
    measures.put("median_hours_to_complete", median(hours));
    return new KpiValue(
        scope.key(KPI, persona, source.isEmpty() ? "" : "source", source, day),
        scope.asOf,
        onTime,
        closed,
        closed == 0 ? null : (Double) (onTime / closed),
        pending,
        count(units, Outcome.EXCLUDED),
        0,
        measures,
        pending == 0 && scope.asOf >= day.endMillis(),
        0);
  }

  private static long count(List<Unit> units, Outcome outcome) {
    return units.stream().filter(unit -> unit.outcome == outcome).count();
  }

  private static Double median(List<Double> sorted) {
    if (sorted.isEmpty()) {
      return null;
    }
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (Double) ((sorted.get(half - 1) + sorted.get(half)) / 2);
  }
}
