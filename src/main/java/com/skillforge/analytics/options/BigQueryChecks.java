package com.skillforge.analytics.options;

import java.util.List;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;

/** The checks of options for BigQuery. */
final class BigQueryChecks {
  private BigQueryChecks() {}

  /** Whether the project is known that holds the datasets. */
  static boolean namesProject(BigQuerySinkOptions options) {
    return options.as(GcpOptions.class).getProject() != null
        || options.as(BigQueryOptions.class).getBigQueryProject() != null;
  }

  /** Adds one sentence for each problem of reaching it. */
  static void checkReach(BigQuerySinkOptions options, List<String> problems) {
    if (!namesProject(options)) {
      problems.add(
          "--project is required with --warehouses=bigquery: the Google Cloud project that holds"
              + " the datasets.");
    }
    Values.checkAtLeast(
        "bigQueryPatienceSeconds", options.getBigQueryPatienceSeconds(), 1, problems);
  }

  /** Adds one sentence for each problem of writing to it. */
  static void checkWrite(BigQuerySinkOptions options, List<String> problems) {
    String tempLocation = options.getTempLocation();
    if (tempLocation == null || !tempLocation.startsWith("gs://")) {
      problems.add(
          "--tempLocation is required with --warehouses=bigquery: a folder in Google Cloud Storage,"
              + " for example gs://bucket/tmp.");
    }
    Values.checkAtLeast("bigQueryFlushSeconds", options.getBigQueryFlushSeconds(), 1, problems);
  }
}
