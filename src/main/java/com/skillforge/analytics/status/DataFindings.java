package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.LostOffsets;
import com.skillforge.analytics.io.rows.OpenErasures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How complete the records of one environment are. */
final class DataFindings {
  private static final String ERASURES = "erasure requests";

  /** For how long a loss is red; later it is history. */
  static final Duration LOSS_IS_NEWS = Duration.ofDays(7);

  /** Two nights: a request that came just after one is carried out in the next. */
  private static final Duration ERASURE_DUE = Duration.ofDays(2);

  private final Question question;
  private final Findings findings;

  DataFindings(Question question, Findings findings) {
    this.question = question;
    this.findings = findings;
  }

  void lost(List<LostOffsets> lost) {
    for (LostOffsets range : lost) {
      findings.failed(
          "offsets",
          range.topic() + "/" + range.partition(),
          String.format(
              Locale.ROOT,
              "%,d offsets (%d to %d) were deleted from Kafka before any run had taken them: found %s",
              range.count(),
              range.start(),
              range.end() - 1,
              Ages.ago(range.notedAt(), question.at())),
          "let Kafka keep records for longer, see that raw-events runs, and store what an archive"
              + " has with "
              + question.command("run.sh raw-events --source=files --input=…"));
    }
    if (lost.isEmpty()) {
      findings.ok("offsets", "lost", "none in " + LOSS_IS_NEWS.toDays() + " days");
    }
  }

  /**
   * Judges requests for erasure.
   *
   * @param byHand whether no schedule carries them out
   */
  void erasures(Optional<OpenErasures> requests, boolean byHand) {
    if (requests.isEmpty()) {
      findings.ok("privacy", ERASURES, "none is open");
      return;
    }
    OpenErasures open = requests.get();
    String seen =
        String.format(
            Locale.ROOT,
            "%,d open, the oldest since %s",
            open.requests(),
            Ages.instant(open.oldest()));
    if (open.oldest().isAfter(question.at().minus(ERASURE_DUE))) {
      findings.ok("privacy", ERASURES, seen);
    } else if (byHand) {
      findings.note("privacy", ERASURES, seen + ": run.sh erasure carries them out");
    } else {
      findings.failed(
          "privacy",
          ERASURES,
          seen,
          question.command("run.sh erasure --range=P1D") + ", with the options of its schedule");
    }
  }
}
