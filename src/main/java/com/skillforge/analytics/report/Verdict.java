package com.skillforge.analytics.report;

/** Whether a target is met: a sign and a word, so that nobody needs to see colours. */
enum Verdict {
  MET("✓", "met"),
  MISSED("✕", "not met"),
  /** Nothing to judge, or no target. */
  NONE("", "");

  private final String sign;
  private final String word;

  Verdict(String sign, String word) {
    this.sign = sign;
    this.word = word;
  }

  static Verdict of(boolean met) {
    return met ? MET : MISSED;
  }

  String sign() {
    return sign;
  }

  String word() {
    return word;
  }

  boolean missed() {
    return this == MISSED;
  }
}
