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
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.kpi.AdviseeActivationDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.transforms.history.UserHistory;
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

  /** A day's window is as long as the look-back, and ends after the day has begun. */
  @Override
  public boolean looksBackExactly() {
    return true;
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
    Logins logins = new Logins(student.records(SESSION), out.traces());
    Assignment assignment = Assignment.at(Long.MIN_VALUE, roster);
    // A student who is unassigned within a day is not on the roster at its end.
    while (day.startMillis() < Math.min(to, horizon.foreseenMillis())) {
      long end = momentOf(day, horizon);
      if (end > assignment.untilMillis()) {
        assignment = Assignment.at(end, roster);
      }
      logins.goOnTo(end);
      long until = assignment.untilMillis();
      if (!assignment.holding().isEmpty()) {
        until = Math.min(until, logins.activeAlikeUntil());
        until = Math.min(until, assignment.recentAlikeUntil(end));
        until = Math.min(until, student.optOuts().overlapsAlikeUntil(end, WINDOW_MILLIS));
      }
      noteChange(until, horizon, out);
      Period days = alike(day, until, horizon);
      if (!assignment.holding().isEmpty()) {
        contribute(days, end, assignment, logins.recent(), student, out);
      }
      if (days.endMillis() == DailyCounts.OPEN_END) {
        return;
      }
      day = periodOf(days.endMillis());
    }
    if (horizon.isKept()) {
      if (day.startMillis() < to) {
        out.changesAt(day.startMillis());
      }
    } else if (to > horizon.presentMillis()) {
      // The next day has a row of its own; none comes after the end of a stream.
      out.changesAt(periodOf(Math.max(from, horizon.presentMillis())).endMillis());
      out.staleAt(day.startMillis() + 1);
    }
  }

  /** The instant at which a day is judged: its end, of the day that is not over the present. */
  private static long momentOf(Period day, Horizon horizon) {
    return day.startMillis() < horizon.presentMillis()
        ? Math.min(day.endMillis(), horizon.presentMillis())
        : day.endMillis();
  }

  /**
   * The days from one on that end up to an instant, at least the first, which may end behind it.
   * Where nothing is foreseen to change, contributions that are kept go on without an end.
   */
  private Period alike(Period first, long untilMillis, Horizon horizon) {
    if (horizon.isKept() && untilMillis >= horizon.foreseenMillis()) {
      return new Period(PeriodGrain.DAY, first.startMillis(), DailyCounts.OPEN_END);
    }
    long until = Math.min(untilMillis, horizon.foreseenMillis());
    long lastEnd = Math.max(first.endMillis(), periodOf(until).startMillis());
    return new Period(PeriodGrain.DAY, first.startMillis(), lastEnd);
  }

  /**
   * Says when the days after as-of have to be looked at again: within the day of a change, what
   * counts is the moment of the look.
   *
   * @param untilMillis the last instant for which nothing changes
   */
  private void noteChange(long untilMillis, Horizon horizon, Contributions out) {
    if (untilMillis == Long.MAX_VALUE) {
      return;
    }
    long dayStart = periodOf(untilMillis).startMillis(); // its end may be that of a day
    out.staleAt(1 + (dayStart >= horizon.asOfMillis() ? dayStart : untilMillis));
  }

  /**
   * Adds some days that are alike.
   *
   * @param end that of the first of them
   * @param login the last login before {@code end}, where it is recent enough
   */
  private static void contribute(
      Period days,
      long end,
      Assignment assignment,
      @Nullable AnalyticsRecord login,
      UserHistory student,
      Contributions out) {
    boolean optedOut = student.optOuts().overlaps(end - WINDOW_MILLIS, end);
    if (out.traces()) {
      List<AnalyticsRecord> evidence = new ArrayList<>(assignment.records());
      if (login != null) {
        evidence.add(login);
      }
      out.from(evidence);
    }
    KpiTotals headline = totals(optedOut, login != null, end - assignment.earliestMillis());
    PERSONAS.forEach(persona -> out.stretch(days, persona, "", "", headline));
    assignment
        .earliestByAdvisor()
        .forEach(
            (advisor, assigned) -> {
              KpiTotals own = totals(optedOut, login != null, end - assigned);
              PERSONAS.forEach(persona -> out.stretch(days, persona, ADVISOR, advisor, own));
            });
  }

  private static KpiTotals totals(boolean optedOut, boolean active, long assignedForMillis) {
    KpiTotals totals = new KpiTotals();
    if (optedOut) {
      totals.add(EXCLUDED_OPT_OUT);
    } else {
      totals.add(DENOMINATOR);
      totals.add(NUMERATOR, active ? 1 : 0);
      totals.add(ASSIGNED_LESS_THAN_30D, assignedForMillis < WINDOW_MILLIS ? 1 : 0);
    }
    return totals;
  }

  /** A student's logins, by time, seen from the end of one day after the other. */
  private static final class Logins {
    private final List<AnalyticsRecord> all;
    private final boolean traced;
    private int seen;
    private long end = Long.MIN_VALUE;

    /**
     * @param traced whether it matters which login is the last
     */
    Logins(List<AnalyticsRecord> all, boolean traced) {
      this.all = all;
      this.traced = traced;
    }

    void goOnTo(long endMillis) {
      end = endMillis;
      while (seen < all.size() && millis(seen) < end) {
        seen++;
      }
    }

    /** The last login before the end of the day; null where it is not recent enough. */
    @Nullable AnalyticsRecord recent() {
      return seen > 0 && millis(seen - 1) >= end - WINDOW_MILLIS ? all.get(seen - 1) : null;
    }

    /** The last end of a day for which a student is active, or not, like now. */
    long activeAlikeUntil() {
      long next = seen < all.size() ? millis(seen) : Long.MAX_VALUE;
      if (recent() == null) {
        return next;
      }
      long until = millis(seen - 1) + WINDOW_MILLIS;
      if (traced) {
        return Math.min(until, next);
      }
      for (int i = seen; i < all.size() && millis(i) <= until; i++) {
        until = millis(i) + WINDOW_MILLIS;
      }
      return until;
    }

    private long millis(int index) {
      return all.get(index).eventTimeMillis();
    }
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

    /** The last end of a day for which the same assignments are recent as at an end of a day. */
    long recentAlikeUntil(long millis) {
      long until = Long.MAX_VALUE;
      for (long assigned : earliestByAdvisor.values()) {
        if (millis - assigned < WINDOW_MILLIS) {
          until = Math.min(until, assigned + WINDOW_MILLIS - 1);
        }
      }
      return until;
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
