package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write one warehouse file at the same time. */
@ExtendWith(Semester.OnKafka.class)
class TwoProcessesIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path directory;

  /** A record that both reject is stored once, by whoever comes first. */
  private static final String[] WHO_CAME_FIRST = {"run_id", "pipeline"};

  @Test
  void rawEventsAndKpisLeaveWhatTheyLeaveOneAfterTheOther(Semester semester) {
    Path sequential = directory.resolve("sequential.duckdb");
    Runs.rawEvents(semester.arguments(sequential));
    Runs.kpi(semester.arguments(sequential));
    Path shared = directory.resolve("shared/warehouse.duckdb");

    ChildJvm.Ended raw;
    ChildJvm.Ended kpi;
    try (ChildJvm first =
            ChildJvm.start(directory, RawEventsPipeline.class, semester.arguments(shared));
        ChildJvm second =
            ChildJvm.start(directory, KpiPipeline.class, semester.arguments(shared))) {
      raw = first.await(TIMEOUT);
      kpi = second.await(TIMEOUT);
    }

    assertThat(raw.exitCode()).as(raw.stderr()).isZero();
    assertThat(kpi.exitCode()).as(kpi.stderr()).isZero();
    Tables.of(shared, WHO_CAME_FIRST).assertSameAs(Tables.of(sequential, WHO_CAME_FIRST));
    assertThat(shared.getParent().toFile().list()).containsExactly("warehouse.duckdb");
  }

  /** A scheduler that lost sight of a run starts it once more: the later attempt takes it over. */
  @Test
  void theSameRunTwiceAtOnceLeavesWhatOneLeaves(Semester semester) {
    Path once = directory.resolve("once.duckdb");
    Runs.rawEvents(semester.arguments(once));
    Path shared = directory.resolve("shared/warehouse.duckdb");

    ChildJvm.Ended later;
    try (ChildJvm first =
        ChildJvm.start(directory, RawEventsPipeline.class, semester.arguments(shared))) {
      Poll.until(
          "the first attempt is noted",
          TIMEOUT,
          () -> Files.exists(shared.resolveSibling("warehouse.duckdb.staging")));
      try (ChildJvm second =
          ChildJvm.start(directory, RawEventsPipeline.class, semester.arguments(shared))) {
        first.await(TIMEOUT);
        later = second.await(TIMEOUT);
      }
    }

    assertThat(later.exitCode()).as(later.stderr()).isZero();
    Tables.of(shared).assertSameAs(Tables.of(once));
    assertThat(shared.getParent().toFile().list()).containsExactly("warehouse.duckdb");
  }
}
