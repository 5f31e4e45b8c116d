package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.Backoff;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.warehouse.Warehouse;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file that several processes share.
 *
 * <p>DuckDB lets one process write, or several read. The file is therefore opened for one
 * transaction at a time; whoever finds it locked tries again, with a jittered back-off, until its
 * patience ends.
 *
 * <p>The file is attached to a database in memory under a name of its own. Opened directly, its
 * catalog would be called like the file, and in {@code analytics.duckdb} every mention of the
 * schema {@code analytics} would be ambiguous. The database in memory is named after the file, so
 * that all connections of this process share it: DuckDB's lock does not keep a process from itself.
 */
public final class DuckDbWarehouse implements Warehouse {
  private static final long serialVersionUID = 1L;

  /** The catalog under which the file is attached. */
  static final String CATALOG = "warehouse";

  /** How long a locked file is waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final String READ_WRITE = "READ_WRITE";
  private static final String READ_ONLY = "READ_ONLY";

  /**
   * What DuckDB may hold in memory before it spills to a directory beside the file: little beside a
   * pipeline, more for a query, which has its process to itself.
   */
  private static final String WRITER_MEMORY = "512MB";

  private static final String READER_MEMORY = "2GB";

  /** So many rows of a table are asked for together; DuckDB makes a result before it gives it. */
  private static final long PART_ROWS = 50_000;

  private static final Pattern PROCESS = Pattern.compile("\\((PID \\d+)\\)");

  private final String file;
  private final Duration patience;

  public DuckDbWarehouse(Path file) {
    this(file, PATIENCE);
  }

  public DuckDbWarehouse(Path file, Duration patience) {
    this.file = file.toAbsolutePath().normalize().toString();
    this.patience = patience;
  }

  /** Work on an open connection; it is repeated when the transaction meets another one. */
  public interface ConnectionWork<T> {
    T run(Connection connection) throws SQLException;
  }

  public Path file() {
    return Path.of(file);
  }

  public boolean exists() {
    return Files.exists(file());
  }

  /**
   * Runs work in one transaction: all of it is stored, or nothing. Makes the file, and its
   * directory, when they do not exist.
   *
   * @throws WarehouseException when the file cannot be opened or written
   */
  public <T> T write(ConnectionWork<T> work) {
    createDirectory();
    return patiently(
        READ_WRITE,
        connection -> {
          connection.setAutoCommit(false);
          try {
            T result = work.run(connection);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
          }
        });
  }

  /**
   * Runs work on a connection that cannot write.
   *
   * @throws WarehouseException when the file does not exist or cannot be read
   */
  public <T> T read(ConnectionWork<T> work) {
    if (!exists()) {
      throw new WarehouseException(
          "The local warehouse "
              + file
              + " does not exist: run a pipeline with --localWarehouse="
              + file
              + " first, or name another file.");
    }
    return patiently(READ_ONLY, work);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Dialect dialect() {
    return DuckDb.SQL;
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    return read(connection -> DuckDbTransaction.fold(connection, sql, start.get(), add));
  }

  @Override
  public List<String> parts(String table) {
    long end =
        query(
                "SELECT coalesce(max(rowid) + 1, 0) FROM " + table,
                row -> Objects.requireNonNull(row.integer(0)))
            .get(0);
    return LongStream.rangeClosed(0, end / PART_ROWS)
        .mapToObj(part -> "rowid >= " + part * PART_ROWS + " AND rowid < " + (part + 1) * PART_ROWS)
        .toList();
  }

  @Override
  public void execute(String statement) {
    transaction(transaction -> transaction.execute(statement));
  }

  @Override
  public <T> T transaction(Warehouse.Work<T> work) {
    return write(
        connection -> {
          try {
            return work.run(new DuckDbTransaction(connection));
          } catch (DuckDbTransaction.Refused e) {
            throw e.reason();
          }
        });
  }

  /**
   * Writes the file anew: what was deleted from it is still in its free blocks, and would be until
   * other rows need them. Others wait meanwhile, as for any writer, and then find the new file.
   *
   * @throws WarehouseException when there is no room for a second file
   */
  public void rewrite() {
    patiently(
        READ_WRITE,
        connection -> {
          Path fresh = file().resolveSibling(file().getFileName() + ".rewritten");
          try (Statement statement = connection.createStatement()) {
            Files.deleteIfExists(fresh);
            statement.execute("CHECKPOINT " + CATALOG);
            copy(statement, fresh);
            Files.move(
                fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new WarehouseException(
                "The local warehouse " + file + " cannot be written anew: make room beside it.", e);
          }
          return fresh;
        });
  }

  /**
   * Writes all that the file holds into another one.
   *
   * @param fresh a file that does not exist
   * @throws WarehouseException when the file does not exist, or there is no room for a second one
   */
  public DuckDbWarehouse copyTo(Path fresh) {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            copy(statement, fresh);
          }
          return new DuckDbWarehouse(fresh, patience);
        });
  }

  private static void copy(Statement statement, Path fresh) throws SQLException {
    statement.execute("ATTACH " + DuckDb.SQL.literal(fresh.toString()) + " AS copied");
    try {
      statement.execute("COPY FROM DATABASE " + CATALOG + " TO copied");
    } finally {
      statement.execute("DETACH copied");
    }
  }

  private <T> T patiently(String mode, ConnectionWork<T> work) {
    Backoff backoff = Backoff.of(FIRST_PAUSE, LONGEST_PAUSE, patience);
    while (true) {
      try {
        return mode.equals(READ_WRITE) ? writing(work) : reading(work);
      } catch (SQLException e) {
        boolean meetsReader = mode.equals(READ_WRITE) && isReadOnly(e);
        if (!(isInUse(e) || meetsReader) || !backoff.pause()) {
          throw explain(e);
        }
      }
    }
  }

  private <T> T writing(ConnectionWork<T> work) throws SQLException {
    RecentlyRead recent = RecentlyRead.of(file);
    recent.beginWriting();
    try (Connection connection = open(READ_WRITE)) {
      return work.run(connection);
    } finally {
      recent.endWriting();
    }
  }

  private <T> T reading(ConnectionWork<T> work) throws SQLException {
    RecentlyRead recent = RecentlyRead.of(file);
    recent.awaitTurn();
    Connection connection = open(READ_ONLY);
    T result;
    try {
      result = work.run(connection);
    } catch (SQLException | RuntimeException | Error e) {
      connection.close();
      recent.close();
      throw e;
    }
    recent.keep(connection);
    return result;
  }

  private Connection open(String mode) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("memory_limit", WRITER_MEMORY);
    settings.setProperty("threads", String.valueOf(Runtime.getRuntime().availableProcessors()));
    settings.setProperty("temp_directory", file + ".tmp");
    settings.setProperty("autoinstall_known_extensions", "false");
    UUID name = UUID.nameUUIDFromBytes(file.getBytes(StandardCharsets.UTF_8));
    // Not by DriverManager: that would load every driver of the class path, Snowflake's for
    // seconds.
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb::memory:" + name, settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "ATTACH IF NOT EXISTS "
              + DuckDb.SQL.literal(file)
              + " AS "
              + CATALOG
              + " ("
              + mode
              + ")");
      statement.execute("USE " + CATALOG);
      if (!mode.equals(READ_WRITE)) {
        statement.execute("SET memory_limit = '" + READER_MEMORY + "'");
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void createDirectory() {
    Path directory = file().getParent();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new WarehouseException(
          "The directory "
              + directory
              + " of the local warehouse cannot be made: give --localWarehouse a path that can be"
              + " written.",
          e);
    }
  }

  /** Whether DuckDB had neither memory nor disk left for what it was asked. */
  public static boolean isOutOfMemory(SQLException e) {
    return String.valueOf(e.getMessage()).contains("Out of Memory Error");
  }

  /** Whether another process, or another transaction of this one, is in the way. */
  private static boolean isInUse(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Could not set lock")
        || message.contains("is already attached in")
        || message.contains("Unique file handle conflict")
        || message.contains("Conflict on")
        || message.contains("write-write conflict");
  }

  /**
   * Whether the file is attached for reading only: for a writer that means that a reader of this
   * process was quicker to attach it.
   */
  private static boolean isReadOnly(SQLException e) {
    return String.valueOf(e.getMessage()).contains("attached in read-only mode");
  }

  private WarehouseException explain(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String sentence;
    if (isInUse(e)) {
      sentence =
          "is in use by another process"
              + holder(message)
              + " and did not come free within "
              + patience.toSeconds()
              + " s: try again when that process has ended.";
    } else if (message.contains("not a valid DuckDB database")) {
      sentence = "exists, but is not a DuckDB database: give --localWarehouse another file.";
    } else if (message.contains("version number")) {
      sentence =
          "was written by a newer DuckDB than this release reads: give --localWarehouse another"
              + " file.";
    } else {
      sentence = "cannot be used (" + firstLine(message) + "): check --localWarehouse.";
    }
    return new WarehouseException("The local warehouse " + file + " " + sentence, e);
  }

  /** Which process holds the lock, where DuckDB says so. */
  private static String holder(String message) {
    Matcher pid = PROCESS.matcher(message);
    return pid.find() ? " (" + pid.group(1) + ")" : "";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }
}
