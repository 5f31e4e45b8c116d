package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.pipelines.launch.Processes;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.Poll;
import com.skillforge.analytics.testing.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A topic is deleted under a stream, or made anew: the stream ends, and says so. */
class TopicGoneIT {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerConfig.temporary());
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    kafka.close();
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({"raw-events, false", "kpi, true"})
  void theStreamEndsWithOneSentenceAndTheExitCodeOfSources(String pipeline, boolean madeAnew)
      throws Exception {
    endsWithOneSentence("DirectRunner", pipeline, madeAnew);
  }

  @Tag("flink")
  @ParameterizedTest
  @CsvSource({"kpi, false", "raw-events, true"})
  void soItDoesOnFlink(String pipeline, boolean madeAnew) throws Exception {
    endsWithOneSentence("FlinkRunner", pipeline, madeAnew);
  }

  private static void endsWithOneSentence(String runner, String pipeline, boolean madeAnew)
      throws Exception {
    PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
    String topic = TrackingPlan.builtIn().topics().get(0).name();
    kafka.send(topic, 0, System.currentTimeMillis(), "k", "no event at all");
    Path warehouse = directory.resolve(runner + pipeline + ".duckdb");
    List<String> arguments =
        List.of(
            "--streaming",
            "--runner=" + runner,
            "--bootstrapServers=" + broker.bootstrapServers(),
            "--localWarehouse=" + warehouse);
    CompletableFuture<Throwable> stream =
        CompletableFuture.supplyAsync(
                () -> pipeline.equals("kpi") ? Runs.kpi(arguments) : Runs.rawEvents(arguments))
            .handle((report, failure) -> failure);
    Poll.untilSeen("the record is stored", () -> stream.isDone() || hasStored(warehouse));

    kafka.deleteTopic(topic);
    if (madeAnew) {
      kafka.createTopic(topic, 4);
    }

    Throwable failure = stream.get(Poll.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertThat(Processes.exitCode(failure)).isEqualTo(ExitCode.SOURCE);
    assertThat(Processes.explain(failure))
        .contains(topic, "start the stream anew")
        .contains(madeAnew ? "was deleted and created again" : "has no topic " + topic)
        .doesNotContain("\n");
    assertThat(Tables.query(warehouse, "SELECT status || ' ' || error FROM pipeline_runs"))
        .hasSize(1)
        .allMatch(row -> row.contains("failed") && row.contains(topic));
  }

  private static boolean hasStored(Path warehouse) {
    return Files.exists(warehouse)
        && !Tables.query(
                warehouse,
                "SELECT table_name FROM duckdb_tables() WHERE table_name = 'dead_letters'"
                    + " AND estimated_size > 0")
            .isEmpty();
  }
}
