package com.skillforge.analytics.soak;

import java.nio.file.Path;

/**
 * How long, how busy, and where.
 *
 * @param days days of production
 * @param perSemester records of 17 weeks
 * @param seed selects one of many histories
 * @param retentionDays how long the broker keeps records
 * @param directory gets the warehouses; what is there is used again
 */
public record SoakSettings(
    int days, int perSemester, long seed, int retentionDays, Path directory) {}
