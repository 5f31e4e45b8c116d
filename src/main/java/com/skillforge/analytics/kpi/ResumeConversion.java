package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.EXCLUDED_OPT_OUT;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.ResumeConversionDeclaration.CONVERSION_PER_UPLOADER;
import static com.skillforge.analytics.model.kpi.ResumeConversionDeclaration.CONVERTED_UPLOADERS;
import static com.skillforge.analytics.model.kpi.ResumeConversionDeclaration.MEDIAN_DAYS_TO_ACCEPT;
import static com.skillforge.analytics.model.kpi.ResumeConversionDeclaration.PENDING_CONVERTED;
import static com.skillforge.analytics.model.kpi.ResumeConversionDeclaration.UPLOADERS;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.ResumeConversionDeclaration;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resume-to-roadmap conversion: of the resumes uploaded on a day, the share that led to an accepted
 * action plan within 14 days.
 *
 * <ul>
 *   <li>Unit: an upload, a user's distinct {@code resume_id} at its first event. Row: the UTC day
 *       of the upload, in the persona of that event.
 *   <li>Numerator: uploads with a plan that the same person accepted in {@code (upload, upload + 14
 *       d]}. A plan that names one of the person's uploads converts that one only; any other plan
 *       converts every upload into whose window it falls.
 *   <li>Pending: uploads whose 14 days are not over at as-of. Excluded: the user was opted out at
 *       some instant from the upload to the end of the window, that end included.
 *   <li>{@code uploaders}, {@code converted_uploaders}: users with an upload of the denominator, of
 *       the numerator; {@code conversion_per_uploader}: their ratio; {@code pending_converted}:
 *       pending uploads that have led to a plan already; {@code median_days_to_accept}: from upload
 *       to the first converting plan, over the numerator.
 * </ul>
 */
public final class ResumeConversion implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_MILLIS = Duration.ofDays(14).toMillis();
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
  private static final String UPLOADED = "resume_parsed";
  private static final String ACCEPTED = "action_plan_accepted";
  private static final String RESUME_ID = "resume_id";
  private static final String DAYS = "days_to_accept";

  /** A cell of the mart, before tenant and environment. */
  private record Cell(Period day, String persona) {}

  @Override
  public KpiDeclaration declaration() {
    return ResumeConversionDeclaration.KPI;
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
    return Duration.ofDays(14);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(UPLOADED, Set.of(RESUME_ID), ACCEPTED, Set.of(RESUME_ID));
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    if (user.canonicalUserId() == null) {
      return;
    }
    Map<String, AnalyticsRecord> uploads = new LinkedHashMap<>();
    for (AnalyticsRecord upload : user.records(UPLOADED)) {
      uploads.putIfAbsent(String.valueOf(upload.text(RESUME_ID)), upload);
    }
    if (uploads.isEmpty()) {
      return;
    }
    List<AnalyticsRecord> plans = user.records(ACCEPTED);
    Map<Cell, KpiTotals> byCell = new HashMap<>();
    uploads.forEach(
        (resumeId, upload) -> {
          Period day = periodOf(upload.eventTimeMillis());
          if (horizon.reports(day)) {
            Optional<AnalyticsRecord> plan = firstConverting(resumeId, upload, plans, uploads);
            KpiTotals unit = unit(upload, plan, user, horizon, out);
            List<AnalyticsRecord> evidence = new ArrayList<>(List.of(upload));
            plan.ifPresent(evidence::add);
            out.from(evidence);
            for (String persona : List.of(String.valueOf(upload.persona()), KpiKey.ALL_PERSONAS)) {
              out.headline(day, persona).merge(unit);
              byCell.computeIfAbsent(new Cell(day, persona), c -> new KpiTotals()).merge(unit);
            }
          }
        });
    byCell.forEach(
        (cell, own) -> {
          KpiTotals row = out.headline(cell.day, cell.persona);
          row.add(UPLOADERS, Math.min(1, own.count(DENOMINATOR)));
          row.add(CONVERTED_UPLOADERS, Math.min(1, own.count(NUMERATOR)));
        });
  }

  private static Optional<AnalyticsRecord> firstConverting(
      String resumeId,
      AnalyticsRecord upload,
      List<AnalyticsRecord> plans,
      Map<String, AnalyticsRecord> uploads) {
    long uploaded = upload.eventTimeMillis();
    return plans.stream()
        .filter(
            plan ->
                plan.eventTimeMillis() > uploaded
                    && plan.eventTimeMillis() <= uploaded + WINDOW_MILLIS)
        .filter(
            plan -> {
              String named = plan.text(RESUME_ID);
              return named == null || !uploads.containsKey(named) || named.equals(resumeId);
            })
        .findFirst();
  }

  private static KpiTotals unit(
      AnalyticsRecord upload,
      Optional<AnalyticsRecord> plan,
      UserHistory user,
      Horizon horizon,
      Contributions out) {
    long uploaded = upload.eventTimeMillis();
    long lastMoment = uploaded + WINDOW_MILLIS;
    KpiTotals unit = new KpiTotals();
    // The last moment belongs to the window, hence the millisecond.
    if (user.optOuts().overlaps(uploaded, Math.min(lastMoment + 1, horizon.asOfMillis()))) {
      unit.add(EXCLUDED_OPT_OUT);
    } else if (!horizon.closedInclusive(lastMoment)) {
      unit.add(PENDING);
      plan.ifPresent(accepted -> unit.add(PENDING_CONVERTED));
      out.changesAt(lastMoment + 1);
    } else {
      unit.add(DENOMINATOR);
      plan.ifPresent(
          accepted -> {
            unit.add(NUMERATOR);
            unit.sample(DAYS, (accepted.eventTimeMillis() - uploaded) / MILLIS_PER_DAY);
          });
    }
    return unit;
  }

  @Override
  public Figures figures(KpiTotals totals) {
    return Figures.ratio(
        totals,
        new Measures(declaration())
            .counts(totals, UPLOADERS, CONVERTED_UPLOADERS, PENDING_CONVERTED)
            .number(
                CONVERSION_PER_UPLOADER,
                Figures.divide(
                    (double) totals.count(CONVERTED_UPLOADERS), (double) totals.count(UPLOADERS)))
            .number(MEDIAN_DAYS_TO_ACCEPT, totals.median(DAYS)));
  }
}
