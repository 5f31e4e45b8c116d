package com.skillforge.analytics.status;

import com.skillforge.analytics.io.rows.PastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger has of one pipeline for one environment. */
record PipelineRuns(String pipeline, List<PastRun> runs) {
  PipelineRuns {
    runs = List.copyOf(runs);
  }

  private Stream<PastRun> succeeded() {
    return runs.stream().filter(PastRun::succeeded);
  }

  private static Instant end(PastRun run) {
    return run.finishedAt().orElse(run.startedAt());
  }

  Optional<PastRun> lastSuccess() {
    return succeeded().max(Comparator.comparing(PipelineRuns::end));
  }

  /**
   * Up to where batch runs have covered time; empty when none has named both ends of a range, as a
   * schedule always does.
   */
  Optional<Instant> covered() {
    return succeeded().noneMatch(run -> !run.streaming() && run.from().isPresent())
        ? Optional.empty()
        : ends().max(Comparator.naturalOrder());
  }

  /** The end of the first range. */
  Optional<Instant> firstCovered() {
    return covered().flatMap(any -> ends().min(Comparator.naturalOrder()));
  }

  private Stream<Instant> ends() {
    return succeeded().filter(run -> !run.streaming()).flatMap(run -> run.to().stream());
  }

  /** Whether no schedule has started it, nor a stream. */
  boolean byHand() {
    return covered().isEmpty() && stream().isEmpty();
  }

  private boolean hasSucceededSince(Instant instant) {
    return succeeded().anyMatch(run -> end(run).isAfter(instant));
  }

  /** The newest failure, unless a run has succeeded since. */
  Optional<PastRun> failure() {
    return runs.stream()
        .filter(run -> !run.succeeded() && !run.running())
        .max(Comparator.comparing(PipelineRuns::end))
        .filter(failed -> !hasSucceededSince(end(failed)));
  }

  /** A batch run that runs for too long, unless another one has succeeded since it was started. */
  Optional<PastRun> stuck(Instant at, Duration atMost) {
    return runs.stream()
        .filter(run -> run.running() && !run.streaming())
        .filter(run -> run.startedAt().isBefore(at.minus(atMost)))
        .max(Comparator.comparing(PastRun::startedAt))
        .filter(run -> !hasSucceededSince(run.startedAt()));
  }

  /** The newest run that the ledger has as running. */
  Optional<PastRun> running() {
    return runs.stream().filter(PastRun::running).max(Comparator.comparing(PastRun::startedAt));
  }

  /** A stream that has not been stopped, as far as the ledger knows. */
  Optional<PastRun> stream() {
    return runs.stream()
        .filter(run -> run.running() && run.streaming())
        .max(Comparator.comparing(PastRun::startedAt));
  }
}
