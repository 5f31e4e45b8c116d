package com.skillforge.analytics.model;

import java.time.Instant;

/**
 * A half-open stretch of time, {@code [from, to)}.
 *
 * @param from {@link Instant#MIN} for everything before the end
 */
public record TimeRange(Instant from, Instant to) {}
