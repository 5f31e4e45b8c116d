package com.skillforge.analytics.status;

import com.skillforge.analytics.model.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The times between known terms, when silence says nothing. */
final class Breaks {
  private record Span(long from, long to) {}

  private final List<Span> breaks = new ArrayList<>();
  private final long knownUntil;

  /**
   * @param terms those of all institutions: a time in any of them is in none of the breaks
   */
  Breaks(List<Term> terms) {
    long covered = Long.MIN_VALUE;
    for (Term term : terms.stream().sorted(Comparator.comparing(Term::startMillis)).toList()) {
      if (covered != Long.MIN_VALUE && term.startMillis() > covered) {
        breaks.add(new Span(covered, term.startMillis()));
      }
      covered = Math.max(covered, term.endMillis());
    }
    knownUntil = covered;
  }

  /** Whether it is known of an instant that it is in a term, or in a break. */
  boolean know(Instant at) {
    return at.toEpochMilli() < knownUntil;
  }

  /** How long it is from an instant to another one without the breaks between them. */
  Duration without(Instant from, Instant to) {
    long millis = Duration.between(from, to).toMillis();
    for (Span span : breaks) {
      long start = Math.max(span.from(), from.toEpochMilli());
      millis -= Math.max(0, Math.min(span.to(), to.toEpochMilli()) - start);
    }
    return Duration.ofMillis(Math.max(0, millis));
  }
}
