package com.skillforge.analytics.model;

import java.io.Serializable;

/**
 * The key of a KPI row, without its history.
 *
 * @param persona {@code student}, {@code career_changer}, {@code advisor}, or {@link #ALL_PERSONAS}
 * @param dimension what the row is cut by, for example {@code source}; empty for the headline
 * @param dimensionValue the cut's value; empty for the headline
 */
public record KpiKey(
    String kpi,
    int definitionVersion,
    String environment,
    String tenantId,
    String persona,
    String dimension,
    String dimensionValue,
    Period period)
    implements Serializable {

  /** The persona of a row over everybody, in which a unit counts once. */
  public static final String ALL_PERSONAS = "all";

  /** The key of the same figure by another definition. */
  public KpiKey withDefinition(int version) {
    return new KpiKey(
        kpi, version, environment, tenantId, persona, dimension, dimensionValue, period);
  }
}
