package com.skillforge.analytics.pipelines.lineage;

/**
 * What OpenLineage calls a dataset.
 *
 * @param namespace where it is, for example {@code kafka://broker:9092}
 * @param name what it is called there
 */
record Dataset(String namespace, String name) {}
