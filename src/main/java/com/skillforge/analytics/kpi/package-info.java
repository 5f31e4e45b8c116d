/**
 * The KPIs and the one engine that computes them, in batch and in streaming.
 *
 * <p>A {@link com.skillforge.analytics.kpi.Kpi} is a pure function over one user's records; nothing
 * in this package reads options, does IO or looks at a clock.
 */
package com.skillforge.analytics.kpi;
