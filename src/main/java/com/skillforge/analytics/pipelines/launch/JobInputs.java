package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.Request;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.transforms.sharding.Guests;
import com.skillforge.analytics.transforms.sharding.Sharding;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * What a pipeline is built from.
 *
 * @param request what the options of the run ask for
 * @param input the records
 * @param plan the tracking plan, with the topics of this deployment
 * @param terms the academic terms of all institutions; empty when none are known
 * @param storedOptOuts preference changes that earlier runs have stored
 * @param publishedKpis the newest KPI rows of earlier runs, of periods that may be reported
 */
public record JobInputs(
    Request request,
    Input input,
    TrackingPlan plan,
    List<Term> terms,
    PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts,
    PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis) {

  /**
   * How the records of the job are divided.
   *
   * @param projection the properties that its steps need
   * @param guests which records also go to whom they concern
   */
  public Sharding sharding(JobOptions options, Projection projection, Guests guests) {
    return new Sharding(plan, ShardCount.of(options), projection, guests);
  }
}
