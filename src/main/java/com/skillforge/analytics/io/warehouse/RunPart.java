package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.rows.RowEncoder;
import org.apache.beam.sdk.values.PCollection;

/**
 * One kind of what a run puts into a warehouse.
 *
 * @param name the kind, as it stands in the names of steps, for example {@code KpiValues}
 * @param encoder makes rows of the elements
 */
public record RunPart<T>(String name, PCollection<T> elements, RowEncoder<T> encoder) {}
