package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.ops.FailureReports;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports runs that have failed, or have ended and cannot be trusted: which run, of which pipeline,
 * with which exit code. Why is in the ledger.
 */
final class ReportedFailures implements RunObserver {
  private final FailureReports reports;

  ReportedFailures(FailureReports reports) {
    this.reports = reports;
  }

  @Override
  public void refused(String pipeline, String environment, RuntimeException failure) {
    report(pipeline, environment, Map.of(), Processes.exitCode(failure));
  }

  @Override
  public void failed(RunInfo run, RuntimeException failure) {
    report(run, Processes.exitCode(failure));
  }

  @Override
  public void ended(Outcome outcome) {
    if (outcome instanceof RunReport report && !report.isSound()) {
      report(report.run(), ExitCode.CHECK);
    }
  }

  private void report(RunInfo run, ExitCode code) {
    report(run.pipeline(), run.environment(), Map.of("run_id", run.id()), code);
  }

  private void report(
      String pipeline, String environment, Map<String, String> ofRun, ExitCode code) {
    Map<String, String> tags = new TreeMap<>(ofRun);
    tags.put("pipeline", pipeline);
    tags.put("error_code", code.name());
    tags.put("exit_code", String.valueOf(code.status()));
    reports.report(
        pipeline + ": " + code.meaning(),
        CounterName.environment(environment),
        tags,
        List.of(pipeline, code.name()));
  }
}
