package com.skillforge.analytics.e2e;

import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.bigquery.BigQueryStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A BigQuery on the loopback with this project's tables, and the arguments to write to it. */
final class BigQueryLoopback implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("sql", "bigquery");

  private final BigQueryStandIn service = new BigQueryStandIn();

  private BigQueryLoopback() {}

  /** Starts it, with empty tables. */
  static BigQueryLoopback start() {
    BigQueryLoopback loopback = new BigQueryLoopback();
    loopback.createTables();
    return loopback;
  }

  private void createTables() {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("9-grants.sql")) { // the stand-in lets everybody do everything
          service.run(Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes over the rows of another one, in the place of the runs that have written them.
   *
   * @param directory where they may lie on their way
   */
  void takeRowsOf(BigQueryLoopback other, Path directory) {
    try (Connection from = other.service.connect();
        Connection to = service.connect();
        Statement read = from.createStatement();
        Statement write = to.createStatement()) {
      for (String table :
          other.service.query(
              "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
                  + " WHERE estimated_size > 0 AND schema_name NOT IN ('staging', 'past')")) {
        Path rows = directory.resolve(table + ".parquet");
        read.execute("COPY " + table + " TO '" + rows + "' (FORMAT parquet)");
        write.execute("DELETE FROM " + table);
        write.execute("INSERT INTO " + table + " BY NAME SELECT * FROM '" + rows + "'");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> arguments(List<String> more) {
    List<String> arguments = new ArrayList<>(service.arguments());
    arguments.add("--warehouses=bigquery");
    arguments.add("--bigQueryPatienceSeconds=3");
    arguments.addAll(more);
    return arguments;
  }

  Faults faults() {
    return service.faults();
  }

  BigQueryStandIn service() {
    return service;
  }

  /** What BigQuery holds, under the names of the local warehouse. */
  Tables tables(String... without) {
    try (Connection connection = service.connect()) {
      return Tables.of(connection, without)
          .moved("skillforge", "main")
          .only(table -> !table.startsWith("staging.") && !table.startsWith("past."));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What its views show, under the names of the local warehouse. */
  Tables views() {
    try (Connection connection = service.connect()) {
      return Tables.ofViews(connection).moved("skillforge", "main");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is left in the staging dataset and in storage. */
  List<String> staged() {
    List<String> staged = new ArrayList<>(service.storage().objects().keySet());
    staged.addAll(
        service.query("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'"));
    return staged;
  }

  @Override
  public void close() {
    service.close();
  }
}
