package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream through the real connector's Storage Write API into a stand-in of BigQuery. */
class BigQueryStreamIT {
  private static final String REFUSED =
      "SELECT concat_ws(' ', record_topic, record_partition, record_offset, message)"
          + " FROM skillforge.dead_letters WHERE stage = 'store'";

  @TempDir Path directory;

  /**
   * Calls fail, answers are lost, and one row is refused: every record of the batch is in its table
   * once, but for that row, which is a dead letter.
   */
  @Test
  void aStreamStoresEveryRecordOnceOrSaysWhyNot() {
    Path batched = directory.resolve("batch.duckdb");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary());
        BigQueryLoopback bigQuery = BigQueryLoopback.start()) {
      PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
      SimulationPublisher.publish(
          SemesterSimulator.simulate(SimulationSettings.of(3, 500)).records(),
          Map.of("bootstrap.servers", broker.bootstrapServers()));
      String from = "--bootstrapServers=" + broker.bootstrapServers();
      RunReport batch = Runs.rawEvents(List.of(from, "--localWarehouse=" + batched));
      bigQuery.faults().on("CreateWriteStream").refuse(503, "backendError");
      bigQuery.faults().on("AppendRows").after(1).dropAfter();
      bigQuery.faults().on("AppendRows.user_sessions").breakWith("planned");
      bigQuery.faults().on("FlushRows").dropAfter();

      RunReport stream =
          Runs.rawEvents(
              bigQuery.arguments(
                  List.of(
                      from,
                      "--streaming",
                      "--drainAtEnd",
                      "--dedupeHorizon=P400D",
                      "--bigQueryFlushSeconds=1")));

      assertThat(bigQuery.faults().outstanding()).isEmpty();
      assertThat(bigQuery.service().query(REFUSED))
          .hasSize(1)
          .first()
          .asString()
          .contains("REFUSED_BY_WAREHOUSE", "planned");
      assertThat(stream.counts().isConserved())
          .as("%s of %s", stream.toJson(), batch.toJson())
          .isTrue();
      assertThat(stream.counts().read()).isEqualTo(batch.counts().read());
      assertThat(stream.counts().deadLettered()).isEqualTo(batch.counts().deadLettered() + 1);
      assertThat(stream.counts().deadLetterCodes()).containsEntry("REFUSED_BY_WAREHOUSE", 1L);
      List<String> missing = new ArrayList<>();
      Tables stored = bigQuery.tables("run_id").raw();
      Tables.of(batched, "run_id")
          .raw()
          .rows()
          .forEach(
              (table, rows) -> {
                assertThat(stored.rows().get(table)).as(table).doesNotHaveDuplicates();
                rows.stream()
                    .filter(row -> !stored.rows().get(table).contains(row))
                    .forEach(missing::add);
              });
      assertThat(missing).hasSizeLessThanOrEqualTo(1); // the refused one, unless of another user
    }
  }
}
