package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration.P25;
import static com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration.P75;
import static com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration.P90;
import static com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration.SESSIONS_WITHOUT_PLANNER;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.PlannerEngagementDeclaration;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.transforms.history.SessionHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ROI projection engagement: the median time, in minutes, that sessions which use the financial
 * planner spend in it.
 *
 * <ul>
 *   <li>Unit: a session, the timings of one session id (else of one sender) with less than 30
 *       minutes between consecutive ones. Rows: the UTC day and the Monday week of its start, in
 *       the persona of its first timing.
 *   <li>Numerator: the sum of minutes; denominator: the sessions with more than none; value: their
 *       exact median. Medians of different rows never add up.
 *   <li>Pending: sessions that may still go on at as-of. Excluded: a user of the session was opted
 *       out at some instant of {@code [first timing, last timing + 30 min)}.
 *   <li>{@code p25}, {@code p75}, {@code p90}: percentiles by linear interpolation, in minutes;
 *       {@code sessions_without_planner}.
 * </ul>
 */
public final class PlannerEngagement implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long GAP_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final double MILLIS_PER_MINUTE = Duration.ofMinutes(1).toMillis();
  private static final String TIMING = "page_timing";
  private static final String PLANNER = "/financial-planner";
  private static final String ENGAGED_MILLIS = "engaged_ms";
  private static final String MINUTES = "minutes";

  @Override
  public KpiDeclaration declaration() {
    return PlannerEngagementDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.WEEK;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(1);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(TIMING, Set.of(Role.SESSION.property(), Role.PAGE.property(), ENGAGED_MILLIS));
  }

  @Override
  public Set<Route> routes() {
    return Set.of(Route.TIMING_TO_SESSION);
  }

  @Override
  public void contribute(SessionHistory session, Horizon horizon, Contributions out) {
    List<AnalyticsRecord> timings = session.timings();
    int start = 0;
    for (int next = 1; next <= timings.size(); next++) {
      if (next == timings.size()
          || timings.get(next).eventTimeMillis() - timings.get(next - 1).eventTimeMillis()
              >= GAP_MILLIS) {
        contribute(timings.subList(start, next), session, horizon, out);
        start = next;
      }
    }
  }

  private static void contribute(
      List<AnalyticsRecord> timings, SessionHistory history, Horizon horizon, Contributions out) {
    long start = timings.get(0).eventTimeMillis();
    long end = timings.get(timings.size() - 1).eventTimeMillis() + GAP_MILLIS;
    long hiddenUntil = Math.min(end, horizon.asOfMillis());
    KpiTotals unit = new KpiTotals();
    if (timings.stream().anyMatch(t -> history.optOutsOf(t).overlaps(start, hiddenUntil))) {
      unit.add(EXCLUDED_OPT_OUT);
    } else if (!horizon.closedExclusive(end)) {
      unit.add(PENDING);
      out.changesAt(end);
    } else {
      long engaged = timings.stream().mapToLong(PlannerEngagement::engagedInPlanner).sum();
      if (engaged > 0) {
        unit.add(DENOMINATOR);
        unit.add(ENGAGED_MILLIS, engaged);
        unit.sample(MINUTES, engaged / MILLIS_PER_MINUTE);
      } else {
        unit.add(KpiTotals.UNIT);
        unit.add(SESSIONS_WITHOUT_PLANNER);
      }
    }
    out.from(timings);
    String persona = String.valueOf(timings.get(0).persona());
    for (PeriodGrain grain : List.of(PeriodGrain.DAY, PeriodGrain.WEEK)) {
      Period period = Period.containing(grain, start);
      if (horizon.reports(period)) {
        out.unit(period, persona, row -> row.merge(unit));
      }
    }
  }

  private static long engagedInPlanner(AnalyticsRecord timing) {
    Long engaged = timing.integer(ENGAGED_MILLIS);
    return engaged != null && isPlanner(String.valueOf(timing.text(Role.PAGE.property())))
        ? engaged
        : 0;
  }

  /** The planner's page or one below it, whatever its query and fragment. */
  private static boolean isPlanner(String page) {
    if (!page.startsWith(PLANNER)) {
      return false;
    }
    return page.length() == PLANNER.length() || "/?#".indexOf(page.charAt(PLANNER.length())) >= 0;
  }

  @Override
  public Figures figures(KpiTotals totals) {
    return new Figures(
        totals.count(ENGAGED_MILLIS) / MILLIS_PER_MINUTE,
        (double) totals.count(DENOMINATOR),
        totals.median(MINUTES),
        new Measures(declaration())
            .number(P25, totals.percentile(MINUTES, 0.25))
            .number(P75, totals.percentile(MINUTES, 0.75))
            .number(P90, totals.percentile(MINUTES, 0.9))
            .counts(totals, SESSIONS_WITHOUT_PLANNER));
  }
}
