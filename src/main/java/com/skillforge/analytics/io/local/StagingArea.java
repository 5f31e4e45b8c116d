package com.skillforge.analytics.io.local;

import com.skillforge.analytics.io.WarehouseException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory beside the warehouse file where a run's rows wait for their commit: {@code
 * <file>.staging/<run id>/<attempt>}. What an attempt leaves there when it dies is removed when the
 * run is started again.
 */
final class StagingArea implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StagingArea.class);

  private final String run;
  private final String attempt;

  StagingArea(Path warehouse, String runId, long attempt) {
    Path directory = root(warehouse).resolve(runId);
    this.run = directory.toString();
    this.attempt = directory.resolve(String.valueOf(attempt)).toString();
  }

  private static Path root(Path warehouse) {
    return warehouse.resolveSibling(warehouse.getFileName() + ".staging");
  }

  /** Makes the directory of the attempt, and removes those of earlier ones. */
  void prepare() {
    try {
      removeTree(Path.of(run));
      Files.createDirectories(Path.of(attempt));
    } catch (IOException e) {
      throw new WarehouseException(
          "The staging directory "
              + attempt
              + " of the local warehouse cannot be made: give --localWarehouse a path that can be"
              + " written.",
          e);
    }
  }

  Path directory() {
    return Path.of(attempt);
  }

  /** Removes all that the run has staged. */
  void remove() {
    try {
      removeTree(Path.of(run));
      Path root = Path.of(run).getParent();
      try (Stream<Path> others = Files.list(root)) {
        if (others.findAny().isPresent()) {
          return;
        }
      }
      Files.deleteIfExists(root);
    } catch (IOException e) {
      LOG.warn("Cannot remove {}; the next start of the run does", run, e);
    }
  }

  private static void removeTree(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Nothing was left behind.
    }
  }
}
