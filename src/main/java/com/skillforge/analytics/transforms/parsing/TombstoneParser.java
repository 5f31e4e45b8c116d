package com.skillforge.analytics.transforms.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads the null values of the compacted roster topic: the key says which assignment is void.
 *
 * <p>The key is {@code tenant_id|advisor_id|student_id|assigned_at}.
 */
final class TombstoneParser {
  private static final List<String> KEY =
      List.of(Role.TENANT.property(), "advisor_id", "student_id", "assigned_at");
  private static final int ASSIGNED_AT = KEY.indexOf("assigned_at");

  private final ViolationList violations;
  private final String defaultEnvironment;
  private long latestEventTime = Long.MAX_VALUE;

  TombstoneParser(ViolationList violations, String defaultEnvironment) {
    this.violations = violations;
    this.defaultEnvironment = defaultEnvironment;
  }

  /** Sets the latest event time that is believed, in epoch milliseconds. */
  void limitEventTime(long latestMillis) {
    latestEventTime = latestMillis;
  }

  /** The tombstone as a record of the topic's type, or null when there are violations. */
  @Nullable AnalyticsRecord parse(RecordType type, SourceRecord source) {
    byte[] bytes = source.key();
    boolean text = bytes != null && JsonBytes.inspect(bytes) != JsonBytes.Finding.NOT_UTF8;
    String key = text ? new String(bytes, UTF_8) : "";
    List<String> parts = List.of(key.split("\\|", -1));
    long assignedAt =
        parts.size() == KEY.size() ? Timestamps.parse(parts.get(ASSIGNED_AT)) : Timestamps.INVALID;
    if (assignedAt == Timestamps.INVALID || parts.contains("")) {
      String rule = "a record without value must have the key " + String.join("|", KEY);
      violations.add(0, ErrorCode.MALFORMED_JSON, JsonPaths.ROOT, rule);
    } else {
      String problem =
          RecordValidator.eventTimeProblem(assignedAt, source.timestampMillis(), latestEventTime);
      if (problem != null) {
        String path = JsonPaths.member(JsonPaths.ROOT, KEY.get(ASSIGNED_AT));
        violations.add(0, ErrorCode.TIMESTAMP_OUT_OF_RANGE, path, problem);
      }
    }
    if (PiiScanner.containsPii(key)) {
      violations.add(1, ErrorCode.RAW_PII, JsonPaths.ROOT, RecordValidator.RAW_PII_RULE);
    }
    return violations.isEmpty() ? record(type, source, key, parts, assignedAt) : null;
  }

  private AnalyticsRecord record(
      RecordType type, SourceRecord source, String key, List<String> parts, long assignedAt) {
    long timestamp = source.timestampMillis();
    String recordId = RecordIds.ofTombstone(key, source.position().offset());
    AnalyticsRecord.Builder record =
        AnalyticsRecord.builder(type)
            .tombstone(true)
            .recordId(recordId)
            .tenantId(parts.get(0))
            .environment(defaultEnvironment)
            .eventTimeMillis(assignedAt)
            .recordTimestampMillis(timestamp == SourceRecord.NO_TIMESTAMP ? assignedAt : timestamp)
            .position(source.position())
            .value(Role.NAME, type.name())
            .value(Role.ID, recordId)
            .value(Role.VERSION, 1L)
            .value(Role.ENVIRONMENT, defaultEnvironment);
    for (int i = 0; i < KEY.size(); i++) {
      Object value = i == ASSIGNED_AT ? (Object) assignedAt : parts.get(i);
      record.value(KEY.get(i), value);
    }
    return record.build();
  }
}
