package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration.DECLINED;
import static com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration.IMPROVED;
import static com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration.MEAN_CHANGE_PER_ASSESSMENT;
import static com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration.MEDIAN_DELTA;
import static com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration.SINGLE_SCORE;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.ReadinessDeltaDeclaration;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Skill readiness delta: the average change of a student's readiness over a term, in points.
 *
 * <ul>
 *   <li>Unit: a user with at least one assessment in a term of their institution. Row: the term, as
 *       {@code dimension = term_id}, in the persona of the first of those assessments. There is no
 *       row over all terms.
 *   <li>Baseline: the last observation before the first assessment of the term; without one, that
 *       assessment itself, and then a later observation in the term is needed.
 *   <li>Numerator: sum of (last observation in the term − baseline) over the users who have both;
 *       denominator: their number; value: the mean.
 *   <li>Nothing is ever pending; rows are provisional until the term has ended. Excluded: the user
 *       was opted out at some instant of the term.
 *   <li>{@code single_score}: users with one assessment and nothing to compare it with; {@code
 *       median_delta}; {@code improved}, {@code declined}: users with a delta above, below zero;
 *       {@code mean_change_per_assessment}: assessments of the term against the observation just
 *       before each, over those that have one.
 * </ul>
 */
public final class ReadinessDelta implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final String DELTA = "delta";
  private static final String CHANGE = "change";

  private final List<Term> terms;

  /** The KPI over the terms of all institutions. */
  ReadinessDelta(List<Term> terms) {
    this.terms = List.copyOf(terms);
  }

  @Override
  public KpiDeclaration declaration() {
    return ReadinessDeltaDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.TERM;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(400);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Readiness.NEEDS;
  }

  /** The first reported term is the earliest one that ends after the start of the report. */
  @Override
  public long firstInputMillis(long reportFromMillis) {
    if (reportFromMillis == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    long start =
        terms.stream()
            .filter(term -> term.endMillis() > reportFromMillis)
            .mapToLong(Term::startMillis)
            .min()
            .orElse(reportFromMillis);
    return start - lookBack().toMillis();
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    if (user.canonicalUserId() == null) {
      return;
    }
    List<AnalyticsRecord> observations = Readiness.of(user).all();
    if (observations.isEmpty()) {
      return;
    }
    for (Term term : terms) {
      if (term.tenantId().equals(user.tenantId()) && horizon.reports(term.period())) {
        contribute(term, observations, user, horizon, out);
      }
    }
  }

  private static void contribute(
      Term term,
      List<AnalyticsRecord> observations,
      UserHistory user,
      Horizon horizon,
      Contributions out) {
    Period period = term.period();
    KpiTotals unit = new KpiTotals();
    int first = -1;
    int last = -1;
    for (int i = 0; i < observations.size(); i++) {
      AnalyticsRecord observation = observations.get(i);
      if (!period.contains(observation.eventTimeMillis())) {
        continue;
      }
      last = i;
      if (observation.type().name().equals(Readiness.ASSESSED)) {
        first = first < 0 ? i : first;
        if (i > 0) {
          unit.sample(CHANGE, delta(observations.get(i - 1), observation));
        }
      }
    }
    if (first < 0) {
      return;
    }
    int baseline = Math.max(0, first - 1);
    out.from(observations.subList(baseline, last + 1));
    if (user.optOuts()
        .overlaps(period.startMillis(), Math.min(period.endMillis(), horizon.asOfMillis()))) {
      unit = new KpiTotals();
      unit.add(EXCLUDED_OPT_OUT);
    } else if (last > baseline) {
      double delta = delta(observations.get(baseline), observations.get(last));
      unit.add(DENOMINATOR);
      unit.sample(DELTA, delta);
      unit.add(IMPROVED, delta > 0 ? 1 : 0);
      unit.add(DECLINED, delta < 0 ? 1 : 0);
    } else {
      unit.add(KpiTotals.UNIT);
      unit.add(SINGLE_SCORE);
    }
    out.changesAt(period.endMillis());
    String persona = String.valueOf(observations.get(first).persona());
    for (String scope : List.of(persona, KpiKey.ALL_PERSONAS)) {
      out.row(period, scope, "term_id", term.termId()).merge(unit);
    }
  }

  private static double delta(AnalyticsRecord before, AnalyticsRecord after) {
    return Readiness.score(after) - Readiness.score(before);
  }

  @Override
  public Figures figures(KpiTotals totals) {
    return new Figures(
        totals.sum(DELTA),
        (double) totals.count(DENOMINATOR),
        totals.mean(DELTA),
        new Measures(declaration())
            .counts(totals, SINGLE_SCORE, IMPROVED, DECLINED)
            .number(MEDIAN_DELTA, totals.median(DELTA))
            .number(MEAN_CHANGE_PER_ASSESSMENT, totals.mean(CHANGE)));
  }
}
