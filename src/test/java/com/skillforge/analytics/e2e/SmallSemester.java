package com.skillforge.analytics.e2e;

import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The smallest simulated semester, as files. */
final class SmallSemester {
  private static final int RECORDS = 600;

  private SmallSemester() {}

  /** Writes the files, and gives the arguments of a run that reads them. */
  static List<String> write(Path directory) {
    try {
      SimulationFiles.write(
          SemesterSimulator.simulate(
              new SimulationSettings(7, RECORDS, 0.3, Optional.empty(), Medium.FILES)),
          directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("--source=files", "--input=" + directory);
  }
}
