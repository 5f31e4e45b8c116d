package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.KpiPipeline;
import com.skillforge.analytics.pipelines.RawEventsPipeline;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed with {@code kill -9} at many moments, and then run again to their end: the
 * tables are those of a run that nobody disturbed, and nothing else is left beside them.
 */
@ExtendWith(Semester.OnKafka.class)
class KilledRunIT {
  /** How often a moment is tried that a run was too quick for. */
  private static final int TRIES = 20;

  @TempDir Path directory;

  /** Something that can be seen from outside a run, and some time after it. */
  private record Moment(String name, Predicate<Warehouse> reached, long millisAfter) {
    static Moment of(String name, Predicate<Warehouse> reached) {
      return new Moment(name, reached, 0);
    }

    Moment later(long millis) {
      return new Moment(name + " + " + millis + " ms", reached, millis);
    }

    /** The moment for a machine on which the run was over before this one came. */
    Moment sooner() {
      return new Moment(name, reached, millisAfter / 2);
    }
  }

  /** The schema is being made, or the run noted in the ledger. */
  private static final Moment BEGINNING = Moment.of("the file is there", Warehouse::exists);

  /** The ledger says running. */
  private static final Moment RUNNING = Moment.of("the run is noted", Warehouse::isStaging);

  private static final Moment STAGED = Moment.of("rows are staged", Warehouse::hasStagedRows);

  /** The transaction that merges the rows is being written. */
  private static final Moment COMMITTING =
      Moment.of("the commit has begun", warehouse -> warehouse.isStaging() && warehouse.hasLog());

  /** The rows are in the file; the process has not ended. */
  private static final Moment COMMITTED =
      Moment.of("the commit is over", Warehouse::hasBeenStaging);

  /** A warehouse as another process sees it. */
  private static final class Warehouse {
    private static final long HEADER_BYTES = 3 * 4_096;

    private final Path file;
    private boolean wasStaging;

    Warehouse(Path file) {
      this.file = file;
    }

    /** Whether DuckDB has made the file: one that was killed within its header, it refuses. */
    boolean exists() {
      try {
        return Files.size(file) >= HEADER_BYTES;
      } catch (IOException e) {
        return false;
      }
    }

    boolean hasLog() {
      return Files.exists(beside(".wal"));
    }

    boolean isStaging() {
      wasStaging |= Files.exists(beside(".staging"));
      return wasStaging && Files.exists(beside(".staging"));
    }

    boolean hasBeenStaging() {
      return !isStaging() && wasStaging;
    }

    boolean hasStagedRows() {
      try (Stream<Path> tree = Files.walk(beside(".staging"))) {
        return tree.anyMatch(path -> path.toString().endsWith(".csv"));
      } catch (IOException | UncheckedIOException e) {
        return false; // not there yet, or just removed
      }
    }

    private Path beside(String suffix) {
      return file.resolveSibling(file.getFileName() + suffix);
    }
  }

  @Test
  void rawEventsComesOutWholeWheneverItWasKilled(Semester semester) {
    List<Moment> moments =
        List.of(
            BEGINNING,
            RUNNING,
            RUNNING.later(50),
            RUNNING.later(100),
            RUNNING.later(200),
            RUNNING.later(600),
            STAGED,
            COMMITTING,
            COMMITTING.later(10),
            COMMITTING.later(50),
            COMMITTED);

    killAndRunAgain(semester, RawEventsPipeline.class, Runs::rawEvents, moments);
  }

  @Test
  void kpisComeOutWholeWheneverTheyWereKilled(Semester semester) {
    List<Moment> moments = List.of(RUNNING.later(100), STAGED, COMMITTING, COMMITTED);

    killAndRunAgain(semester, KpiPipeline.class, Runs::kpi, moments);
  }

  private void killAndRunAgain(
      Semester semester,
      Class<?> main,
      Function<List<String>, RunReport> run,
      List<Moment> moments) {
    Path undisturbed = directory.resolve("undisturbed.duckdb");
    RunReport expectedReport = run.apply(semester.arguments(undisturbed));
    Tables expected = Tables.of(undisturbed);
    for (Moment moment : moments) {
      Path warehouse = killed(moment, main, semester);
      Path folder = warehouse.getParent();

      RunReport report = run.apply(semester.arguments(warehouse));

      assertThat(report.counts()).usingRecursiveComparison().isEqualTo(expectedReport.counts());
      Tables.of(warehouse).assertSameAs(expected);
      assertThat(folder.toFile().list()).as(moment.name()).containsExactly("killed.duckdb");
    }
  }

  /** The warehouse of a run that was killed at a moment; tries until one was still running then. */
  private Path killed(Moment moment, Class<?> main, Semester semester) {
    Moment next = moment;
    for (int i = 0; i < TRIES; i++) {
      Path folder = directory.resolve(moment.name().replace(' ', '-') + "-" + i);
      Path warehouse = folder.resolve("killed.duckdb");
      try (ChildJvm child = ChildJvm.start(directory, main, semester.arguments(warehouse))) {
        if (killAt(next, new Warehouse(warehouse), child)) {
          return warehouse;
        }
      }
      next = next.sooner();
    }
    throw new AssertionError("no run could be killed when " + moment.name());
  }

  /** Returns whether the process was still running then. */
  private static boolean killAt(Moment moment, Warehouse warehouse, ChildJvm child) {
    Poll.until(moment.name(), () -> moment.reached().test(warehouse) || !child.isRunning());
    Poll.within(Duration.ofMillis(moment.millisAfter()), () -> !child.isRunning());
    return child.kill().wasKilled();
  }
}
