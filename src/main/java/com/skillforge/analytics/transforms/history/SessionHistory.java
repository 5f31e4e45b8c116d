package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.List;
import java.util.Map;

/**
 * All distinct page timings of one session id, or of one sender whose timings have none, without
 * those that an opt-out suppresses.
 *
 * @param environment the environment
 * @param tenantId the institution
 * @param session the session's key
 * @param timings by event time, then id
 * @param optOuts by canonical user: when they were opted out; who is missing never was
 */
public record SessionHistory(
    String environment,
    String tenantId,
    String session,
    List<AnalyticsRecord> timings,
    Map<String, OptOutIntervals> optOuts) {

  /** When the sender of a timing was opted out. */
  public OptOutIntervals optOutsOf(AnalyticsRecord timing) {
    String user = timing.canonicalUserId();
    return user == null ? OptOutIntervals.NONE : optOuts.getOrDefault(user, OptOutIntervals.NONE);
  }
}
