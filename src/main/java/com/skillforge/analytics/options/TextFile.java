package com.skillforge.analytics.options;

import com.skillforge.analytics.plan.PlanException;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.plan.TrackingPlanLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files on this machine that are named on a command line, and read at once. */
public final class TextFile {
  private TextFile() {}

  /**
   * The text of a file; empty, and a sentence more, when it cannot be read.
   *
   * @param option where the file is named, for example {@code --plan}
   */
  public static Optional<String> read(String option, String file, List<String> problems) {
    try {
      return Optional.of(Files.readString(Path.of(file)));
    } catch (IOException e) {
      problems.add(option + ": the file " + file + " cannot be read as text.");
      return Optional.empty();
    }
  }

  /** The tracking plan in a file; empty, and a sentence more, when there is none in it. */
  public static Optional<TrackingPlan> readPlan(String option, String file, List<String> problems) {
    return read(option, file, problems)
        .flatMap(
            yaml -> {
              try {
                return Optional.of(TrackingPlanLoader.parse(yaml));
              } catch (PlanException e) {
                problems.add(option + ": " + file + " is no tracking plan: " + e.getMessage());
                return Optional.empty();
              }
            });
  }
}
