package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * A KPI row with units that an earlier run has published.
 *
 * @param asOfMillis its as-of, in epoch milliseconds
 */
public record PublishedKpi(KpiKey key, long asOfMillis) implements Serializable {}
