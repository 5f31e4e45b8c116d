package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.options.JobOptions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.ExperimentalOptions;

/**
 * Runs on Dataflow. Nobody waits for them: the launcher of a flex template ends as soon as the job
 * is described, and a person watches the job where it runs.
 */
final class DataflowRuns implements RunnerSettings {
  private static final String RUNNER_V2 = "use_runner_v2";
  private static final int MAX_LABEL = 40; // Dataflow takes 63, a job's name has a time at its end
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public void prepare(JobOptions options, RunInfo run) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    if (!ExperimentalOptions.hasExperiment(dataflow, "disable_runner_v2")) {
      ExperimentalOptions.addExperiment(dataflow, RUNNER_V2);
    }
    if (run.streaming()) {
      dataflow.setEnableStreamingEngine(true);
    }
    Map<String, String> labels = new HashMap<>();
    labels.put("pipeline", label(run.pipeline()));
    labels.put("environment", label(run.environment()));
    if (dataflow.getLabels() != null) {
      labels.putAll(dataflow.getLabels());
    }
    dataflow.setLabels(labels);
  }

  /**
   * The name of a job that was given none. That of a stream is always the same: Dataflow finds the
   * job to update by it, and refuses to start a second one beside it.
   */
  static String jobName(String pipeline, boolean streaming, Instant at) {
    String name = label(pipeline).replace('_', '-');
    return streaming ? name : name + "-" + SECOND.format(at);
  }

  /** As Dataflow wants labels: lower case letters, digits, hyphens and underscores. */
  private static String label(String text) {
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
    return label.substring(0, Math.min(MAX_LABEL, label.length())).replaceAll("-$", "");
  }

  @Override
  public Optional<Submission> handedOver(
      JobOptions options, RunInfo run, List<Loss> losses, PipelineResult result) {
    String name = options.getJobName();
    boolean described = options.as(DataflowPipelineOptions.class).getTemplateLocation() != null;
    if (!described && result instanceof DataflowPipelineJob job) {
      String page =
          "https://console.cloud.google.com/dataflow/jobs/"
              + job.getRegion()
              + "/"
              + job.getJobId()
              + "?project="
              + job.getProjectId();
      return Optional.of(
          new Submission(run, name, Optional.of(job.getJobId()), Optional.of(page), losses));
    }
    return Optional.of(new Submission(run, name, Optional.empty(), Optional.empty(), losses));
  }
}
