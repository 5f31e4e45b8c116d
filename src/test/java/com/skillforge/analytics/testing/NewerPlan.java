package com.skillforge.analytics.testing;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.plan.TrackingPlanLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tracking plans that a later release may have. */
public final class NewerPlan {
  private static final String SESSION = "      backend: POST /api/v1/auth/session (Auth Service)\n";

  private NewerPlan() {}

  /** The plan of this release with another revision and some text replaced. */
  public static String yaml(String replaced, String by) {
    String yaml;
    try {
      yaml = Files.readString(Path.of("src/main/resources/tracking-plan.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!yaml.contains(replaced)) {
      throw new IllegalArgumentException("the plan has no " + replaced);
    }
    return yaml.replace("revision: 1\n", "revision: 2\n").replace(replaced, by);
  }

  /**
   * A plan in which sessions have a second version and a mood.
   *
   * @param more what else is said of the mood, in lines of YAML
   */
  public static String withMood(String more) {
    return yaml(
        SESSION,
        SESSION
            + "    newestVersion: 2\n    properties:\n      mood:\n        type: string\n"
            + more
            + "        description: How it is.\n");
  }

  /** The same, read. */
  public static TrackingPlan withMood() {
    return TrackingPlanLoader.parse(withMood(""));
  }
}
