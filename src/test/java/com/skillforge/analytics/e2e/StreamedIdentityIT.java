package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.KnownPersons;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationPublisher;
import com.skillforge.analytics.simulation.SimulationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-ups of a stream give records to whom the join of a batch gives them. */
class StreamedIdentityIT {
  private static final String OWNERS =
      """
      SELECT concat_ws(' ', record_topic, record_partition, record_offset,
        coalesce(canonical_user_id, '-'))
      FROM (SELECT COLUMNS('record_(topic|partition|offset)|tenant_id|canonical_user_id')
        FROM user_sessions
        UNION ALL
        SELECT COLUMNS('record_(topic|partition|offset)|tenant_id|canonical_user_id')
        FROM raw_events.discovery)
      WHERE tenant_id = '%s'
      ORDER BY ALL
      """
          .formatted(KnownPersons.TENANT);

  @TempDir Path directory;

  @Test
  void aStreamGivesRecordsToWhomBatchGivesThem() throws IOException {
    Simulation simulation =
        KnownPersons.addTo(SemesterSimulator.simulate(SimulationSettings.of(3, 500)));
    Path links = directory.resolve("links.csv");
    Files.writeString(links, simulation.identityLinksCsv());
    Path batched = directory.resolve("batch.duckdb");
    Path streamed = directory.resolve("stream.duckdb");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary())) {
      PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
      SimulationPublisher.publish(
          simulation.records(), Map.of("bootstrap.servers", broker.bootstrapServers()));
      String from = "--bootstrapServers=" + broker.bootstrapServers();
      String identity = "--identityLinks=" + links;
      Runs.rawEvents(List.of(from, identity, "--localWarehouse=" + batched));

      Runs.rawEvents(
          List.of(from, identity, "--localWarehouse=" + streamed, "--streaming", "--drainAtEnd"));
    }

    List<String> owners = Tables.query(streamed, OWNERS);
    assertThat(owners).hasSizeGreaterThan(40).isEqualTo(Tables.query(batched, OWNERS));
    // What was looked up is mirrored: the user who was merged twice is known by the oldest id.
    assertThat(
            Tables.query(
                streamed, "SELECT resolved_user_id FROM identity.links WHERE alias = 'oldest_0'"))
        .containsExactly("stu_0");
  }
}
