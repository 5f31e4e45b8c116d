package com.skillforge.analytics.io.duckdb;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.skillforge.analytics.io.WarehouseException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory beside the warehouse file where a run's rows wait for their commit: {@code
 * <file>.staging/<run id>/<attempt>}.
 *
 * <p>The process that stages there holds a lock on the file {@code <attempt>.lock} beside it. What
 * an attempt leaves behind when it dies is therefore told apart from what another process is
 * staging right now, and is removed when the run is started again.
 */
final class StagingArea implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StagingArea.class);
  private static final String LOCK = ".lock";

  private final String attempt;
  private transient @Nullable FileChannel lock;

  StagingArea(Path warehouse, String runId, long attempt) {
    this.attempt = root(warehouse).resolve(runId).resolve(String.valueOf(attempt)).toString();
  }

  private static Path root(Path warehouse) {
    return warehouse.resolveSibling(warehouse.getFileName() + ".staging");
  }

  /** Makes the directory of the attempt, and removes those of attempts that have died. */
  void prepare() {
    try {
      Files.createDirectories(directory());
      lock = FileChannel.open(lockOf(directory()), CREATE, WRITE);
      lock.lock();
      removeDead(run(), directory());
    } catch (IOException e) {
      throw new WarehouseException(
          "The staging directory "
              + attempt
              + " of the local warehouse cannot be made: give --localWarehouse a path that can be"
              + " written.",
          e);
    }
  }

  /**
   * Removes what attempts at any run have staged beside a warehouse that have died since.
   *
   * @throws WarehouseException when something cannot be removed
   */
  static void removeDead(Path warehouse) {
    try {
      for (Path run : list(root(warehouse))) {
        removeDead(run, warehouse);
      }
    } catch (IOException e) {
      throw new WarehouseException(
          "What runs that have died have left in "
              + root(warehouse)
              + " cannot be removed: remove it by hand.",
          e);
    }
  }

  private static void removeDead(Path run, Path except) throws IOException {
    for (Path attempt : list(run)) {
      if (Files.isDirectory(attempt) && !attempt.equals(except) && hasDied(attempt)) {
        removeTree(attempt);
        Files.deleteIfExists(lockOf(attempt));
      }
    }
  }

  /** A lock goes with its process, however that ends. */
  private static boolean hasDied(Path other) throws IOException {
    try (FileChannel channel = FileChannel.open(lockOf(other), CREATE, WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (OverlappingFileLockException e) {
      return false; // another run of this process
    }
  }

  Path directory() {
    return Path.of(attempt);
  }

  /** Where all attempts at the run are. */
  Path run() {
    return directory().getParent();
  }

  private static Path lockOf(Path directory) {
    return directory.resolveSibling(directory.getFileName() + LOCK);
  }

  /** Removes all that the attempt has staged, and the directories above when they are empty. */
  void remove() {
    try {
      removeTree(directory());
      Files.deleteIfExists(lockOf(directory()));
      if (lock != null) {
        lock.close();
      }
      for (Path parent : List.of(run(), run().getParent())) {
        if (!list(parent).isEmpty()) {
          return;
        }
        Files.deleteIfExists(parent);
      }
    } catch (IOException e) {
      LOG.warn("Cannot remove {}; the next start of the run does", attempt, e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
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
