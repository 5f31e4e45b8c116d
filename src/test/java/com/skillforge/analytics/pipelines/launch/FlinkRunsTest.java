package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.options.FlinkOptions;
import com.skillforge.analytics.options.JobOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

/** What a run on Flink is given, such as where a stream keeps its checkpoints. */
class FlinkRunsTest {
  private static FlinkOptions prepared(boolean streaming, String master, @Nullable String folder) {
    JobOptions options = PipelineOptionsFactory.create().as(JobOptions.class);
    options.setStreaming(streaming);
    FlinkOptions flink = options.as(FlinkOptions.class);
    flink.setFlinkMaster(master);
    flink.setStateBackendStoragePath(folder);
    Instant start = Instant.parse("2026-01-07T00:00:00Z");
    RunInfo run =
        new RunInfo(
            "raw-events",
            "1",
            "prod",
            "kafka",
            Optional.empty(),
            Optional.empty(),
            streaming,
            start,
            start,
            RunOffsets.NONE);
    new FlinkRuns().prepare(options, run);
    return flink;
  }

  @Test
  void aStreamWithinThisProcessHasThemInAFolderOfItsOwn() {
    FlinkOptions flink = prepared(true, "[local]", null);
    assertThat(flink.getStateBackend()).isEqualTo("filesystem");
    assertThat(Path.of(URI.create(flink.getStateBackendStoragePath()))).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNamedIsTaken() {
    FlinkOptions flink = prepared(true, "[local]", "file:///checkpoints");
    assertThat(flink.getStateBackend()).isEqualTo("filesystem");
    assertThat(flink.getStateBackendStoragePath()).isEqualTo("file:///checkpoints");
  }

  @Test
  void aClusterDoesWhatItIsConfiguredFor() {
    FlinkOptions flink = prepared(true, "jobmanager:8081", null);
    assertThat(flink.getStateBackend()).isNull();
    assertThat(flink.getStateBackendStoragePath()).isNull();
  }

  @Test
  void aBatchRunTakesNoCheckpointsAndHasFewSteps() {
    FlinkOptions flink = prepared(false, "[local]", null);
    assertThat(flink.getStateBackend()).isNull();
    assertThat(flink.getUseDataStreamForBatch()).isTrue();
  }
}
