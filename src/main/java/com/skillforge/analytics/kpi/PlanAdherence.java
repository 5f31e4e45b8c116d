package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.ASSIGNEES;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.LATE;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.MISSING;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.ON_TIME;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.REOPENED;
import static com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration.UNMATCHED_COMPLETIONS;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.PlanAdherenceDeclaration;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Action plan adherence: of the tasks due in a Monday week (UTC), the share that was complete at
 * its due date.
 *
 * <ul>
 *   <li>Unit: a task (tenant, canonical user, task id) that an accepted plan assigned. Persona:
 *       that of the first acceptance. Row: the week of the due date in force.
 *   <li>Complete: the last completion state at or before the due date is true; re-opening later
 *       does not void it.
 *   <li>Pending: assigned and not yet due at as-of. Excluded: the user was opted out at some
 *       instant from the first acceptance to the due date.
 *   <li>{@code on_time + late + missing} = denominator; {@code late}: complete at as-of but not at
 *       the due date; {@code assignees}: users with a task of the denominator; {@code reopened}:
 *       tasks that went from complete to open; {@code unmatched_completions}: completions, in the
 *       week and persona of the log, of tasks that no plan assigned.
 * </ul>
 */
public final class PlanAdherence implements Kpi {
  private static final long serialVersionUID = 1L;

  private record Cell(Period week, String persona) {}

  @Override
  public KpiDeclaration declaration() {
    return PlanAdherenceDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.WEEK;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(400);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(
        AssignedTask.ACCEPTED, Set.of("tasks"),
        AssignedTask.LOGGED, Set.of("task_id", "task_completed", "due_at"));
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    if (user.canonicalUserId() == null) {
      return;
    }
    Map<String, AssignedTask> tasks = AssignedTask.of(user);
    Set<Cell> assigned = new HashSet<>();
    for (AssignedTask task : tasks.values()) {
      if (task.isAssigned() && horizon.reports(periodOf(task.dueMillis()))) {
        contribute(task, user, horizon, out, assigned);
      }
    }
    countUnmatched(user, tasks, horizon, out);
  }

  /**
   * Adds one task.
   *
   * @param assigned the rows in which the user counts as an assignee already; added to
   */
  private void contribute(
      AssignedTask task, UserHistory user, Horizon horizon, Contributions out, Set<Cell> assigned) {
    Period week = periodOf(task.dueMillis());
    long due = task.dueMillis();
    long accepted = task.assignment().eventTimeMillis();
    // The window ends with the due date itself, hence the millisecond.
    boolean hidden = user.optOuts().overlaps(accepted, Math.min(due + 1, horizon.asOfMillis()));
    KpiTotals unit = new KpiTotals();
    if (hidden) {
      unit.add(EXCLUDED_OPT_OUT);
    } else if (!horizon.closedInclusive(due)) {
      unit.add(PENDING);
      out.changesAt(due + 1);
    } else {
      unit.add(DENOMINATOR);
      if (task.isCompleteAtDue()) {
        unit.add(NUMERATOR);
      } else if (task.isComplete()) {
        unit.add(LATE);
      }
      if (task.wasReopened()) {
        unit.add(REOPENED);
      }
    }
    out.from(task.records());
    for (String persona :
        List.of(String.valueOf(task.assignment().persona()), KpiKey.ALL_PERSONAS)) {
      KpiTotals row = out.headline(week, persona);
      row.merge(unit);
      if (unit.count(DENOMINATOR) > 0 && assigned.add(new Cell(week, persona))) {
        row.add(ASSIGNEES);
      }
    }
  }

  private void countUnmatched(
      UserHistory user, Map<String, AssignedTask> tasks, Horizon horizon, Contributions out) {
    for (AnalyticsRecord log : user.records()) {
      if (!log.type().name().equals(AssignedTask.LOGGED)
          || !AssignedTask.completion(log).orElse(false)) {
        continue;
      }
      AssignedTask task = tasks.get(log.text("task_id"));
      Period week = periodOf(log.eventTimeMillis());
      if (task != null && !task.isAssigned() && horizon.reports(week)) {
        out.from(List.of(log));
        out.unit(week, String.valueOf(log.persona()), row -> row.add(UNMATCHED_COMPLETIONS));
      }
    }
  }

  @Override
  public Figures figures(KpiTotals totals) {
    long onTime = totals.count(NUMERATOR);
    return Figures.ratio(
        totals,
        new Measures(declaration())
            .count(ON_TIME, onTime)
            .count(MISSING, totals.count(DENOMINATOR) - onTime - totals.count(LATE))
            .counts(totals, LATE, ASSIGNEES, REOPENED, UNMATCHED_COMPLETIONS));
  }
}
