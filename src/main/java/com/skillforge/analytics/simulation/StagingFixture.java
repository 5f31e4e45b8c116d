package com.skillforge.analytics.simulation;

import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The batch of 500 records that is replayed to check a staging environment: every record type and
 * every error code, in files, with the numbers that a correct run reports.
 */
public final class StagingFixture {
  /** Where the committed files are, on the class path. */
  public static final String RESOURCE = "/fixtures/staging-500/";

  private StagingFixture() {}

  public static SimulationSettings settings() {
    return new SimulationSettings(500, 500, 0.15, Optional.of("staging"), Medium.FILES);
  }

  /** Writes the fixture again, after a change of the simulator: {@code main(directory)}. */
  public static void main(String[] args) throws IOException {
    SimulationFiles.write(SemesterSimulator.simulate(settings()), Path.of(args[0]));
  }
}
