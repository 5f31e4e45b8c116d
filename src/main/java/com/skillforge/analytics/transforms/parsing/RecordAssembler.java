package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.SourceRecord;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import java.util.Locale;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Builds a record from values that are valid, and fills in what the plan has defaults for. */
final class RecordAssembler {
  static final String DEFAULT_TENANT = "default";

  private static final Long DEFAULT_SALT_VERSION = 1L;

  private final String defaultEnvironment;

  /**
   * @param defaultEnvironment the environment of records that name none
   */
  RecordAssembler(String defaultEnvironment) {
    this.defaultEnvironment = defaultEnvironment;
  }

  /**
   * Builds the record.
   *
   * @param values by index of {@link RecordType#properties()}; the record takes them over
   */
  AnalyticsRecord assemble(
      TypeRules rules,
      RecordType type,
      int version,
      @Nullable Object[] values,
      SourceRecord source) {
    AnalyticsRecord.Builder record = AnalyticsRecord.builder(type).version(version);
    String recordId = null;
    String tenantId = DEFAULT_TENANT;
    String environment = defaultEnvironment;
    long eventTime = source.timestampMillis();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      switch (rules.role(i)) {
        case NAME -> value = type.name();
        case VERSION -> value = (long) version;
        case ID -> {
          recordId = value == null ? derivedId(source) : lowerCase(value);
          value = recordId;
        }
        case TENANT -> {
          tenantId = textOr(value, tenantId);
          value = tenantId;
        }
        case ENVIRONMENT -> {
          environment = textOr(value, environment);
          value = environment;
        }
        case EVENT_TIME -> eventTime = value == null ? eventTime : (Long) value;
        case USER -> {
          // Nobody is called nothing: an empty id identifies no user.
          value = textOr(value, null);
          record.canonicalUserId((String) value);
        }
        case SALT_VERSION -> {
          int hash = type.indexOf(Role.PII_HASH);
          if (value == null && hash >= 0 && values[hash] != null) {
            value = DEFAULT_SALT_VERSION;
          }
        }
        default -> {
          // Stored as it is.
        }
      }
      record.value(i, value);
    }
    long timestamp = source.timestampMillis();
    return record
        .recordId(recordId == null ? derivedId(source) : recordId)
        .tenantId(tenantId)
        .environment(environment)
        .eventTimeMillis(eventTime)
        .recordTimestampMillis(timestamp == SourceRecord.NO_TIMESTAMP ? eventTime : timestamp)
        .position(source.position())
        .build();
  }

  private static String derivedId(SourceRecord source) {
    return RecordIds.ofJson(Objects.requireNonNull(source.value()));
  }

  private static String lowerCase(Object id) {
    return ((String) id).toLowerCase(Locale.ROOT);
  }

  /** An empty text counts as absent: no institution, environment or user has an empty name. */
  private static @Nullable String textOr(@Nullable Object value, @Nullable String fallback) {
    String text = (String) value;
    return text == null || text.isEmpty() ? fallback : text;
  }
}
