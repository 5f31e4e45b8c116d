package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulatedRecord;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream is drained, more records come, and another stream goes on: as if one had read all. */
class DrainIT {
  /** Tables of records and figures that have rows; none before the schema is there. */
  private static final String STORED =
      "SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0"
          + " AND schema_name NOT IN ('schema_registry', 'permissions')"
          + " AND table_name <> 'pipeline_runs'";

  /**
   * The rows that were written last. Where the first stream has caught up before it is drained, its
   * rows are as of the clock, and those over the old records of the second one are not newer.
   */
  private static final String FIGURES =
      "SELECT concat_ws(' ', tenant_id, persona, dimension, dimension_value, period_start,"
          + " numerator, denominator, pending, is_final)"
          + " FROM kpi_values WHERE period_end <= TIMESTAMP '2026-04-01'"
          + " QUALIFY row_number() OVER (PARTITION BY tenant_id, persona, dimension,"
          + " dimension_value, period_start ORDER BY written_at DESC, as_of DESC, pane_index DESC)"
          + " = 1 ORDER BY ALL";

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static List<SimulatedRecord> records;

  @BeforeAll
  static void publishTheFirstHalf() {
    broker = EmbeddedBroker.start(BrokerConfig.temporary());
    PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
    records = SemesterSimulator.simulate(SimulationSettings.of(11, 500)).records();
    publish(records.subList(0, records.size() / 2));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void publish(List<SimulatedRecord> some) {
    SimulationPublisher.publish(some, Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static List<String> arguments(Path warehouse, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--bootstrapServers=" + broker.bootstrapServers());
    all.add("--localWarehouse=" + warehouse);
    return all;
  }

  /** Starts a stream, and drains it as soon as some of what it has read is stored. */
  private static RunReport drained(Function<List<String>, RunReport> run, Path warehouse) {
    Path file = warehouse.resolveSibling(warehouse.getFileName() + ".drain");
    List<String> arguments =
        arguments(warehouse, "--streaming", "--dedupeHorizon=P400D", "--drainFile=" + file);
    CompletableFuture<RunReport> stream = CompletableFuture.supplyAsync(() -> run.apply(arguments));
    Poll.untilSeen("rows are stored", () -> stream.isDone() || hasStored(warehouse));
    touch(file);
    return stream.join();
  }

  private static boolean hasStored(Path warehouse) {
    return Files.exists(warehouse) && !Tables.query(warehouse, STORED).isEmpty();
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theNextJobGoesOnWithoutLossAndDoubles() {
    Path raw = directory.resolve("raw.duckdb");
    Path kpis = directory.resolve("kpis.duckdb");
    Path batched = directory.resolve("batch.duckdb");

    RunReport first = drained(Runs::rawEvents, raw);
    RunReport firstKpi = drained(more -> Runs.kpi(with(more, "--kpis=weekly_active_users")), kpis);
    publish(records.subList(records.size() / 2, records.size()));
    RunReport second =
        Runs.rawEvents(arguments(raw, "--streaming", "--dedupeHorizon=P400D", "--drainAtEnd"));
    RunReport secondKpi =
        Runs.kpi(arguments(kpis, "--streaming", "--drainAtEnd", "--kpis=weekly_active_users"));
    Runs.rawEvents(arguments(batched));
    Runs.kpi(arguments(batched, "--kpis=weekly_active_users", "--to=2026-10-01"));

    // What had been read when the stream was drained is accounted for to the last record.
    assertThat(first.counts().isConserved()).isTrue();
    assertThat(first.counts().read()).isBetween(1L, records.size() / 2L);
    assertThat(firstKpi.summary().status()).isEqualTo("succeeded");
    assertThat(second.counts().isConserved()).isTrue();
    assertThat(second.counts().read()).isEqualTo(records.size());
    assertThat(secondKpi.counts().isConserved()).isTrue();
    assertThat(secondKpi.notices()).anyMatch(notice -> notice.contains("closes all windows"));
    Tables stored = Tables.of(raw, "run_id").raw();
    Tables.of(batched, "run_id")
        .raw()
        .rows()
        .forEach(
            (table, rows) ->
                assertThat(stored.rows().get(table))
                    .as(table)
                    .doesNotHaveDuplicates()
                    .containsAll(rows));
    assertThat(Tables.query(kpis, FIGURES))
        .isNotEmpty()
        .containsExactlyElementsOf(Tables.query(batched, FIGURES));
  }

  private static List<String> with(List<String> arguments, String more) {
    List<String> all = new ArrayList<>(arguments);
    all.add(more);
    return all;
  }
}
