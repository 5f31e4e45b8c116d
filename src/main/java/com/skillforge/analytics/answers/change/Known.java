package com.skillforge.analytics.answers.change;

/** Tells of whom there was something before a period. */
public interface Known {
  /** Whether anything of a person is from before the period that is asked about. */
  boolean before(String who);
}
