package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.model.kpi.AdviseeActivationDeclaration.ACTIVE_30D;
import static com.skillforge.analytics.model.kpi.AdviseeActivationDeclaration.ASSIGNED_LESS_THAN_30D;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.AdviseeActivationDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.transforms.history.UserHistory;
import com.skillforge.analytics.transforms.sharding.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Advisee activation: of the students on the roster at the end of a day, the share that logged in
 * within the 30 days before.
 *
 * <ul>
 *   <li>Unit: a student who is assigned at e, the earlier of the end of the day and as-of: {@code
 *       assigned_at < e ≤ unassigned_at}. Row: the UTC day, persona {@code student}; {@code
 *       dimension = advisor_id} has a row for each advisor, in which a student of two advisors
 *       counts for both.
 *   <li>Numerator: assigned students with a {@code session_started} in {@code [e − 30 d, e)}.
 *   <li>Nothing is ever pending. Excluded: students who were opted out at some instant of those 30
 *       days.
 *   <li>{@code active_30d}: the numerator; {@code assigned_less_than_30d}: students whose earliest
 *       assignment of the row that holds at e began less than 30 days before.
 * </ul>
 */
public final class AdviseeActivation implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_MILLIS = Duration.ofDays(30).toMillis();
  private static final String SESSION = "session_started";
  private static final String ADVISOR = "advisor_id";
  private static final List<String> PERSONAS =
      List.of(Persona.STUDENT.label(), KpiKey.ALL_PERSONAS);

  @Override
  public KpiDeclaration declaration() {
    return AdviseeActivationDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.DAY;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(30);
  }

  @Override
  public Set<String> wholeHistory() {
    return Set.of(RosterInterval.RECORD_TYPE);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(RosterInterval.RECORD_TYPE, RosterInterval.NEEDS, SESSION, Set.of());
  }

  @Override
  public Set<Route> routes() {
    return Set.of(Route.ROSTER_TO_STUDENT);
  }

  @Override
  public void contribute(UserHistory student, Horizon horizon, Contributions out) {
    List<RosterInterval> roster = RosterInterval.of(student.about(RosterInterval.RECORD_TYPE));
    if (roster.isEmpty()) {
      return;
    }
    long from = roster.stream().mapToLong(RosterInterval::assignedMillis).min().orElseThrow();
    long to = roster.stream().mapToLong(RosterInterval::unassignedMillis).max().orElseThrow();
    Period day = periodOf(Math.max(from, horizon.reportFromMillis()));
    List<AnalyticsRecord> logins = student.records(SESSION);
    int seen = 0;
    Assignment assignment = Assignment.at(Long.MIN_VALUE, roster);
    // A student who is unassigned within a day is not on the roster at its end.
    while (day.startMillis() < Math.min(to, horizon.presentMillis())) {
      long end = Math.min(day.endMillis(), horizon.presentMillis());
      while (seen < logins.size() && logins.get(seen).eventTimeMillis() < end) {
        seen++;
      }
      AnalyticsRecord login = seen == 0 ? null : logins.get(seen - 1);
      if (end > assignment.untilMillis()) {
        assignment = Assignment.at(end, roster);
      }
      if (!assignment.holding().isEmpty() && horizon.reports(day)) {
        contribute(day, end, assignment, login, student, out);
      }
      day = periodOf(day.endMillis());
    }
    if (to > horizon.presentMillis()) {
      // The next day has a row of its own; none comes after the end of a stream.
      out.changesAt(periodOf(Math.max(from, horizon.presentMillis())).endMillis());
    }
  }

  /**
   * Adds one day.
   *
   * @param login the last login before {@code end}
   */
  private static void contribute(
      Period day,
      long end,
      Assignment assignment,
      @Nullable AnalyticsRecord login,
      UserHistory student,
      Contributions out) {
    boolean active = login != null && login.eventTimeMillis() >= end - WINDOW_MILLIS;
    boolean optedOut = student.optOuts().overlaps(end - WINDOW_MILLIS, end);
    if (out.traces()) {
      List<AnalyticsRecord> evidence = new ArrayList<>(assignment.records());
      if (active) {
        evidence.add(login);
      }
      out.from(evidence);
    }
    for (String persona : PERSONAS) {
      add(out.headline(day, persona), optedOut, active, end - assignment.earliestMillis());
      for (Map.Entry<String, Long> advisor : assignment.earliestByAdvisor().entrySet()) {
        KpiTotals row = out.row(day, persona, ADVISOR, advisor.getKey());
        add(row, optedOut, active, end - advisor.getValue());
      }
    }
  }

  private static void add(KpiTotals row, boolean optedOut, boolean active, long assignedForMillis) {
    if (optedOut) {
      row.add(EXCLUDED_OPT_OUT);
      return;
    }
    row.add(DENOMINATOR);
    row.add(NUMERATOR, active ? 1 : 0);
    row.add(ASSIGNED_LESS_THAN_30D, assignedForMillis < WINDOW_MILLIS ? 1 : 0);
  }

  /**
   * Who a student is assigned to over a stretch of days in which that does not change: there are
   * far more days than changes.
   *
   * @param holding the intervals that hold, by start
   * @param earliestByAdvisor the earliest start of each advisor's intervals, in epoch milliseconds
   * @param untilMillis the last instant for which this is so
   */
  private record Assignment(
      List<RosterInterval> holding, SortedMap<String, Long> earliestByAdvisor, long untilMillis) {

    static Assignment at(long millis, List<RosterInterval> roster) {
      List<RosterInterval> holding = new ArrayList<>();
      SortedMap<String, Long> earliest = new TreeMap<>();
      long until = Long.MAX_VALUE;
      for (RosterInterval interval : roster) {
        if (interval.holdsAt(millis)) {
          holding.add(interval);
          earliest.putIfAbsent(interval.advisor(), interval.assignedMillis());
          until = Math.min(until, interval.unassignedMillis());
        } else if (interval.assignedMillis() >= millis) {
          until = Math.min(until, interval.assignedMillis());
        }
      }
      return new Assignment(holding, earliest, until);
    }

    long earliestMillis() {
      return holding.get(0).assignedMillis();
    }

    List<AnalyticsRecord> records() {
      return holding.stream().map(RosterInterval::record).toList();
    }
  }

  @Override
  public Figures figures(KpiTotals totals) {
    return Figures.ratio(
        totals,
        new Measures(declaration())
            .count(ACTIVE_30D, totals.count(NUMERATOR))
            .counts(totals, ASSIGNED_LESS_THAN_30D));
  }
}
