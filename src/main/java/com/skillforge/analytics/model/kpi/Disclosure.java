package com.skillforge.analytics.model.kpi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What readers who may see groups of people, but no single ones, get to see of a KPI. A row can be
 * judged only when it says how many people it is of, and when it is clear which rows are parts of
 * which.
 */
public sealed interface Disclosure {
  /** The figures that it needs; the KPI declares them. */
  List<Figure> figures();

  /**
   * Rows of groups that are large enough. Along one cut only: where two are shown, the difference
   * of one part of each can be a single person.
   *
   * @param people the figure that says how many different people a row is of
   * @param cut into which parts the people of a period are divided
   * @param facts how long the time is that a row's facts come from, where rows of several periods
   *     share facts: then only rows whose times do not overlap are shown
   */
  record Groups(Figure people, Cut cut, Optional<Duration> facts) implements Disclosure {
    @Override
    public List<Figure> figures() {
      return List.of(people);
    }

    static Groups of(Figure people, Cut cut) {
      return new Groups(people, cut, Optional.empty());
    }
  }

  /** All rows: they are of no people. */
  record Everything() implements Disclosure {
    @Override
    public List<Figure> figures() {
      return List.of();
    }
  }

  /**
   * No row.
   *
   * @param reason why, a sentence
   */
  record Nothing(String reason) implements Disclosure {
    @Override
    public List<Figure> figures() {
      return List.of();
    }
  }

  /** What the parts of a whole are. */
  enum Cut {
    /** The personas; the whole is all of them. */
    PERSONA,
    /** The values of the dimension, of all personas; the whole is the headline. */
    DIMENSION
  }
}
