package com.skillforge.analytics.report;

import com.skillforge.analytics.io.rows.Freshness;
import java.time.Instant;
import java.util.List;

/**
 * What a review shows, as values.
 *
 * @param asOf up to when the figures have seen the input
 * @param tenants how many institutions there are figures of
 * @param kpis all KPIs, in the order of the definitions
 * @param freshness how old the newest events of the environment are, by dataset
 */
record Review(
    ReportQuestion question,
    Instant asOf,
    int tenants,
    List<KpiReview> kpis,
    Baseline baseline,
    Rejects rejects,
    List<Freshness> freshness) {}
