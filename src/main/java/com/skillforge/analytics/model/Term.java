package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * One academic term of one institution, {@code [startMillis, endMillis)} in epoch milliseconds.
 *
 * @param termId unique within the institution
 */
public record Term(String tenantId, String termId, long startMillis, long endMillis)
    implements Serializable {

  public Period period() {
    return new Period(PeriodGrain.TERM, startMillis, endMillis);
  }
}
