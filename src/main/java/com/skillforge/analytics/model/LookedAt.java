package com.skillforge.analytics.model;

import java.util.Locale;

/**
 * At how many subjects a run has looked.
 *
 * @param subjects how many; -1 for all
 * @param known of how many contributions were kept before
 * @param reason why all; empty where it were not all
 */
public record LookedAt(long subjects, long known, String reason) {

  /** Those of whom something is new. */
  public static LookedAt some(long subjects, long known) {
    return new LookedAt(subjects, known, "");
  }

  /** All, for a reason. */
  public static LookedAt all(String reason) {
    return new LookedAt(-1, -1, reason);
  }

  /** Whether it were all there are. */
  public boolean isAll() {
    return subjects < 0;
  }

  /**
   * About how many of the records are those of the subjects.
   *
   * @param records how many there are of all subjects; negative when that is not known
   */
  public long shareOf(long records) {
    return isAll() || records < 0 || subjects >= known
        ? records
        : Math.round((double) records * subjects / known);
  }

  /** For people. */
  public String toText() {
    return isAll()
        ? "looked at all subjects: " + reason
        : String.format(
            Locale.ROOT, "looked at %,d of %,d subjects", subjects, Math.max(subjects, known));
  }
}
