package com.skillforge.analytics.io.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.testing.Poll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseTest {
  private static final int COMMITS = 10;

  @TempDir Path directory;

  @Test
  void processesThatWriteAtTheSameTimeAllSucceed() throws Exception {
    Path file = directory.resolve("shared.duckdb");
    Process first = child(file, String.valueOf(COMMITS));
    Process second = child(file, String.valueOf(COMMITS));
    increment(file, COMMITS);
    assertThat(end(first)).isZero();
    assertThat(end(second)).isZero();
    assertThat(total(file)).isEqualTo(3 * COMMITS);
  }

  @Test
  void threadsThatWriteAtTheSameTimeAllSucceed() throws Exception {
    Path file = directory.resolve("shared.duckdb");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> ended = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ended.add(threads.submit(() -> increment(file, COMMITS)));
    }
    for (Future<?> end : ended) {
      end.get();
    }
    threads.shutdown();
    assertThat(total(file)).isEqualTo(4 * COMMITS);
  }

  @Test
  void whoReadsAllTheTimeLetsOtherProcessesWrite() throws Exception {
    Path file = directory.resolve("read.duckdb");
    increment(file, 1);
    Process writer = child(file, "1");
    while (writer.isAlive()) {
      assertThat(total(file)).isBetween(1, 2);
    }
    assertThat(end(writer)).isZero();
    assertThat(total(file)).isEqualTo(2);
  }

  @Test
  void whoWritesRightAfterReadingNeedNotWait() {
    Path file = directory.resolve("read.duckdb");
    DuckDbWarehouse impatient = new DuckDbWarehouse(file, Duration.ZERO);
    for (int i = 1; i <= COMMITS; i++) {
      impatient.write(DuckDbWarehouseTest::addOne);
      assertThat(total(file)).isEqualTo(i);
    }
  }

  @Test
  void aFileThatHasTakenTheOthersPlaceIsReadAtOnce() throws IOException {
    Path file = directory.resolve("read.duckdb");
    Path other = directory.resolve("other.duckdb");
    increment(file, 1);
    increment(other, 2);
    assertThat(total(file)).isEqualTo(1);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(total(file)).isEqualTo(2);
  }

  @Test
  void aFileThatStaysLockedIsAnErrorThatNamesIt() throws Exception {
    Path file = directory.resolve("locked.duckdb");
    Process holder = child(file, "hold");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("holding");
      DuckDbWarehouse warehouse = new DuckDbWarehouse(file, Duration.ofMillis(200));
      assertThatThrownBy(() -> warehouse.write(connection -> null))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("is in use by another process (PID " + holder.pid() + ")")
          .hasMessageContaining("try again");
    } finally {
      // The directory can be removed only when nobody writes into it any more.
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void aProcessThatIsKilledInATransactionLeavesTheOldState() throws Exception {
    Path file = directory.resolve("killed.duckdb");
    increment(file, 1);
    Process killed = child(file, "hold");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("holding");
    }
    killed.destroyForcibly().waitFor();
    assertThat(total(file)).isEqualTo(1);
    increment(file, 1);
    assertThat(total(file)).isEqualTo(2);
  }

  @Test
  void failedWorkIsRolledBack() {
    Path file = directory.resolve("new").resolve("new.duckdb");
    increment(file, 1);
    DuckDbWarehouse warehouse = new DuckDbWarehouse(file);
    assertThatThrownBy(
            () ->
                warehouse.write(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("UPDATE counter SET n = 7");
                      }
                      throw new IllegalStateException("a bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(total(file)).isEqualTo(1);
  }

  @Test
  void readersCannotWrite() {
    Path file = directory.resolve("new.duckdb");
    increment(file, 1);
    DuckDbWarehouse warehouse = new DuckDbWarehouse(file);
    assertThatThrownBy(
            () ->
                warehouse.read(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        return statement.execute("UPDATE counter SET n = 7");
                      }
                    }))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("read-only");
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Path text = Files.writeString(directory.resolve("text.duckdb"), "no database".repeat(1000));
    assertUnusable(text, "exists, but is not a DuckDB database: give --localWarehouse another");
    assertUnusable(text.resolve("below.duckdb"), "cannot be made: give --localWarehouse a path");
    assertUnusable(directory, "cannot be used");
    assertThatThrownBy(
            () -> new DuckDbWarehouse(directory.resolve("none.duckdb")).read(connection -> null))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("does not exist: run a pipeline with --localWarehouse=");
  }

  private static void assertUnusable(Path file, String why) {
    assertThatThrownBy(() -> new DuckDbWarehouse(file).write(connection -> null))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining(file.toString().replaceFirst("/below.duckdb", ""))
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private static Process child(Path file, String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            file.toString(),
            what)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(Poll.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Adds one to a counter, a transaction each time. */
  private static void increment(Path file, int times) {
    DuckDbWarehouse warehouse = new DuckDbWarehouse(file);
    for (int i = 0; i < times; i++) {
      warehouse.write(DuckDbWarehouseTest::addOne);
    }
  }

  private static int addOne(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS counter AS SELECT 0 AS n");
      return statement.executeUpdate("UPDATE counter SET n = n + 1");
    }
  }

  private static int total(Path file) {
    return new DuckDbWarehouse(file)
        .read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row = statement.executeQuery("SELECT n FROM counter")) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  /** Another process that writes to the file, or holds it. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Path file = Path.of(args[0]);
      if (!args[1].equals("hold")) {
        increment(file, Integer.parseInt(args[1]));
        return;
      }
      new DuckDbWarehouse(file)
          .write(
              connection -> {
                addOne(connection);
                System.out.println("holding");
                try {
                  return System.in.read();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
  }
}
