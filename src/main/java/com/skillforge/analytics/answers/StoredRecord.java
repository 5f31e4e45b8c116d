package com.skillforge.analytics.answers;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.RecordPosition;
import java.time.Instant;

/**
 * A record as the raw tables hold it now.
 *
 * @param storedAt when it was stored
 */
record StoredRecord(AnalyticsRecord record, Instant storedAt) {
  /** Where it stood when it was read. */
  RecordPosition position() {
    return record.position();
  }
}
