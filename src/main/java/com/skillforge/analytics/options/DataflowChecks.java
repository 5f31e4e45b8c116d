package com.skillforge.analytics.options;

import java.util.List;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The checks of options of a run on Dataflow: what it needs there, and what only this machine has.
 */
final class DataflowChecks {
  private DataflowChecks() {}

  /** Adds one sentence for each problem. */
  static void check(JobOptions options, Request request, List<String> problems) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    if (isBlank(dataflow.getProject())) {
      problems.add("--project is required on Dataflow: the Google Cloud project of the job.");
    }
    if (isBlank(dataflow.getRegion())) {
      problems.add("--region is required on Dataflow, for example --region=europe-west1.");
    }
    if (isBlank(options.getTempLocation())) { // without it Beam would make a bucket of its own
      problems.add(
          "--tempLocation is required on Dataflow: a folder like gs://my-bucket/temp, in the job's"
              + " region.");
    }
    checkPlaces(options, request, problems);
    MetricsChecks.checkRemote(options, problems);
    if (options.getStopAfterSeconds() > 0 || JobChecks.drains(options)) {
      problems.add(
          "--stopAfterSeconds, --drainAtEnd and --drainFile end runs on this machine; on Dataflow"
              + " drain or cancel the job itself.");
    }
  }

  private static void checkPlaces(JobOptions options, Request request, List<String> problems) {
    WarehouseChecks.checkNotLocal(request, "Dataflow's workers", "", problems);
    if (request.sources().contains(SourceName.FILES)) {
      for (String pattern : Values.patterns(options.getInput())) {
        Values.checkRemote("input", pattern, problems);
      }
    }
    Values.checkRemote("identityLinks", options.getIdentityLinks(), problems);
    PasswordChecks.checkRemote(
        "identity", options.getIdentityPasswordFile(), options.getIdentityPasswordEnv(), problems);
    PasswordChecks.checkRemote(
        "personaRedis",
        options.getPersonaRedisPasswordFile(),
        options.getPersonaRedisPasswordEnv(),
        problems);
    Values.checkRemote("snowflakePrivateKey", options.getSnowflakePrivateKey(), problems);
    Values.checkRemote(
        "snowflakePrivateKeyPassphrase", options.getSnowflakePrivateKeyPassphrase(), problems);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
