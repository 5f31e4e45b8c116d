package com.skillforge.analytics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.plan.TrackingPlanLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingFixtureTest {
  @TempDir Path directory;

  @Test
  void committedFilesAreWhatTheSimulatorWrites() throws IOException {
    SimulationFiles.write(SemesterSimulator.simulate(StagingFixture.settings()), directory);

    List<Path> files;
    try (Stream<Path> listing = Files.list(directory)) {
      files = listing.sorted().toList();
    }
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrderElementsOf(committed());
    long lines = 0;
    for (Path file : files) {
      byte[] written = Files.readAllBytes(file);
      assertThat(committed(file.getFileName().toString()))
          .as("%s: write the fixture again with StagingFixture.main", file.getFileName())
          .isEqualTo(written);
      if (file.toString().endsWith(".ndjson")) {
        for (byte b : written) {
          lines += b == '\n' ? 1 : 0;
        }
      }
    }
    assertThat(lines).isEqualTo(500);
  }

  @Test
  void coversEveryRecordTypeAndEveryErrorCode() throws IOException {
    Expectations expected = SemesterSimulator.simulate(StagingFixture.settings()).expectations();

    assertThat(expected.read()).isEqualTo(500);
    assertThat(expected.acceptedByType().keySet())
        .as("every type that was released; the simulator may learn a new one later")
        .containsAll(released())
        .isSubsetOf(names(TrackingPlan.builtIn()));
    assertThat(expected.deadLetterCodes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
    assertThat(expected.suppressed()).isGreaterThanOrEqualTo(5);
    assertThat(expected.duplicates()).isEqualTo(10);
    assertThat(expected.late()).isPositive();
    assertThat(expected.outOfOrder()).isPositive();
  }

  private static List<String> committed() throws IOException {
    Path folder = Path.of("src/main/resources", StagingFixture.RESOURCE.substring(1));
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Set<String> released() throws IOException {
    return names(
        TrackingPlanLoader.parse(
            Files.readString(Path.of("src/test/resources/tracking-plan-released.yaml"))));
  }

  private static Set<String> names(TrackingPlan plan) {
    return plan.recordTypes().stream().map(RecordType::name).collect(Collectors.toSet());
  }

  private static byte[] committed(String name) throws IOException {
    try (InputStream file =
        StagingFixtureTest.class.getResourceAsStream(StagingFixture.RESOURCE + name)) {
      return file == null ? new byte[0] : file.readAllBytes();
    }
  }
}
