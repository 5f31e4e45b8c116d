package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When one user was opted out. The naive way: every question looks at every change. */
final class OptOuts {
  private final List<AnalyticsRecord> changes;

  private OptOuts(List<AnalyticsRecord> changes) {
    this.changes = changes;
  }

  /** The opt-outs of a user, from distinct records of anybody. */
  static OptOuts of(
      String environment, String tenant, String user, List<AnalyticsRecord> distinct) {
    List<AnalyticsRecord> changes = new ArrayList<>();
    for (AnalyticsRecord record : distinct) {
      if (record.type().name().equals("settings_tracking_opt_out")
          && record.environment().equals(environment)
          && record.tenantId().equals(tenant)
          && user.equals(record.canonicalUserId())) {
        changes.add(record);
      }
    }
    changes.sort(
        Comparator.comparing(AnalyticsRecord::eventTimeMillis)
            .thenComparing(AnalyticsRecord::recordId));
    return new OptOuts(changes);
  }

  /** The flag that was set last, at this instant or before. */
  boolean at(long millis) {
    boolean optedOut = false;
    for (AnalyticsRecord change : changes) {
      if (change.eventTimeMillis() <= millis) {
        optedOut = change.flag("opt_out_status", false);
      }
    }
    return optedOut;
  }

  /** Whether the user was opted out at any instant of {@code [from, to)}. */
  boolean during(long from, long to) {
    if (from >= to) {
      return false;
    }
    boolean ever = at(from);
    for (AnalyticsRecord change : changes) {
      long millis = change.eventTimeMillis();
      ever |= from <= millis && millis < to && at(millis);
    }
    return ever;
  }
}
