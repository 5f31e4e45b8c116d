package com.skillforge.analytics.options;

import java.time.Duration;
import java.time.Instant;

/**
 * A range that a schedule asks for with {@code --range}: what it is in full the ledgers know.
 *
 * @param name the periods
 * @param at when the run was scheduled; the launch, where nothing else was said
 * @param catchUp how long before the end of the range a gap between earlier runs may begin that is
 *     filled
 */
public record RangeRequest(RangeName name, Instant at, Duration catchUp) {}
