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
        checkRemote("input", pattern, problems);
      }
    }
    checkRemote("identityLinks", options.getIdentityLinks(), problems);
    checkRemote("identityPasswordFile", options.getIdentityPasswordFile(), problems);
    checkRemote("snowflakePrivateKey", options.getSnowflakePrivateKey(), problems);
    checkRemote(
        "snowflakePrivateKeyPassphrase", options.getSnowflakePrivateKeyPassphrase(), problems);
    if (options.getIdentityPasswordEnv() != null) {
      problems.add(
          "--identityPasswordEnv names a variable of this machine, which Dataflow's workers do not"
              + " have: use --identityPasswordFile=sm://projects/P/secrets/S/versions/V.");
    }
  }

  /** What is read by workers must lie where they can read it. */
  private static void checkRemote(String option, @Nullable String place, List<String> problems) {
    if (place != null && !Values.hasScheme(place)) {
      problems.add(
          "--"
              + option
              + ": the file "
              + place
              + " is on this machine, out of reach for Dataflow's workers: put it where they can"
              + " read it.");
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
