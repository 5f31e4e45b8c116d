package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.options.JobOptions;
import java.util.ArrayList;
import java.util.List;

/** Things that a run wants its operator to know, one sentence each. */
final class Notices {
  private Notices() {}

  static List<String> of(JobOptions options, PreparedJob job, RunSummary summary) {
    List<String> notices = new ArrayList<>();
    boolean identity = options.getIdentityJdbcUrl() != null || options.getIdentityLinks() != null;
    if (!identity && summary.counts().read() > 0) {
      notices.add("No identity table was given: every user_id is its own person.");
    }
    if (job.expectsRecords() && !options.isStreaming() && summary.counts().read() == 0) {
      notices.add("The range holds no records: check --from, --to and the topics or files.");
    }
    return notices;
  }
}
