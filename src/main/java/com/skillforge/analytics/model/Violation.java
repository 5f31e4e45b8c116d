package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * One thing that is wrong with a record.
 *
 * @param code which rule it breaks
 * @param path the JSON path of the value, for example {@code $.tasks[0].due_at}; free of raw PII
 * @param message one sentence for a person, the same for the same mistake; free of raw PII
 */
public record Violation(ErrorCode code, String path, String message) implements Serializable {}
