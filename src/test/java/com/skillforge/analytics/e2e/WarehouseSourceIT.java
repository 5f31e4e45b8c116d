package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KPIs from the raw tables of BigQuery and of Snowflake are those from Kafka. */
class WarehouseSourceIT {
  private static final int RECORDS = 700;
  private static final String TO = "--to=2026-06-01";

  private static EmbeddedBroker broker;
  private static Simulation simulation;

  @TempDir Path directory;
  private BigQueryLoopback bigQuery;
  private SnowflakeLoopback snowflake;

  @BeforeAll
  static void publish() {
    broker = EmbeddedBroker.start(BrokerConfig.temporary());
    simulation = SemesterSimulator.simulate(SimulationSettings.of(11, RECORDS));
    PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
    SimulationPublisher.publish(
        simulation.records(), Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void closeBroker() {
    broker.close();
  }

  @BeforeEach
  void start() throws IOException {
    bigQuery = BigQueryLoopback.start();
    snowflake = SnowflakeLoopback.start(Files.createDirectory(directory.resolve("snowflake")));
  }

  @AfterEach
  void stop() {
    bigQuery.close();
    snowflake.close();
  }

  /** The arguments of all runs: the broker, and who is who. */
  private List<String> arguments(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(snowflake.arguments(bigQuery.arguments(List.of())));
    arguments.removeIf(argument -> argument.startsWith("--warehouses="));
    arguments.add("--bootstrapServers=" + broker.bootstrapServers());
    arguments.add("--localWarehouse=" + directory.resolve("local.duckdb"));
    arguments.add(
        "--identityLinks="
            + Files.writeString(directory.resolve("links.csv"), simulation.identityLinksCsv()));
    arguments.add(
        "--terms=" + Files.writeString(directory.resolve("terms.csv"), simulation.termsCsv()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Tables kpis(Tables tables) {
    return tables.only(table -> table.equals(Tables.KPI_VALUES));
  }

  @Test
  void theRowsAreThoseFromKafkaWhateverChangesMeanwhile() throws IOException {
    Runs.rawEvents(arguments("--warehouses=bigquery,snowflake"));
    Runs.kpi(arguments("--warehouses=local", TO));
    Tables fromKafka = kpis(Tables.of(directory.resolve("local.duckdb"), "run_id"));
    assertThat(fromKafka.count(Tables.KPI_VALUES)).isGreaterThan(100);

    for (String warehouse : List.of("bigquery", "snowflake")) {
      // The run's row in the ledger comes after its source was opened, and before it is read.
      bigQuery
          .faults()
          .on("query.transaction")
          .run(
              () ->
                  bigQuery
                      .service()
                      .run(
                          "DELETE FROM skillforge.user_sessions AS r WHERE r.event_timestamp >="
                              + " TIMESTAMP '2015-01-01 00:00:00+00'"));
      snowflake
          .faults()
          .on("query.begin")
          .run(() -> snowflake.account().run("DELETE FROM skillforge.user_sessions;"));
      // The terms, too, are what the first run has put there.
      List<String> arguments = arguments("--source=warehouse", "--warehouses=" + warehouse, TO);
      arguments.removeIf(argument -> argument.startsWith("--terms="));
      RunReport read = Runs.kpi(arguments);
      assertThat(read.counts().isConserved()).isTrue();
      assertThat(read.counts().duplicates()).isZero();
    }

    kpis(bigQuery.tables("run_id")).assertSameAs(fromKafka);
    kpis(snowflake.tables("run_id")).assertSameAs(fromKafka);
    assertThat(bigQuery.tables().count("main.user_sessions")).isZero();
    assertThat(snowflake.tables().count("main.user_sessions")).isZero();
    assertThat(bigQuery.staged()).isEmpty();
    try (Stream<Path> staged = Files.walk(directory.resolve("snowflake").resolve("staged"))) {
      // What was written stays until the bucket's rule deletes it, what was unloaded does not.
      assertThat(staged.filter(Files::isRegularFile))
          .isNotEmpty()
          .allMatch(file -> file.toString().matches(".*-\\d+-of-\\d+\\.csv\\.gz"));
    }
  }

  @Test
  void termsAreThoseOfTheWarehouseThatIsRead() throws IOException {
    Runs.rawEvents(arguments("--warehouses=local"));
    List<String> arguments = arguments("--source=local", "--warehouses=bigquery", TO);
    arguments.removeIf(argument -> argument.startsWith("--terms="));
    Runs.kpi(arguments);

    Runs.kpi(arguments("--source=local", "--warehouses=local", TO));
    Tables local = kpis(Tables.of(directory.resolve("local.duckdb"), "run_id"));
    assertThat(local.rows().get(Tables.KPI_VALUES))
        .anyMatch(row -> row.contains("readiness_delta"));
    kpis(bigQuery.tables("run_id")).assertSameAs(local);
  }

  @Test
  void whatComesBothWaysCountsOnce() throws IOException {
    Runs.rawEvents(arguments("--warehouses=snowflake"));
    Runs.kpi(arguments("--warehouses=local", TO));

    RunReport both = Runs.kpi(arguments("--source=warehouse,kafka", "--warehouses=snowflake", TO));

    assertThat(both.counts().isConserved()).isTrue();
    assertThat(both.counts().duplicates()).isGreaterThan(RECORDS / 4);
    kpis(snowflake.tables("run_id"))
        .assertSameAs(kpis(Tables.of(directory.resolve("local.duckdb"), "run_id")));
  }

  @Test
  void aWarehouseThatLacksTheBeginningIsNotComputedOverSilently() throws IOException {
    Runs.rawEvents(arguments("--warehouses=bigquery,snowflake"));
    String later = "UPDATE skillforge.run_offsets SET start_offset = 3 WHERE end_offset > 3";
    bigQuery.service().run(later);
    snowflake.account().run(later + ";");

    for (String warehouse : List.of("bigquery", "snowflake")) {
      assertThatThrownBy(
              () -> Runs.kpi(arguments("--source=warehouse", "--warehouses=" + warehouse, TO)))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("does not reach back far enough")
          .hasMessageContaining("weekly_active_users needs all records from the first one on")
          .hasMessageNotContaining("--source=");
    }
  }

  @Test
  void whatIsRefusedWhileReadingIsSaidInOneSentence() throws IOException {
    bigQuery.faults().on("CreateReadSession").always().refuse(403, "accessDenied");
    assertThatThrownBy(() -> Runs.kpi(arguments("--source=warehouse", "--warehouses=bigquery", TO)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageStartingWith("BigQuery could not read the raw tables: ")
        .hasMessageContaining("accessDenied");
    snowflake.faults().on("query.copy").breakWith("the integration is not enabled");
    assertThatThrownBy(
            () -> Runs.kpi(arguments("--source=warehouse", "--warehouses=snowflake", TO)))
        .hasMessageContaining("refuses: the integration is not enabled");
  }

  @Test
  void aWarehouseWithoutRawTablesSaysWhatToDo() {
    bigQuery.service().run("DROP TABLE skillforge.user_sessions");
    snowflake.account().run("DROP TABLE skillforge.user_sessions;");

    for (String warehouse : List.of("bigquery", "snowflake")) {
      assertThatThrownBy(
              () -> Runs.kpi(arguments("--source=warehouse", "--warehouses=" + warehouse, TO)))
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("scripts/apply-ddl.sh --warehouse=" + warehouse);
    }
  }
}
