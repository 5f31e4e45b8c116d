package com.skillforge.analytics.replay;

import com.skillforge.analytics.io.files.RecordFields;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The event time of a record that has not been validated. */
final class EventTimes {
  private final TrackingPlan plan;
  private final String eventsOwnProperty;

  EventTimes(TrackingPlan plan) {
    this.plan = plan;
    this.eventsOwnProperty =
        plan.recordTypes().stream()
            .filter(type -> type.kind() == RecordType.Kind.EVENT)
            .map(RecordType::eventTimeProperty)
            .findFirst()
            .orElse("");
  }

  /** Milliseconds since the epoch; empty when the record does not say when it happened. */
  OptionalLong of(RecordFields record) {
    // All analytics events, unknown ones and versioned names included, keep it in one property.
    Optional<String> property =
        record.text(RecordType.Kind.EVENT.nameProperty()).isPresent()
            ? Optional.of(eventsOwnProperty)
            : record
                .text(RecordType.Kind.RECORD.nameProperty())
                .flatMap(plan::recordType)
                .map(RecordType::eventTimeProperty);
    Optional<Long> millis = property.flatMap(record::text).flatMap(EventTimes::parse);
    return millis.isPresent() ? OptionalLong.of(millis.get()) : OptionalLong.empty();
  }

  private static Optional<Long> parse(String text) {
    try {
      long millis = Instant.parse(text).toEpochMilli();
      // Kafka knows no time before 1970.
      return text.endsWith("Z") && millis >= 0 ? Optional.of(millis) : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
