package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.RunInfo;
import java.util.List;
import java.util.Optional;

/**
 * A run that a service has taken over: this process is done, the job goes on there and notes its
 * end in the ledger of each warehouse.
 *
 * @param run the run
 * @param jobName the name that the service shows
 * @param jobId the service's id of the job; empty for the launcher of a template, which makes the
 *     job itself
 * @param page where a person can watch the job; empty as the id
 * @param losses what Kafka has deleted before any run took it; the job notes it with its rows
 */
public record Submission(
    RunInfo run, String jobName, Optional<String> jobId, Optional<String> page, List<Loss> losses)
    implements Outcome {
  @Override
  public String toJson() {
    ObjectNode json = Outcome.describe(run, run.id());
    json.put("job_name", jobName);
    json.put("job_id", jobId.orElse(null));
    json.put("status", "submitted");
    return json.toString();
  }

  @Override
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(run.pipeline()).append(" submitted as ").append(jobName);
    jobId.ifPresent(id -> text.append(", job ").append(id));
    text.append('\n');
    page.ifPresent(address -> text.append("  watch it at ").append(address).append('\n'));
    text.append("  its result will be in pipeline_runs, run_id ").append(run.id()).append('\n');
    return text.toString();
  }

  @Override
  public List<String> notices() {
    return losses.stream().map(Loss::toText).toList();
  }

  @Override
  public boolean isSound() {
    return true;
  }
}
