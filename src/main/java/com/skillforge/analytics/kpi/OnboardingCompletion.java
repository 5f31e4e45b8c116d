package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.COMPLETED_LATE;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.MEDIAN_HOURS_TO_COMPLETE;
import static com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration.NEVER_COMPLETED;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.OnboardingCompletionDeclaration;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guided onboarding completion: of the student accounts created on a day, the share that finished
 * the onboarding wizard within 24 hours.
 *
 * <ul>
 *   <li>Unit: the earliest student account of a canonical user. Row: the UTC day of its creation;
 *       {@code dimension = source} has a row for each account source.
 *   <li>Numerator: accounts whose first completion at or after creation lies in {@code [created,
 *       created + 24 h)}. Denominator: accounts whose 24 hours have passed.
 *   <li>Pending: accounts whose 24 hours have not passed at as-of.
 *   <li>Excluded: accounts whose user was opted out at some instant of those 24 hours.
 * </ul>
 */
public final class OnboardingCompletion implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_MILLIS = Duration.ofHours(24).toMillis();
  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final String HOURS = "hours_to_complete";
  private static final String ACCOUNT = "account_created";
  private static final String COMPLETED = "student_onboarding_completed";

  @Override
  public KpiDeclaration declaration() {
    return OnboardingCompletionDeclaration.KPI;
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
    // A late completion moves the measures for as long as late records are taken.
    return Duration.ofHours(24);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(ACCOUNT, Set.of("source"), COMPLETED, Set.of());
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    Optional<AnalyticsRecord> first =
        user.records().stream().filter(OnboardingCompletion::isStudentAccount).findFirst();
    if (user.canonicalUserId() == null || first.isEmpty()) {
      return;
    }
    AnalyticsRecord account = first.get();
    long created = account.eventTimeMillis();
    long windowEnd = created + WINDOW_MILLIS;
    Period day = periodOf(created);
    if (!horizon.reports(day)) {
      return;
    }
    Optional<AnalyticsRecord> completion = completion(user, created);
    out.from(completion.map(done -> List.of(account, done)).orElse(List.of(account)));
    KpiTotals unit = new KpiTotals();
    if (user.optOuts().overlaps(created, Math.min(windowEnd, horizon.asOfMillis()))) {
      unit.add(EXCLUDED_OPT_OUT);
    } else if (!horizon.closedExclusive(windowEnd)) {
      unit.add(PENDING);
      out.changesAt(windowEnd);
    } else {
      completion.ifPresent(done -> countCompletion(unit, created, done.eventTimeMillis()));
      unit.add(DENOMINATOR);
    }
    out.unit(day, Persona.STUDENT.label(), row -> row.merge(unit));
    String source = account.text("source");
    for (String scope : List.of(Persona.STUDENT.label(), KpiKey.ALL_PERSONAS)) {
      out.row(day, scope, "source", source == null ? "" : source).merge(unit);
    }
  }

  private static boolean isStudentAccount(AnalyticsRecord record) {
    return record.type().name().equals(ACCOUNT) && Persona.STUDENT.label().equals(record.persona());
  }

  /** The first completion at or after the creation. */
  private static Optional<AnalyticsRecord> completion(UserHistory user, long created) {
    return user.records().stream()
        .filter(record -> record.type().name().equals(COMPLETED))
        .filter(record -> record.eventTimeMillis() >= created)
        .findFirst();
  }

  private static void countCompletion(KpiTotals unit, long created, long completed) {
    if (completed < created + WINDOW_MILLIS) {
      unit.add(NUMERATOR);
    } else {
      unit.add(COMPLETED_LATE);
    }
    unit.sample(HOURS, (completed - created) / MILLIS_PER_HOUR);
  }

  @Override
  public Figures figures(KpiTotals totals) {
    long never = totals.count(DENOMINATOR) - totals.count(NUMERATOR) - totals.count(COMPLETED_LATE);
    return Figures.ratio(
        totals,
        new Measures(declaration())
            .counts(totals, COMPLETED_LATE)
            .count(NEVER_COMPLETED, never)
            .number(MEDIAN_HOURS_TO_COMPLETE, totals.median(HOURS)));
  }
}
