package com.skillforge.analytics.kpi.oracle;

import com.skillforge.analytics.model.AnalyticsRecord;

/** A distinct record and what becomes of it. */
public record Judged(AnalyticsRecord record, Fate fate) {
  /** What becomes of a distinct record. */
  public enum Fate {
    /** Stored and counted. */
    COUNTED,
    /** Essential, of somebody who is opted out: stored with fewer columns, in no KPI. */
    REDUCED,
    /** Neither stored nor counted. */
    SUPPRESSED
  }

  boolean counts() {
    return fate == Fate.COUNTED;
  }

  boolean is(String type) {
    return record.type().name().equals(type);
  }

  boolean isOf(String user) {
    return user.equals(record.canonicalUserId());
  }

  long time() {
    return record.eventTimeMillis();
  }

  String persona() {
    return record.text("persona");
  }
}
