package com.skillforge.analytics.trial;

import com.skillforge.analytics.io.duckdb.DuckDbConnector;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A local warehouse to try things on, which is gone when it is closed. */
public final class Scratch implements AutoCloseable {
  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  /** A place without a warehouse: the first run makes one. */
  public static Scratch empty() {
    try {
      return new Scratch(Files.createTempDirectory("skillforge-trial"));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no room for temporary files", e);
    }
  }

  /**
   * A copy of a local warehouse.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be read
   */
  private static Scratch copyOf(DuckDbWarehouse warehouse) {
    Scratch scratch = empty();
    try {
      warehouse.copyTo(scratch.file());
      return scratch;
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /**
   * A copy of any warehouse, of one that is far away of what is needed only: it takes as long as
   * reading that row by row. A file is copied as it is.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be read
   */
  public static Scratch copyOf(QueryableWarehouse warehouse, Needed needed) {
    if (warehouse instanceof DuckDbWarehouse local) {
      return copyOf(local);
    }
    Scratch scratch = empty();
    try {
      new WarehouseCopy(
              warehouse,
              new DuckDbConnector(scratch.file()),
              TrackingPlan.builtIn(),
              needed,
              scratch.directory.resolve("rows.ndjson"))
          .run();
      return scratch;
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /** The DuckDB file. */
  public Path file() {
    return directory.resolve("trial.duckdb");
  }

  public DuckDbWarehouse warehouse() {
    return new DuckDbWarehouse(file());
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary files in " + directory + " remain", e);
    }
  }
}
