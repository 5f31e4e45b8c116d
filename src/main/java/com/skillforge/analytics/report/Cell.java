package com.skillforge.analytics.report;

import com.skillforge.analytics.model.PeriodGrain;
import java.time.Instant;

/**
 * The figures of all rows of a KPI that share a label and a period.
 *
 * @param kpi the KPI's name
 * @param label what the rows have in common: a persona, a source, an institution, or nothing
 */
record Cell(String kpi, String label, PeriodGrain grain, Instant start, Instant end, Sums sums) {}
