package com.skillforge.analytics.kpi;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import com.skillforge.analytics.transforms.history.SessionHistory;
import com.skillforge.analytics.transforms.history.UserHistory;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a stream has of somebody that happens after its watermark. It counts already, but not
 * everywhere: an opt-out hides a unit from its time on. So whoever looks when the watermark has
 * passed it has to work it out anew.
 */
final class AheadOfTime {
  private AheadOfTime() {}

  /**
   * The earliest instant, from the watermark on, at which something happens; else the end of time.
   */
  static long first(UserHistory user, long watermark) {
    return LongStream.of(
            first(user.records(), watermark),
            first(user.reduced(), watermark),
            first(user.suppressed(), watermark),
            first(user.about(), watermark),
            first(user.common(), watermark),
            user.optOuts().nextChange(watermark))
        .min()
        .getAsLong();
  }

  /** The same of a session, and of the opt-outs of those who were in it. */
  static long first(SessionHistory session, long watermark) {
    long optOuts =
        session.timings().stream()
            .map(session::optOutsOf)
            .mapToLong((OptOutIntervals user) -> user.nextChange(watermark))
            .min()
            .orElse(Long.MAX_VALUE);
    return Math.min(first(session.timings(), watermark), optOuts);
  }

  /** Records come by time, and few of them are ahead. */
  private static long first(List<AnalyticsRecord> records, long watermark) {
    long first = Long.MAX_VALUE;
    for (int i = records.size() - 1; i >= 0; i--) {
      long millis = records.get(i).eventTimeMillis();
      if (millis < watermark) {
        return first;
      }
      first = millis;
    }
    return first;
  }
}
