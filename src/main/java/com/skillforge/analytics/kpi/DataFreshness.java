package com.skillforge.analytics.kpi;

import static com.skillforge.analytics.kpi.KpiTotals.DENOMINATOR;
import static com.skillforge.analytics.kpi.KpiTotals.NUMERATOR;
import static com.skillforge.analytics.kpi.KpiTotals.PENDING;
import static com.skillforge.analytics.model.kpi.DataFreshnessDeclaration.BREACHED;
import static com.skillforge.analytics.model.kpi.DataFreshnessDeclaration.MEDIAN_HOURS;
import static com.skillforge.analytics.model.kpi.DataFreshnessDeclaration.WORST_HOURS;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.DataFreshnessDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Data freshness: of the O*NET releases published in a month, the share that was loaded within 48
 * hours.
 *
 * <ul>
 *   <li>Unit: a release version at its earliest {@code released_at}. Row: the UTC month of that;
 *       persona {@code all} only. Both record types come without a user, so that all of them that
 *       share a topic lie in one history.
 *   <li>Numerator: the first succeeded job of data set {@code onet} for the version that finished
 *       after the release did so in {@code (released_at, released_at + 48 h]}. Later re-runs do not
 *       help. Denominator: releases whose 48 hours are over.
 *   <li>Pending: releases whose 48 hours are not over at as-of, loaded or not.
 *   <li>{@code breached}: the rest of the denominator; {@code worst_hours}, {@code median_hours}:
 *       from release to load, over the loaded ones of the denominator.
 * </ul>
 */
public final class DataFreshness implements Kpi {
  private static final long serialVersionUID = 1L;
  private static final long WINDOW_MILLIS = Duration.ofDays(2).toMillis();
  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final String RELEASED = "onet_release_published";
  private static final String JOB = "etl_job_finished";
  private static final String VERSION = "release_version";
  private static final String HOURS = "hours_to_load";

  @Override
  public KpiDeclaration declaration() {
    return DataFreshnessDeclaration.KPI;
  }

  @Override
  public PeriodGrain grain() {
    return PeriodGrain.MONTH;
  }

  @Override
  public Duration lookBack() {
    return Duration.ofDays(90);
  }

  @Override
  public Duration settling() {
    return Duration.ofDays(2);
  }

  @Override
  public Map<String, Set<String>> needs() {
    return Map.of(RELEASED, Set.of(VERSION), JOB, Set.of("dataset", VERSION, "status"));
  }

  @Override
  public void contribute(UserHistory user, Horizon horizon, Contributions out) {
    Map<String, AnalyticsRecord> releases = new LinkedHashMap<>();
    for (AnalyticsRecord release : user.records(RELEASED)) {
      releases.putIfAbsent(String.valueOf(release.text(VERSION)), release);
    }
    if (releases.isEmpty()) {
      return;
    }
    List<AnalyticsRecord> loads =
        user.records(JOB).stream()
            .filter(job -> "onet".equals(job.text("dataset")))
            .filter(job -> "succeeded".equals(job.text("status")))
            .toList();
    releases.forEach((version, release) -> contribute(version, release, loads, horizon, out));
  }

  private void contribute(
      String version,
      AnalyticsRecord release,
      List<AnalyticsRecord> loads,
      Horizon horizon,
      Contributions out) {
    long released = release.eventTimeMillis();
    Period month = periodOf(released);
    if (!horizon.reports(month)) {
      return;
    }
    Optional<AnalyticsRecord> load =
        loads.stream()
            .filter(job -> version.equals(job.text(VERSION)))
            .filter(job -> job.eventTimeMillis() > released)
            .findFirst();
    out.from(load.map(job -> List.of(release, job)).orElse(List.of(release)));
    KpiTotals row = out.headline(month, KpiKey.ALL_PERSONAS);
    if (!horizon.closedInclusive(released + WINDOW_MILLIS)) {
      row.add(PENDING);
      out.changesAt(released + WINDOW_MILLIS + 1);
      return;
    }
    row.add(DENOMINATOR);
    load.ifPresent(
        job -> {
          long took = job.eventTimeMillis() - released;
          if (took <= WINDOW_MILLIS) {
            row.add(NUMERATOR);
          }
          row.sample(HOURS, took / MILLIS_PER_HOUR);
        });
  }

  @Override
  public Figures figures(KpiTotals totals) {
    return Figures.ratio(
        totals,
        new Measures(declaration())
            .count(BREACHED, totals.count(DENOMINATOR) - totals.count(NUMERATOR))
            .number(WORST_HOURS, totals.percentile(HOURS, 1))
            .number(MEDIAN_HOURS, totals.median(HOURS)));
  }
}
