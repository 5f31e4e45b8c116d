package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.bench.BenchEvents;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.pipelines.launch.Processes;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What does not fit into the heap ends with one sentence that says what helps, and with an exit
 * code of its own. None of this can fit: it holds several times as much as there is.
 */
class SmallHeapIT {
  private static final int RECORDS = 100_000;

  @TempDir Path directory;

  @Test
  void aRunThatDoesNotFitSaysWhatHelps() throws IOException {
    Path input = directory.resolve("analytics.events.student.ndjson");
    BenchEvents events = new BenchEvents(5, 1_000);
    try (Writer file = Files.newBufferedWriter(input)) {
      for (int i = 0; i < RECORDS; i++) {
        file.write(events.next(SinkFixture.MONDAY + i * 1_000L).json());
        file.write('\n');
      }
    }
    assertEndsForWantOfMemory(
        script(
            "run.sh",
            "48m",
            "raw-events",
            "--source=files",
            "--input=" + input,
            "--progress=off",
            "--localWarehouse=" + directory.resolve("run.duckdb")),
        48);
  }

  @Test
  void anAnswerThatDoesNotFitSaysWhatHelps() {
    SinkFixture fixture = new SinkFixture(directory.resolve("w.duckdb"));
    fixture.write(
        SinkFixture.batch("a run"),
        SinkFixture.output()
            .value(SinkFixture.wau(0, SinkFixture.MONDAY + SinkFixture.DAY, 5, 1.0)));
    new DuckDbWarehouse(fixture.file())
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(
                    "INSERT INTO kpi_values SELECT v.* REPLACE ('tenant ' || n AS tenant_id)"
                        + " FROM (FROM kpi_values LIMIT 1) v, range("
                        + RECORDS
                        + ") r(n)");
              }
            });
    assertEndsForWantOfMemory(
        script(
            "kpi.sh", "48m", "show", "weekly_active_users", "--localWarehouse=" + fixture.file()),
        48);
  }

  @Test
  void aThreadThatDiesOfItEndsTheProcess() {
    try (ChildJvm process = ChildJvm.ofTests(directory, DyingThread.class)) {
      assertEndsForWantOfMemory(process.await(), 768);
    }
  }

  /** Nothing else than the thread's death would end it. */
  static final class DyingThread {
    private DyingThread() {}

    public static void main(String[] args) {
      Processes.end(
          () -> {
            new Thread(
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    })
                .start();
            new CountDownLatch(1).await();
            return ExitCode.DONE;
          });
    }
  }

  @Test
  void aHeapThatFitsNothingOrIsNoSizeIsRefused() {
    ChildJvm.Ended tiny = script("kpi.sh", "24m", "list");
    assertThat(tiny.exitCode()).isEqualTo(ExitCode.MEMORY.status());
    assertThat(tiny.stderrLines())
        .containsExactly(
            "error: A heap of 24m is too small for any script: give it more, for example"
                + " SKILLFORGE_HEAP=512m.");
    ChildJvm.Ended wrong = script("kpi.sh", "lots", "list");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE.status());
    assertThat(wrong.stderrLines())
        .containsExactly("error: SKILLFORGE_HEAP must be a size such as 512m or 4g, not 'lots'.");
  }

  private ChildJvm.Ended script(String name, String heap, String... arguments) {
    try (ChildJvm process =
        ChildJvm.script(directory, Map.of("SKILLFORGE_HEAP", heap), name, List.of(arguments))) {
      return process.await();
    }
  }

  private static void assertEndsForWantOfMemory(ChildJvm.Ended end, int mebibytes) {
    assertThat(end.exitCode()).as(end.stderr()).isEqualTo(ExitCode.MEMORY.status());
    assertThat(end.stdout()).isEmpty();
    assertThat(end.stderrLines()) // and so no stack trace
        .containsExactly(
            "error: The heap of "
                + mebibytes
                + " MiB is too small: give the script more, for example SKILLFORGE_HEAP=4g, ask for"
                + " a shorter range, or run on Dataflow or Flink.");
  }
}
