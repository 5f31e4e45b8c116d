package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_UNRESOLVED;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration.EVENTS;
import static com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration.NEW_USERS;
import static com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration.RETURNING_USERS;
import static com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration.TRAILING_7D;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.WeeklyActiveUsersDeclaration;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Weekly active users: the exact number of distinct canonical users with at least one
 * authenticated, user-initiated event in a Monday week (UTC).
 *
 * <ul>
 *   <li>Numerator = value; there is no denominator. A user counts in the row of each persona that
 *       they acted in, and once in the row of all personas.
 *   <li>{@code excluded_opt_out}: users with a reduced event in the week, an essential one that is
 *       kept after an opt-out, and none that counts. Suppressed events say nothing: they are not
 *       stored, and what needs them could not be worked out again (definition 1 did).
 *   <li>{@code excluded_unresolved}: anonymous ids that resolve to no user.
 *   <li>{@code trailing_7d}: the same count over the 7 days that end at as-of or at the end of the
 *       week, whichever is earlier; {@code new_users}: users whose first qualifying event in the
 *       look-back, in any persona, lies in the week; {@code returning_users}: the rest; {@code
 *       events}: qualifying events.
 * </ul>
 */
public final class WeeklyActiveUsers implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();

  /**
   * In the week after that of somebody's last event, its time: kept for later runs, which count
   * from it who is in the trailing days of their own as-of. Nobody has to be looked at again only
   * because a week has passed.
   */
  private static final String LAST_EVENT = "last_event";

  /** A cell of the mart, before tenant and environment. */
  private record Cell(Period week, String persona) {
    boolean holds(AnalyticsRecord event) {
      return week.contains(event.eventTimeMillis()) && personas(event).contains(persona);
    }
  }

  @Override
  public KpiDeclaration declaration() {
    return WeeklyActiveUsersDeclaration.KPI;
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
  public Duration settling() {
    return Duration.ZERO;
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(); // that an event is there counts, none of its properties matters
  }

  @Override
  public Set<String> recordTypes(TrackingPlan plan) {
    return plan.recordTypes().stream()
        .filter(WeeklyActiveUsers::isUserInitiated)
        .map(RecordType::name)
        .collect(Collectors.toSet());
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    if (user.canonicalUserId() == null) {
      contributeUnresolved(user, horizon, out);
      return;
    }
    Set<Cell> active = contributeActive(user, horizon, out);
    Set<Cell> hidden = new HashSet<>();
    for (AnalyticsRecord event : user.reduced()) {
      addCells(event, horizon, hidden);
    }
    hidden.removeAll(active);
    for (Cell cell : hidden) {
      trace(cell, user.reduced(), out);
      out.headline(cell.week, cell.persona).add(EXCLUDED_OPT_OUT);
    }
  }

  private void contributeUnresolved(UserHistory visitor, Horizon horizon, Contributions out) {
    Set<Cell> cells = new HashSet<>();
    for (AnalyticsRecord event : visitor.records()) {
      addCells(event, horizon, cells);
    }
    for (Cell cell : cells) {
      trace(cell, visitor.records(), out);
      out.headline(cell.week, cell.persona).add(EXCLUDED_UNRESOLVED);
    }
  }

  /** A user has many events: they are gathered only for somebody who asks. */
  private static void trace(Cell cell, List<AnalyticsRecord> events, Contributions out) {
    if (out.traces()) {
      out.from(
          events.stream().filter(event -> isUserInitiated(event) && cell.holds(event)).toList());
    }
  }

  private void addCells(AnalyticsRecord event, Horizon horizon, Set<Cell> cells) {
    if (isUserInitiated(event)) {
      Period week = periodOf(event.eventTimeMillis());
      if (horizon.reports(week)) {
        personas(event).forEach(persona -> cells.add(new Cell(week, persona)));
      }
    }
  }

  /** Counts the user in every cell in which they acted, and returns those cells. */
  private Set<Cell> contributeActive(UserHistory user, Horizon horizon, Contributions out) {
    Map<Cell, Long> events = new HashMap<>();
    Map<Cell, Long> trailing = new HashMap<>();
    Period openWeek = periodOf(horizon.asOfMillis());
    long trailingStart = horizon.asOfMillis() - WEEK_MILLIS;
    long first = Long.MAX_VALUE;
    Period week = openWeek;
    for (AnalyticsRecord event : user.records()) {
      if (!isUserInitiated(event)) {
        continue;
      }
      long millis = event.eventTimeMillis();
      first = Math.min(first, millis);
      if (!week.contains(millis)) {
        week = periodOf(millis); // records come by time: a new week is rare
      }
      boolean inTrailing = trailingStart <= millis && millis < horizon.asOfMillis();
      for (String persona : personas(event)) {
        events.merge(new Cell(week, persona), 1L, Long::sum);
        if (inTrailing) {
          trailing.put(new Cell(openWeek, persona), millis);
        }
      }
    }
    for (Map.Entry<Cell, Long> entry : events.entrySet()) {
      Cell cell = entry.getKey();
      if (!horizon.reports(cell.week)) {
        continue;
      }
      trace(cell, user.records(), out);
      KpiTotals row = out.headline(cell.week, cell.persona);
      row.add(NUMERATOR);
      row.add(EVENTS, entry.getValue());
      if (cell.week.contains(first)) {
        row.add(NEW_USERS);
      }
      if (horizon.isKept()) {
        continue;
      }
      if (horizon.closedExclusive(cell.week.endMillis())) {
        row.add(TRAILING_7D);
      } else {
        out.changesAt(cell.week.endMillis());
      }
    }
    if (horizon.isKept()) {
      keepLast(trailing, out);
    } else if (!trailing.isEmpty() && horizon.reports(openWeek)) {
      trailing.forEach(
          (cell, last) -> {
            out.headline(cell.week, cell.persona).add(TRAILING_7D);
            out.staleAt(last + WEEK_MILLIS + 1);
          });
      // Who was active only before the open week leaves its trailing count when it ends.
      out.changesAt(openWeek.endMillis());
    }
    return events.keySet();
  }

  private void keepLast(Map<Cell, Long> trailing, Contributions out) {
    trailing.forEach(
        (cell, last) ->
            out.headline(periodOf(periodOf(last).endMillis()), cell.persona)
                .sample(LAST_EVENT, (double) last));
  }

  /**
   * Whoever was active in a week is among those of its trailing days; while it is open, so are
   * those whose last event was in the week before and less than seven days ago.
   */
  @Override
  public KpiTotals asOf(KpiTotals kept, Period week, long asOfMillis) {
    long trailing = kept.count(NUMERATOR);
    if (asOfMillis < week.endMillis()) {
      trailing += kept.atLeast(LAST_EVENT, (double) (asOfMillis - WEEK_MILLIS));
    }
    KpiTotals now = kept.without(LAST_EVENT);
    if (trailing > 0) {
      now.add(TRAILING_7D, trailing);
    }
    return now;
  }

  private static boolean isUserInitiated(AnalyticsRecord record) {
    return isUserInitiated(record.type());
  }

  private static boolean isUserInitiated(RecordType type) {
    return type.kind() == RecordType.Kind.EVENT && type.behaviour().userInitiated();
  }

  private static List<String> personas(AnalyticsRecord event) {
    String persona = event.persona();
    return persona == null ? List.of(KpiKey.ALL_PERSONAS) : List.of(persona, KpiKey.ALL_PERSONAS);
  }

  @Override
  public Figures figures(KpiTotals totals) {
    long users = totals.count(NUMERATOR);
    return new Figures(
        (double) users,
        null,
        (double) users,
        new Measures(declaration())
            .counts(totals, TRAILING_7D, NEW_USERS, EVENTS)
            .count(RETURNING_USERS, users - totals.count(NEW_USERS)));
  }
}
