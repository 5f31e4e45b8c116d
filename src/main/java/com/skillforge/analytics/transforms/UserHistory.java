package com.skillforge.analytics.transforms;

import com.skillforge.analytics.model.AnalyticsRecord;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * All distinct records of one sender in one environment and tenant.
 *
 * @param environment the environment
 * @param tenantId the institution
 * @param canonicalUserId the person; null when the sender is an unresolved visitor or a topic
 * @param sender who sent the records, see {@link AnalyticsRecord#sender}
 * @param records what may be stored and counted, by event time, then id
 * @param reduced essential events of an opted-out user: stored with fewer columns, never counted
 * @param suppressed what must be neither stored nor counted, by event time, then id
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
    OptOutIntervals optOuts) {}
