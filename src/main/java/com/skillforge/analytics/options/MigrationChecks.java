package com.skillforge.analytics.options;

import java.util.List;

/** The checks of a migration's own options. */
public final class MigrationChecks {
  private static final int LEAST_GROUP = 2;

  private MigrationChecks() {}

  /** Adds one sentence for each problem. */
  public static void check(MigrationOptions options, List<String> problems) {
    Integer people = options.getMinGroupSize();
    if (people != null && people < LEAST_GROUP) {
      problems.add(
          "--minGroupSize=%d would show advisors single people: give at least 2, for example 5."
              .formatted(people));
    }
  }
}
