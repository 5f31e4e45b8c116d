package com.skillforge.analytics.plan;

import java.util.List;

/** A tracking plan that cannot be used, with everything that is wrong with it. */
public final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems one line per mistake: where it is and what to do about it
   */
  public PlanException(List<String> problems) {
    super("The tracking plan cannot be used:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
