package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write one warehouse file at the same time. */
@ExtendWith(Semester.OnKafka.class)
class TwoProcessesIT {

  @TempDir Path directory;

  /** A record that both reject is stored once, by whoever comes first. */
  private static final String[] WHO_CAME_FIRST = {"run_id", "pipeline"};

  @Test
  void rawEventsAndKpisLeaveWhatTheyLeaveOneAfterTheOther(Semester semester) {
    Path sequential = directory.resolve("sequential.duckdb");
    Runs.rawEvents(semester.arguments(sequential));
    Runs.kpi(semester.arguments(sequential));

    runBoth(RawEventsPipeline.class, KpiPipeline.class, semester.arguments(shared()));

    Tables.of(shared(), WHO_CAME_FIRST).assertSameAs(Tables.of(sequential, WHO_CAME_FIRST));
  }

  /** A scheduler that loses sight of a run starts it once more. */
  @Test
  void theSameRunTwiceAtOnceLeavesWhatOneLeaves(Semester semester) {
    Path once = directory.resolve("once.duckdb");
    Runs.rawEvents(semester.arguments(once));

    runBoth(RawEventsPipeline.class, RawEventsPipeline.class, semester.arguments(shared()));

    Tables.of(shared()).assertSameAs(Tables.of(once));
    assertThat(Tables.query(shared(), "SELECT attempt FROM pipeline_runs")).containsExactly("2");
  }

  private Path shared() {
    return directory.resolve("shared/warehouse.duckdb");
  }

  private void runBoth(Class<?> one, Class<?> other, List<String> arguments) {
    try (ChildJvm first = ChildJvm.start(directory, one, arguments);
        ChildJvm second = ChildJvm.start(directory, other, arguments)) {
      ChildJvm.Ended firstEnd = first.await();
      ChildJvm.Ended secondEnd = second.await();
      assertThat(firstEnd.exitCode()).as(firstEnd.stderr()).isZero();
      assertThat(secondEnd.exitCode()).as(secondEnd.stderr()).isZero();
    }
    assertThat(shared().getParent().toFile().list()).containsExactly("warehouse.duckdb");
  }
}
