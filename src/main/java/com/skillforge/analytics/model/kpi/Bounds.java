package com.skillforge.analytics.model.kpi;

import java.util.List;

/**
 * How the units that are pending at as-of can still move a row's value: each may succeed, fail, or
 * be excluded by an opt-out that is still to come. The typed views say from it between what the
 * final value lies.
 */
public sealed interface Bounds {
  /** The measures that it needs; the KPI declares them. */
  List<Figure> measures();

  /** Nothing can be said, or no unit is ever pending. */
  record None() implements Bounds {
    @Override
    public List<Figure> measures() {
      return List.of();
    }
  }

  /** The value is the share of succeeded units. */
  record Share() implements Bounds {
    @Override
    public List<Figure> measures() {
      return List.of();
    }
  }

  /**
   * As {@link Share}, but some pending units have succeeded for good: they can only be excluded.
   *
   * @param succeeded how many
   */
  record Conversion(Figure succeeded) implements Bounds {
    @Override
    public List<Figure> measures() {
      return List.of(succeeded);
    }
  }

  /**
   * The value is 1 - low after / low before, over the members of interventions.
   *
   * @param lowBefore members of pending interventions who were low before
   * @param notLowBefore members of pending interventions who were not low before
   */
  record Intervention(Figure lowBefore, Figure notLowBefore) implements Bounds {
    @Override
    public List<Figure> measures() {
      return List.of(lowBefore, notLowBefore);
    }
  }
}
