package com.skillforge.analytics.io;

import com.skillforge.analytics.model.KeptRun;
import java.time.Instant;

/**
 * The run whose contributions are kept.
 *
 * @param run what it has seen
 * @param writtenAt when it was committed
 */
public record LastRun(KeptRun run, Instant writtenAt) {}
