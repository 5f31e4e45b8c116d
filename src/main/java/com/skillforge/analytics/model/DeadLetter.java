package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record that was rejected, with all its violations. Nothing in it holds raw PII in clear.
 *
 * @param environment the record's environment, or the run's where the record has none
 * @param stage the step that rejected it, for example {@code validate}
 * @param violations every rule it breaks, at least one, in document order
 * @param payload the received text, raw PII redacted, shortened when very long
 * @param position where the original can be fetched again
 * @param recordTimestampMillis the broker's record timestamp, or {@link SourceRecord#NO_TIMESTAMP}
 */
public record DeadLetter(
    String environment,
    String stage,
    List<Violation> violations,
    String payload,
    RecordPosition position,
    long recordTimestampMillis)
    implements Serializable {

  public DeadLetter {
    violations = List.copyOf(violations);
  }

  /** The distinct codes, in the order of {@link ErrorCode}. */
  public List<ErrorCode> codes() {
    return violations.stream().map(Violation::code).distinct().sorted().toList();
  }

  /** The distinct JSON paths, in document order. */
  public List<String> paths() {
    return violations.stream().map(Violation::path).distinct().toList();
  }

  /** All messages as one text. */
  public String message() {
    return violations.stream()
        .map(v -> v.code() + " at " + v.path() + ": " + v.message())
        .collect(Collectors.joining("; "));
  }
}
