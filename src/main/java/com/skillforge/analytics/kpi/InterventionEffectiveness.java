package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.COMPARISON_LOW_AFTER;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.COMPARISON_LOW_BEFORE;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.LOW_AFTER;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.LOW_BEFORE;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.MEMBERS;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.PENDING_LOW_BEFORE;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.PENDING_NOT_LOW_BEFORE;
import static com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration.UNPAIRED;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Route;
import com.skillforge.analytics.model.kpi.InterventionEffectivenessDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Intervention effectiveness: by how much the number of students with low readiness (below 60
 * points) fell within 28 days of a cohort intervention.
 *
 * <ul>
 *   <li>Unit: an intervention, a {@code cohort_assessment_assigned} at T0. Row: the UTC day of T0,
 *       in the persona of that event; {@code dimension = cohort_id} has a row for each cohort.
 *       Interventions of one row add up.
 *   <li>For each distinct member: before = latest observation at or before T0, after = latest in
 *       {@code (T0, T0 + 28 d]}. Over members with both: denominator = low before; numerator = low
 *       before − low after, which may be negative.
 *   <li>Pending: interventions until as-of is after T0 + 28 d. Excluded: members, of pending
 *       interventions too, who were opted out at some instant of {@code [T0, T0 + 28 d)}.
 *   <li>Measures of closed interventions, without excluded members: {@code members}, {@code
 *       low_before}, {@code low_after}, {@code unpaired}; {@code comparison_low_before}, {@code
 *       comparison_low_after}: the same over the institution's users who were low before and in no
 *       intervention within 28 days of T0. Of pending ones, for the bounds of the final value:
 *       {@code pending_low_before}, {@code pending_not_low_before}: members by their score before.
 * </ul>
 */
public final class InterventionEffectiveness implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_MILLIS = Duration.ofDays(28).toMillis();
  private static final double LOW_BELOW = 60;
  private static final String ASSIGNED = "cohort_assessment_assigned";
  private static final String COHORT = "cohort_id";

  @Override
  public KpiDeclaration declaration() {
    return InterventionEffectivenessDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.DAY;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(400);
  }

  @Override
  public Duration settling() {
    return Duration.ofMillis(WINDOW_MILLIS);
  }

  @Override
  public Map<String, Set<String>> needs() {
    Map<String, Set<String>> needs = new HashMap<>(Readiness.NEEDS);
    needs.put(ASSIGNED, Set.of(COHORT));
    return needs;
  }

  @Override
  public Set<Route> routes() {
    return Set.of(Route.COHORT_TO_MEMBERS);
  }

  /** Whom nobody intervened for is compared only with an observation after the intervention. */
  @Override
  public Duration commonReach() {
    return Duration.ofMillis(WINDOW_MILLIS);
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    if (user.canonicalUserId() == null) {
      return;
    }
    for (AnalyticsRecord own : user.records(ASSIGNED)) {
      contributeIntervention(own, horizon, out);
    }
    Readiness readiness = Readiness.of(user);
    List<AnalyticsRecord> memberships = user.about(ASSIGNED);
    for (AnalyticsRecord intervention : memberships) {
      contributeMember(intervention, readiness, user, horizon, out);
    }
    if (!readiness.all().isEmpty()) {
      contributeComparison(readiness, memberships, user, horizon, out);
    }
  }

  /** The intervention itself is counted once, where its advisor's records are. */
  private void contributeIntervention(
      AnalyticsRecord intervention, Horizon horizon, Contributions out) {
    boolean closed = isClosed(intervention, horizon);
    out.from(List.of(intervention));
    addToRows(intervention, horizon, out, row -> row.add(closed ? KpiTotals.UNIT : PENDING));
    if (!closed) {
      out.changesAt(lastMoment(intervention) + 1);
    }
  }

  private void contributeMember(
      AnalyticsRecord intervention,
      Readiness readiness,
      UserHistory user,
      Horizon horizon,
      Contributions out) {
    AnalyticsRecord before = before(intervention, readiness);
    AnalyticsRecord after = after(intervention, readiness);
    KpiTotals member = new KpiTotals();
    if (isHidden(intervention, user, horizon)) {
      member.add(EXCLUDED_OPT_OUT);
    } else if (!isClosed(intervention, horizon)) {
      if (before != null) {
        member.add(isLow(before) ? PENDING_LOW_BEFORE : PENDING_NOT_LOW_BEFORE);
      }
      out.changesAt(lastMoment(intervention) + 1);
    } else {
      member.add(MEMBERS);
      if (before == null || after == null) {
        member.add(UNPAIRED);
      } else {
        member.add(LOW_BEFORE, isLow(before) ? 1 : 0);
        member.add(LOW_AFTER, isLow(after) ? 1 : 0);
      }
    }
    out.from(evidence(intervention, before, after));
    addToRows(intervention, horizon, out, row -> row.merge(member));
  }

  /** Whom of the institution nobody intervened for: what would have happened without. */
  private void contributeComparison(
      Readiness readiness,
      List<AnalyticsRecord> memberships,
      UserHistory user,
      Horizon horizon,
      Contributions out) {
    for (AnalyticsRecord intervention : user.common()) {
      if (!intervention.type().name().equals(ASSIGNED)
          || !horizon.reports(periodOf(intervention.eventTimeMillis()))) {
        continue;
      }
      AnalyticsRecord before = before(intervention, readiness);
      AnalyticsRecord after = after(intervention, readiness);
      if (before == null
          || after == null
          || !isLow(before)
          || isNear(intervention, memberships)
          || isHidden(intervention, user, horizon)) {
        continue; // only another record can change that
      }
      if (!isClosed(intervention, horizon)) {
        out.changesAt(lastMoment(intervention) + 1);
        continue;
      }
      out.from(evidence(intervention, before, after));
      addToRows(
          intervention,
          horizon,
          out,
          row -> {
            row.add(COMPARISON_LOW_BEFORE);
            row.add(COMPARISON_LOW_AFTER, isLow(after) ? 1 : 0);
          });
    }
  }

  private static boolean isNear(AnalyticsRecord intervention, List<AnalyticsRecord> memberships) {
    return memberships.stream()
        .anyMatch(
            other ->
                Math.abs(other.eventTimeMillis() - intervention.eventTimeMillis())
                    <= WINDOW_MILLIS);
  }

  private void addToRows(
      AnalyticsRecord intervention,
      Horizon horizon,
      Contributions out,
      Consumer<KpiTotals> contribution) {
    Period day = periodOf(intervention.eventTimeMillis());
    if (!horizon.reports(day)) {
      return;
    }
    String cohort = String.valueOf(intervention.text(COHORT));
    String persona = String.valueOf(intervention.persona());
    for (String scope : List.of(persona, KpiKey.ALL_PERSONAS)) {
      contribution.accept(out.headline(day, scope));
      contribution.accept(out.row(day, scope, COHORT, cohort));
    }
  }

  private static @Nullable AnalyticsRecord before(
      AnalyticsRecord intervention, Readiness readiness) {
    return readiness.latest(Long.MIN_VALUE, intervention.eventTimeMillis());
  }

  private static @Nullable AnalyticsRecord after(
      AnalyticsRecord intervention, Readiness readiness) {
    return readiness.latest(intervention.eventTimeMillis(), lastMoment(intervention));
  }

  private static long lastMoment(AnalyticsRecord intervention) {
    return intervention.eventTimeMillis() + WINDOW_MILLIS;
  }

  private static boolean isClosed(AnalyticsRecord intervention, Horizon horizon) {
    return horizon.closedInclusive(lastMoment(intervention));
  }

  private static boolean isHidden(AnalyticsRecord intervention, UserHistory user, Horizon horizon) {
    return user.optOuts()
        .overlaps(
            intervention.eventTimeMillis(),
            Math.min(lastMoment(intervention), horizon.asOfMillis()));
  }

  private static boolean isLow(AnalyticsRecord observation) {
    return Readiness.score(observation) < LOW_BELOW;
  }

  private static List<AnalyticsRecord> evidence(
      AnalyticsRecord intervention,
      @Nullable AnalyticsRecord before,
      @Nullable AnalyticsRecord after) {
    List<AnalyticsRecord> evidence = new ArrayList<>(List.of(intervention));
    if (before != null) {
      evidence.add(before);
    }
    if (after != null) {
      evidence.add(after);
    }
    return evidence;
  }

  @Override
  public Figures figures(KpiTotals totals) {
    double lowBefore = totals.count(LOW_BEFORE);
    double fewer = lowBefore - totals.count(LOW_AFTER);
    return new Figures(
        fewer,
        lowBefore,
        Figures.divide(fewer, lowBefore),
        new Measures(declaration())
            .counts(totals, MEMBERS, LOW_BEFORE, LOW_AFTER, UNPAIRED)
            .counts(totals, COMPARISON_LOW_BEFORE, COMPARISON_LOW_AFTER)
            .counts(totals, PENDING_LOW_BEFORE, PENDING_NOT_LOW_BEFORE));
  }
}
