package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;
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

/** Every task of every user, and what became of it. */
final class PlanAdherenceOracle {
  private static final String KPI = "plan_adherence";

  private enum Outcome {
    EXCLUDED,
    PENDING,
    ON_TIME,
    LATE,
    MISSING
  }

  private record Task(
      String user, Period week, String persona, Outcome outcome, boolean reopened) {}

  /** A completion of a task that nobody assigned. */
  private record Unmatched(Period week, String persona) {}

  private final Scope scope;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Unmatched> unmatched = new ArrayList<>();

  private PlanAdherenceOracle(Scope scope) {
    this.scope = scope;
  }

  static List<KpiValue> rows(Scope scope) {
    PlanAdherenceOracle oracle = new PlanAdherenceOracle(scope);
    for (String user : scope.users()) {
      List<Judged> ofUser =
          scope.records.stream()
              .filter(record -> record.isOf(user) && record.counts())
              .sorted(
                  Comparator.comparing(Judged::time)
                      .thenComparing(record -> record.record().recordId()))
              .toList();
      for (String taskId : taskIds(ofUser)) {
        oracle.addTask(user, taskId, ofUser, scope.optOuts(user));
      }
    }
    return oracle.rows();
  }

  private static Set<String> taskIds(List<Judged> records) {
    Set<String> ids = new TreeSet<>();
    for (Judged record : records) {
      if (record.is("task_completion_logged")) {
        ids.add(record.record().text("task_id"));
      }
      if (record.is("action_plan_accepted")) {
        record.record().objects("tasks").forEach(task -> ids.add(task.text(0)));
      }
    }
    return ids;
  }

  private void addTask(String user, String taskId, List<Judged> ofUser, OptOuts optOuts) {
    Judged acceptance = null;
    long due = 0;
    for (Judged record : ofUser) {
      for (long proposed : proposedDueDates(record, taskId)) {
        if (acceptance == null && record.is("action_plan_accepted")) {
          acceptance = record;
          due = proposed;
        } else if (acceptance != null && record.time() < due) {
          due = proposed;
        }
      }
    }
    if (acceptance == null) {
      for (Judged record : ofUser) {
        if (Boolean.TRUE.equals(state(record, taskId))) {
          unmatched.add(
              new Unmatched(Scope.periodOf(PeriodGrain.WEEK, record.time()), record.persona()));
        }
      }
      return;
    }
    boolean completeAtDue = false;
    boolean complete = false;
    boolean reopened = false;
    for (Judged record : ofUser) {
      Boolean state = state(record, taskId);
      if (state != null) {
        reopened |= complete && !state;
        complete = state;
        if (record.time() <= due) {
          completeAtDue = state;
        }
      }
    }
    Outcome outcome;
    if (optOuts.during(acceptance.time(), Math.min(due + 1, scope.asOf))) {
      outcome = Outcome.EXCLUDED;
    } else if (scope.asOf <= due) {
      outcome = Outcome.PENDING;
    } else if (completeAtDue) {
      outcome = Outcome.ON_TIME;
    } else {
      outcome = complete ? Outcome.LATE : Outcome.MISSING;
    }
    tasks.add(
        new Task(
            user, Scope.periodOf(PeriodGrain.WEEK, due), acceptance.persona(), outcome, reopened));
  }

  private static List<Long> proposedDueDates(Judged record, String taskId) {
    List<Long> proposed = new ArrayList<>();
    if (record.is("action_plan_accepted")) {
      for (AnalyticsRecord.Fields task : record.record().objects("tasks")) {
        if (task.text(0).equals(taskId)) {
          proposed.add(task.millis(1));
        }
      }
    } else if (isLogOf(record, taskId) && record.record().has("due_at")) {
      proposed.add(record.record().integer("due_at"));
    }
    return proposed;
  }

  /** The completion state that a record puts a task in; null when it says nothing about that. */
  private static Boolean state(Judged record, String taskId) {
    if (!isLogOf(record, taskId)) {
      return null;
    }
    if (record.record().has("task_completed")) {
      return record.record().flag("task_completed", false);
    }
    return record.record().has("due_at") ? null : Boolean.TRUE;
  }

  private static boolean isLogOf(Judged record, String taskId) {
    return record.is("task_completion_logged") && taskId.equals(record.record().text("task_id"));
  }

  private List<KpiValue> rows() {
    Set<Period> weeks = new TreeSet<>();
    tasks.forEach(task -> weeks.add(task.week));
    List<KpiValue> rows = new ArrayList<>();
    for (Period week : weeks) {
      for (String persona : List.of("student", "career_changer", "advisor", "all")) {
        List<Task> inRow =
            tasks.stream()
                .filter(task -> task.week.equals(week))
                .filter(task -> persona.equals("all") || persona.equals(task.persona))
                .toList();
        if (scope.reports(week) && !inRow.isEmpty()) {
          rows.add(row(week, persona, inRow));
        }
      }
    }
    return rows;
  }

  private KpiValue row(Period week, String persona, List<Task> inRow) {
    double onTime = count(inRow, Outcome.ON_TIME);
    double late = count(inRow, Outcome.LATE);
    double missing = count(inRow, Outcome.MISSING);
    double closed = onTime + late + missing;
    long pending = count(inRow, Outcome.PENDING);
    SortedMap<String, Double> measures = new TreeMap<>();
    measures.put("on_time", onTime);
    measures.put("late", late);
    measures.put("missing", missing);
    measures.put(
        "assignees",
        (double)
            inRow.stream()
                .filter(task -> task.outcome != Outcome.PENDING)
                .filter(task -> task.outcome != Outcome.EXCLUDED)
                .map(task -> task.user)
                .distinct()
                .count());
    measures.put(
        "reopened",
        (double)
            inRow.stream()
                .filter(task -> task.reopened)
                .filter(task -> task.outcome != Outcome.PENDING)
                .filter(task -> task.outcome != Outcome.EXCLUDED)
                .count());
    measures.put(
        "unmatched_completions",
        (double)
            unmatched.stream()
                .filter(log -> log.week.equals(week))
                .filter(log -> persona.equals("all") || persona.equals(log.persona))
                .count());
    return new KpiValue(
        scope.key(KPI, persona, "", "", week),
        scope.asOf,
        onTime,
        closed,
        closed == 0 ? null : (Double) (onTime / closed),
        pending,
        count(inRow, Outcome.EXCLUDED),
        0,
        measures,
        pending == 0 && scope.asOf >= week.endMillis(),
        0);
  }

  private static long count(List<Task> tasks, Outcome outcome) {
    return tasks.stream().filter(task -> task.outcome == outcome).count();
  }
}
