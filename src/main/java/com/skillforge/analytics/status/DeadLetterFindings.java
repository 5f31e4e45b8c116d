package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.PastRun;
import com.skillforge.analytics.quality.Judged;
import com.skillforge.analytics.quality.Share;
import com.skillforge.analytics.quality.UsualShare;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Whether more is rejected than usual. */
final class DeadLetterFindings {
  private static final String AREA = "dead letters";
  private static final int SAME_WEEKDAYS = 4;
  private static final double MARGIN = 0.02;

  private final Findings findings;

  DeadLetterFindings(Findings findings) {
    this.findings = findings;
  }

  /**
   * Judges the newest run of raw-events by those before it, of the same weekday where there are.
   */
  void judge(PipelineRuns raw) {
    List<PastRun> ended =
        raw.runs().stream()
            .filter(run -> run.succeeded() && !run.streaming() && run.read() > 0)
            .toList();
    if (ended.isEmpty()) {
      findings.ok(AREA, "share", "nothing was read");
      return;
    }
    PastRun newest = ended.get(ended.size() - 1);
    List<PastRun> before = ended.subList(0, ended.size() - 1);
    List<PastRun> sameDay = before.stream().filter(run -> weekday(run) == weekday(newest)).toList();
    List<Share> usual =
        (sameDay.size() >= SAME_WEEKDAYS ? sameDay : before)
            .stream().map(DeadLetterFindings::share).toList();
    Judged judged = new UsualShare(usual, MARGIN).judgeMost(share(newest));
    String seen =
        String.format(Locale.ROOT, "%.1f %% of %,d records", 100 * judged.value(), newest.read());
    switch (judged.verdict()) {
      case PASSED ->
          findings.ok(
              AREA,
              "share",
              seen + String.format(Locale.ROOT, ", usually at most %.1f %%", 100 * judged.high()));
      case NOT_JUDGED -> findings.ok(AREA, "share", seen + "; too little to say what is usual");
      case FAILED ->
          findings.failed(
              AREA,
              "share",
              seen
                  + String.format(
                      Locale.ROOT,
                      " were rejected, but usually at most %.1f %%",
                      100 * judged.high()),
              "by code: SELECT unnest(error_codes), count(*) FROM dead_letters WHERE run_id = '"
                  + newest.runId()
                  + "' GROUP BY 1; see docs/runbook.md, What happened to my records?");
    }
  }

  private static Share share(PastRun run) {
    return new Share(run.deadLettered(), run.read());
  }

  /** Of the day that it covers; of one by hand, of the day on which it ran. */
  private static DayOfWeek weekday(PastRun run) {
    Instant day = run.to().orElse(run.startedAt());
    return day.atZone(ZoneOffset.UTC).getDayOfWeek();
  }
}
