package com.skillforge.analytics.status;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.io.rows.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the pipelines of one environment do, by the ledger and their schedules. */
final class PipelineFindings {
  private static final String AREA = "pipeline";
  private static final int ERROR_CHARS = 160;

  private final Question question;
  private final Map<String, Duration> lateness;
  private final Map<String, PipelineRuns> runs;
  private final Findings findings;

  /**
   * @param lateness how far what a pipeline has covered may lie behind, see {@code
   *     ScheduleLateness}
   * @param runs what the ledger has, by pipeline
   */
  PipelineFindings(
      Question question,
      Map<String, Duration> lateness,
      Map<String, PipelineRuns> runs,
      Findings findings) {
    this.question = question;
    this.lateness = lateness;
    this.runs = runs;
    this.findings = findings;
  }

  void judge() {
    runs.values().forEach(this::judge);
    for (PipelineFolder folder : scheduled()) {
      if (!runs.containsKey(folder.ledgerName())) {
        neverRun(folder);
      }
    }
  }

  private List<PipelineFolder> scheduled() {
    boolean bySchedule =
        Optional.ofNullable(runs.get("raw-events")).flatMap(PipelineRuns::covered).isPresent();
    List<String> always = bySchedule ? List.of("erasure", "privacy-audit", "retention") : List.of();
    return question
        .scheduled()
        .orElseGet(
            () ->
                question.pipelines().stream()
                    .filter(folder -> always.contains(folder.name()))
                    .toList());
  }

  private void judge(PipelineRuns of) {
    Instant at = question.at();
    List<String> reasons = new ArrayList<>();
    of.failure()
        .ifPresent(
            run ->
                reasons.add(
                    "failed "
                        + Ages.ago(run.finishedAt().orElse(run.startedAt()), at)
                        + ": "
                        + shortened(run.error())));
    of.stuck(at, question.limits().lateAfter())
        .ifPresent(
            run ->
                reasons.add(
                    "a run was started "
                        + Ages.ago(run.startedAt(), at)
                        + " and has not ended: look for its process or job, it may have died"));
    of.covered()
        .filter(covered -> isLate(of.pipeline(), covered))
        .ifPresent(covered -> reasons.add(late(of, covered)));
    if (reasons.isEmpty()) {
      findings.ok(AREA, of.pipeline(), describe(of));
    } else {
      findings.failed(AREA, of.pipeline(), String.join("; ", reasons), again(of.pipeline()));
    }
  }

  /** Whether a run that should have covered more by now has not. */
  private boolean isLate(String pipeline, Instant covered) {
    Duration allowed = lateness.get(pipeline);
    return allowed != null && covered.isBefore(question.at().minus(allowed));
  }

  private String late(PipelineRuns of, Instant covered) {
    return "late: covered up to "
        + Ages.instant(covered)
        + ", but it runs "
        + folder(of.pipeline()).map(folder -> folder.schedule().when()).orElse("by a schedule");
  }

  private String describe(PipelineRuns of) {
    Instant at = question.at();
    Optional<PastRun> success = of.lastSuccess();
    String last =
        success
            .map(run -> "succeeded " + Ages.ago(run.finishedAt().orElse(run.startedAt()), at))
            .orElse("");
    if (of.stream().isPresent()) {
      return "streams since " + Ages.instant(of.stream().get().startedAt());
    }
    if (success.isEmpty()) {
      return of.running()
          .map(run -> "runs since " + Ages.instant(run.startedAt()))
          .orElse("has not run");
    }
    return of.covered()
        .map(covered -> "covered up to " + Ages.instant(covered) + ", " + last)
        .orElse(last + "; by hand: there is no schedule to be late for");
  }

  private void neverRun(PipelineFolder folder) {
    Optional<Instant> since =
        runs.values().stream().flatMap(of -> of.firstCovered().stream()).min(Instant::compareTo);
    Optional<Instant> due =
        since.flatMap(
            first ->
                folder
                    .schedule()
                    .times(first, question.at().minus(question.limits().lateAfter()))
                    .stream()
                    .findFirst());
    if (due.isPresent() || since.isEmpty()) {
      findings.failed(
          AREA,
          folder.name(),
          "has never run" + due.map(first -> ", but was due at " + Ages.instant(first)).orElse(""),
          again(folder.ledgerName()) + ", or name what is scheduled here with --pipelines");
    } else {
      findings.note(AREA, folder.name(), "has not run yet: it runs " + folder.schedule().when());
    }
  }

  private Optional<PipelineFolder> folder(String ledgerName) {
    return question.pipelines().stream()
        .filter(folder -> folder.ledgerName().equals(ledgerName))
        .findFirst();
  }

  /** The command that makes up for a run; its source stands in the schedule. */
  private String again(String pipeline) {
    return folder(pipeline)
            .map(
                folder ->
                    question.command(
                        "run.sh " + folder.name() + " --range=" + folder.schedule().range()))
            .orElseGet(
                () ->
                    question.command(
                        "run.sh kpi --kpis=" + pipeline.replaceAll("^kpi\\(|\\)$", "")))
        + ", with the options of its schedule";
  }

  private static String shortened(String error) {
    String line = error.lines().findFirst().orElse("for a reason that the ledger does not have");
    return line.length() <= ERROR_CHARS ? line : line.substring(0, ERROR_CHARS) + " …";
  }
}
