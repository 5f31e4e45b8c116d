package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one KPI looks at for one environment and tenant, and what it is to report. */
final class Scope {
  static final long HOUR = 60 * 60 * 1000L;
  static final long DAY = 24 * HOUR;
  static final long WEEK = 7 * DAY;

  /** All three KPIs look back this far from the start of the first reported period. */
  private static final long LOOK_BACK = 400 * DAY;

  /** Monday, 5 January 1970. */
  private static final long A_MONDAY = 4 * DAY;

  final String environment;
  final String tenant;
  final long asOf;
  final List<Judged> records = new ArrayList<>();
  private final Long reportFrom;
  private final List<AnalyticsRecord> distinct = new ArrayList<>();

  /**
   * The scope of an environment and tenant.
   *
   * @param reportFrom null reports everything
   */
  Scope(
      String environment,
      String tenant,
      List<Judged> judged,
      PeriodGrain grain,
      Long reportFrom,
      long asOf) {
    this.environment = environment;
    this.tenant = tenant;
    this.reportFrom = reportFrom;
    this.asOf = asOf;
    for (Judged one : judged) {
      if (one.record().environment().equals(environment)
          && one.record().tenantId().equals(tenant)) {
        distinct.add(one.record());
        boolean inTime =
            reportFrom == null
                || one.time() >= periodOf(grain, reportFrom).startMillis() - LOOK_BACK;
        if (one.time() < asOf && inTime) {
          records.add(one);
        }
      }
    }
  }

  /** The canonical users. */
  Set<String> users() {
    Set<String> users = new TreeSet<>();
    for (Judged judged : records) {
      if (judged.record().canonicalUserId() != null) {
        users.add(judged.record().canonicalUserId());
      }
    }
    return users;
  }

  OptOuts optOuts(String user) {
    return OptOuts.of(environment, tenant, user, distinct);
  }

  /** Whether a period overlaps the range asked for. */
  boolean reports(Period period) {
    return period.startMillis() < asOf && (reportFrom == null || reportFrom < period.endMillis());
  }

  static Period periodOf(PeriodGrain grain, long millis) {
    long length = grain == PeriodGrain.DAY ? DAY : WEEK;
    long start = millis - Math.floorMod(millis - A_MONDAY, length);
    return new Period(grain, start, start + length);
  }

  KpiKey key(String kpi, String persona, String dimension, String value, Period period) {
    int definition = kpi.equals("weekly_active_users") ? 2 : 1;
    return new KpiKey(kpi, definition, environment, tenant, persona, dimension, value, period);
  }
}
