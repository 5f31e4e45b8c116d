package com.skillforge.analytics.io.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keeps a file that this process has just read open for a moment: a run reads many times in a row,
 * and to open the file of a small warehouse takes far longer than most of these reads do.
 *
 * <p>Nobody waits long for that: who writes in this process closes it first, and it is closed from
 * time to time however often it is read, so that other processes have their turn. It is never open
 * for writing, so that what was written is in the file, not in a log beside it, and nothing has to
 * be closed when the process ends.
 */
final class RecentlyRead {
  private static final Duration MOMENT = Duration.ofMillis(200);

  /** How long it stays open when it is read all the time, and then closed. */
  private static final Duration TURN = Duration.ofMillis(500);

  private static final Duration REST = Duration.ofMillis(50);

  private static final Map<String, RecentlyRead> FILES = new ConcurrentHashMap<>();

  private final Path file;
  private @Nullable Connection open;
  private @Nullable Object openKey;
  private long openedNanos;
  private long restsUntilNanos = System.nanoTime();
  private long reads;
  private int writers;

  private RecentlyRead(Path file) {
    this.file = file;
  }

  static RecentlyRead of(String file) {
    return FILES.computeIfAbsent(file, name -> new RecentlyRead(Path.of(name)));
  }

  /** Waits while it is others' turn, and closes a file in whose place there is another one now. */
  void awaitTurn() throws SQLException {
    long rest;
    synchronized (this) {
      rest = restsUntilNanos - System.nanoTime();
      if (open != null && !Objects.equals(openKey, key())) {
        close();
      }
    }
    if (rest > 0) {
      LockSupport.parkNanos(rest); // it may come back early: others would have a shorter turn
    }
  }

  /** Takes over a connection that nothing is done with any more. */
  synchronized void keep(Connection connection) throws SQLException {
    long now = System.nanoTime();
    if (open == null) {
      openedNanos = now;
    }
    close();
    boolean isOver = now - openedNanos > TURN.toNanos();
    if (isOver || writers > 0) {
      connection.close();
      restsUntilNanos = now + (isOver ? REST.toNanos() : 0);
      return;
    }
    open = connection;
    openKey = key();
    long read = ++reads;
    CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> closeAfter(read));
  }

  /** Closes the file, and keeps none open until the writer has ended. */
  synchronized void beginWriting() throws SQLException {
    writers++;
    close();
  }

  synchronized void endWriting() {
    writers--;
  }

  /** Closes what is kept open. */
  synchronized void close() throws SQLException {
    if (open != null) {
      Connection closing = open;
      open = null;
      closing.close();
    }
  }

  /** What tells this file from another one of the same name; null where nothing does. */
  private @Nullable Object key() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null; // whoever opens it says what is wrong
    }
  }

  private synchronized void closeAfter(long read) {
    if (read == reads) {
      try {
        close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
