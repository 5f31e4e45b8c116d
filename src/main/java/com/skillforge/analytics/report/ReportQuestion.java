package com.skillforge.analytics.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What a review is asked about.
 *
 * @param environment whose figures they are
 * @param baseline the environment that they are compared with
 * @param tenant the only institution; all of them together when empty
 * @param until what was known up to then: rows with a later as-of are not looked at; when empty,
 *     all rows
 * @param at the time for which ages are told
 * @param weeks how many weeks are drawn
 * @param reach the options by which commands reach the same warehouse, for people
 */
public record ReportQuestion(
    String environment,
    String baseline,
    Optional<String> tenant,
    Optional<Instant> until,
    Instant at,
    int weeks,
    String reach) {}
