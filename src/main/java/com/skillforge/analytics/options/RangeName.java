package com.skillforge.analytics.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code --range} can name: the periods that a scheduled run covers. */
public enum RangeName {
  /** UTC days. */
  DAY("P1D", "the last full day"),
  /** Weeks from Monday, 00:00 UTC. */
  WEEK("P1W", "the last full week"),
  /** The terms of {@code --terms} that have ended. */
  TERM("TERM", "the last term that has ended");

  private final String label;
  private final String description;

  RangeName(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The spellings in {@code --range}. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(RangeName::label).toList();
  }

  /** The range of a spelling; empty for a word that names none. */
  public static Optional<RangeName> of(String label) {
    return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
  }

  /** The spelling in {@code --range}. */
  public String label() {
    return label;
  }

  /** What a run without an earlier one covers, for people. */
  public String description() {
    return description;
  }
}
