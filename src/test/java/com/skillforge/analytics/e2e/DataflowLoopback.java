package com.skillforge.analytics.e2e;

import com.skillforge.analytics.broker.BrokerConfig;
import com.skillforge.analytics.broker.EmbeddedBroker;
import com.skillforge.analytics.broker.PlanTopics;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.cloud.DataflowStandIn;
import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.HttpStandIn;
import com.skillforge.analytics.testing.cloud.TestSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Dataflow on the loopback, and all that a pipeline wants to see before it is submitted: Kafka,
 * BigQuery, Snowflake, Cloud Storage and Secret Manager.
 */
final class DataflowLoopback implements AutoCloseable {
  /** What must not be in any job. */
  static final String SECRET = "correct-horse-battery-staple";

  private final EmbeddedBroker broker = EmbeddedBroker.start(BrokerConfig.temporary());
  private final BigQueryLoopback bigQuery = BigQueryLoopback.start();
  private final DataflowStandIn dataflow = new DataflowStandIn();
  private final TestSecrets secrets = new TestSecrets();
  private final HttpStandIn server = new HttpStandIn(new Faults(), List.of(dataflow, secrets));
  private final SnowflakeLoopback snowflake;
  private final Path staged;
  private final String key;
  private final String clientId;

  private DataflowLoopback(Path folder) {
    snowflake = SnowflakeLoopback.start(folder);
    snowflake.createLanding(TrackingPlan.builtIn());
    PlanTopics.create(broker.bootstrapServers(), TrackingPlan.builtIn());
    try {
      key = secrets.put("key", Files.readString(snowflake.key()));
      staged = Files.writeString(folder.resolve("staged.jar"), "what workers would run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clientId = secrets.put("kafka", SECRET);
    put("kafka.properties", "client.id=${" + clientId + "}\n");
    put("terms.csv", "tenant_id,term_id,starts_at,ends_at\nt1,spring,2026-01-12,2026-05-01\n");
    put("links.csv", "tenant_id,alias_type,alias,canonical_user_id,linked_at\n");
  }

  /**
   * Starts it.
   *
   * @param folder where the key and the staged file lie
   */
  static DataflowLoopback start(Path folder) {
    return new DataflowLoopback(folder);
  }

  private void put(String name, String text) {
    bigQuery
        .service()
        .storage()
        .objects()
        .put("gs://setup/" + name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The private key that Snowflake knows the loader by, in PEM. */
  String privateKey() {
    try {
      return Files.readString(snowflake.key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where {@link #SECRET} is. */
  String secret() {
    return clientId;
  }

  /** What a run on Dataflow is given, into both warehouses. */
  List<String> arguments(List<String> more) {
    String address = "http://127.0.0.1:" + server.port();
    List<String> all = new ArrayList<>(bigQuery.service().arguments());
    snowflake.arguments(List.of()).stream()
        .filter(argument -> argument.startsWith("--snowflake"))
        .filter(argument -> !argument.startsWith("--snowflakePrivateKey="))
        .filter(argument -> !argument.startsWith("--snowflakeStagingBucket="))
        .forEach(all::add);
    all.addAll(
        List.of(
            "--runner=DataflowRunner",
            "--region=europe-west1",
            "--gcpTempLocation=gs://setup/temp",
            "--stagingLocation=gs://setup/staging",
            "--dataflowEndpoint=" + address + "/",
            "--secretManagerEndpoint=" + address,
            "--filesToStage=" + staged,
            "--warehouses=bigquery,snowflake",
            "--snowflakePrivateKey=" + key,
            "--snowflakeStagingBucket=gs://setup/snowflake/",
            "--bootstrapServers=" + broker.bootstrapServers(),
            "--kafkaProperties=gs://setup/kafka.properties",
            "--terms=gs://setup/terms.csv",
            "--identityLinks=gs://setup/links.csv"));
    all.addAll(more);
    return all;
  }

  DataflowStandIn dataflow() {
    return dataflow;
  }

  /** An object in Cloud Storage. */
  byte[] read(String uri) {
    return bigQuery.service().storage().read(uri);
  }

  @Override
  public void close() {
    snowflake.close();
    bigQuery.close();
    server.close();
    broker.close();
  }
}
