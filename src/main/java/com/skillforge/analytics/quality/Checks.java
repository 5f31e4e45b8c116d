package com.skillforge.analytics.quality;

import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import java.time.LocalDate;
import java.util.Optional;

/** Makes rows of what was judged. */
final class Checks {
  private Checks() {}

  /** What was judged; empty for what was not. */
  static Optional<QualityCheck> of(
      Gate gate, String subject, Optional<LocalDate> day, Judged judged) {
    if (judged.verdict() == Judged.Verdict.NOT_JUDGED) {
      return Optional.empty();
    }
    return Optional.of(
        new QualityCheck(
            gate,
            subject,
            day,
            judged.value(),
            judged.low(),
            judged.high(),
            judged.verdict() == Judged.Verdict.PASSED));
  }

  /** A number of things of which there must be none. */
  static QualityCheck none(Gate gate, String subject, long count) {
    return of(gate, subject, Optional.empty(), Judged.between((double) count, 0, 0)).orElseThrow();
  }
}
