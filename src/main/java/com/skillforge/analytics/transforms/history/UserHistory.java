package com.skillforge.analytics.transforms.history;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * All distinct records of one sender in one environment and tenant, and what others sent about that
 * person.
 *
 * @param environment the environment
 * @param tenantId the institution
 * @param canonicalUserId the person; null when the sender is an unresolved visitor or a topic
 * @param sender who sent the records, see {@link AnalyticsRecord#sender}
 * @param records what may be stored and counted, by event time, then id
 * @param reduced essential events of an opted-out user: stored with fewer columns, never counted
 * @param suppressed what must be neither stored nor counted, by event time, then id
 * @param withheld of what is suppressed or reduced, as it was sent: what an opt-in that is yet to
 *     come may let through
 * @param about what others sent about the person, by event time, then id
 * @param common what concerns everybody of the institution, by event time, then id
 * @param optOuts when the user was opted out
 */
public record UserHistory(
    String environment,
    String tenantId,
    @Nullable String canonicalUserId,
    String sender,
    List<AnalyticsRecord> records,
    List<AnalyticsRecord> reduced,
    List<AnalyticsRecord> suppressed,
    List<AnalyticsRecord> withheld,
    List<AnalyticsRecord> about,
    List<AnalyticsRecord> common,
    OptOutIntervals optOuts) {

  /** The records of one type, by event time, then id. */
  public List<AnalyticsRecord> records(String type) {
    return ofType(type, records);
  }

  /** What others sent about the person, of one type. */
  public List<AnalyticsRecord> about(String type) {
    return ofType(type, about);
  }

  private static List<AnalyticsRecord> ofType(String type, List<AnalyticsRecord> records) {
    return records.stream().filter(record -> record.type().name().equals(type)).toList();
  }
}
