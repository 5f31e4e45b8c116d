package com.skillforge.analytics.io;

import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.LookedAt;
import org.apache.beam.sdk.values.PCollection;

/**
 * What a run keeps for the next one.
 *
 * @param looked at how many subjects it looks
 * @param run what it has seen
 * @param seen the same, once, for the warehouse
 * @param contributions of the subjects whose contributions have changed, and all sums
 */
public record KeptOutput(
    LookedAt looked,
    KeptRun run,
    PCollection<KeptRun> seen,
    PCollection<KeptContributions> contributions) {}
