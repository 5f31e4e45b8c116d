package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.io.rows.UsualSilence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How old the newest events of one environment are. Where somebody has named a limit, that counts.
 * Otherwise the limit is what the pipeline needs that stores them, by its schedule or as a stream,
 * and for as long as usual nothing may have happened: nights, weekends and holidays are as quiet as
 * they were.
 */
final class FreshnessFindings {
  static final String AREA = "freshness";

  private final Question question;
  private final Optional<Duration> schedule;
  private final PipelineRuns raw;
  private final List<UsualSilence> silences;
  private final Breaks breaks;
  private final Findings findings;

  /**
   * @param schedule how far what raw-events has covered may lie behind
   * @param raw the runs of raw-events
   * @param silences what is usual in the environment
   */
  FreshnessFindings(
      Question question,
      Optional<Duration> schedule,
      PipelineRuns raw,
      List<UsualSilence> silences,
      Breaks breaks,
      Findings findings) {
    this.question = question;
    this.schedule = schedule;
    this.raw = raw;
    this.silences = silences;
    this.breaks = breaks;
    this.findings = findings;
  }

  void judge(List<Freshness> datasets) {
    boolean told = judgeAll(datasets);
    for (Freshness dataset : datasets) {
      Optional<Duration> limit = question.limits().freshness(dataset.dataset());
      if (limit.isPresent()) {
        judge(dataset, limit.get());
      } else if (told || !isSilent(dataset)) {
        findings.ok(AREA, dataset.dataset(), Ages.text(dataset.age(question.at())));
      }
    }
  }

  private void judge(Freshness dataset, Duration limit) {
    String age = Ages.text(dataset.age(question.at()));
    if (dataset.age(question.at()).compareTo(limit) <= 0) {
      findings.ok(AREA, dataset.dataset(), age);
    } else {
      findings.failed(
          AREA,
          dataset.dataset(),
          "the newest event is "
              + age
              + " old, and may be "
              + Ages.text(limit)
              + " (--freshWithin)",
          help());
    }
  }

  /** How long it takes until an event is stored; empty where nobody has said that it should be. */
  private Optional<Duration> storedWithin() {
    return raw.stream().isPresent()
        ? Optional.of(Duration.ZERO)
        : raw.covered().flatMap(any -> schedule);
  }

  private Optional<Silence> silence(String dataset) {
    return silences.stream()
        .filter(each -> each.dataset().equals(dataset))
        .map(Silence::new)
        .filter(Silence::isKnown)
        .findFirst();
  }

  /** All events together; says whether it has told of a silence. */
  private boolean judgeAll(List<Freshness> datasets) {
    Optional<Instant> newest =
        datasets.stream().map(Freshness::newest).max(Comparator.naturalOrder());
    return newest.isPresent()
        && tell(raw.stream().isPresent() ? "stream" : "all events", newest.get(), UsualSilence.ALL);
  }

  private boolean isSilent(Freshness dataset) {
    return tell(dataset.dataset(), dataset.newest(), dataset.dataset());
  }

  private boolean tell(String subject, Instant newest, String dataset) {
    Optional<Silence> silence = silence(dataset);
    Optional<Duration> stored = storedWithin();
    if (silence.isEmpty() || stored.isEmpty()) {
      return false;
    }
    Duration limit = silence.get().allowed().plus(stored.get());
    if (breaks.without(newest, question.at()).compareTo(limit) <= 0) {
      return false;
    }
    String reason =
        "no event since "
            + Ages.instant(newest)
            + "; the longest silence before was "
            + Ages.text(silence.get().longest());
    // That runs succeed is known: a first holiday is no reason to wake anybody.
    if (raw.stream().isPresent()
        || breaks.know(question.at())
        || silence.get().knowsHolidays(question.at())) {
      findings.failed(AREA, subject, reason, help());
    } else {
      findings.note(AREA, subject, reason + ": look at the producers");
    }
    return true;
  }

  private String help() {
    return raw.stream().isPresent()
        ? "look for the process or job of the stream of raw-events, and at the producers"
        : "look at the producers, and whether raw-events reads all of their topics";
  }
}
