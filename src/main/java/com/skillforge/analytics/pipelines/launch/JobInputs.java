package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * What a pipeline is built from.
 *
 * @param input the records
 * @param plan the tracking plan, with the topics of this deployment
 * @param terms the academic terms of all institutions; empty when none were given
 * @param storedOptOuts preference changes that earlier runs have stored
 * @param publishedKpis the newest KPI rows of earlier runs
 */
public record JobInputs(
    Input input,
    TrackingPlan plan,
    List<Term> terms,
    PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts,
    PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis) {}
