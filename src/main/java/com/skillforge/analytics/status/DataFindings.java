package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.io.rows.LostOffsets;
import com.skillforge.analytics.io.rows.OpenErasures;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How fresh and how complete the records of one environment are. */
final class DataFindings {
  static final String AREA = "freshness";

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

  void freshness(List<Freshness> datasets) {
    for (Freshness dataset : datasets) {
      findings.ok(AREA, dataset.dataset(), Ages.text(dataset.age(question.at())));
    }
  }

  /**
   * Judges for how long nothing has come.
   *
   * @param hours the hours in which something happened
   * @param raw the runs of raw-events
   */
  void silence(Collection<Long> hours, List<Freshness> datasets, PipelineRuns raw) {
    Optional<Instant> newest =
        datasets.stream().map(Freshness::newest).max(Comparator.naturalOrder());
    boolean streams = raw.stream().isPresent();
    Optional<Instant> stored = streams ? Optional.of(question.at()) : raw.covered();
    Optional<Silence> silence = newest.flatMap(last -> Silence.of(hours, last));
    if (stored.isEmpty() || silence.isEmpty() || !silence.get().isUnusual(stored.get())) {
      return;
    }
    String reason =
        "no event since "
            + Ages.instant(silence.get().since())
            + "; the longest silence before was "
            + Ages.text(silence.get().longest());
    if (streams) {
      findings.failed(
          AREA,
          "stream",
          reason,
          "look for the process or job of the stream of raw-events, and at the producers");
    } else {
      findings.note(AREA, "all", reason + ": look at the producers");
    }
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
