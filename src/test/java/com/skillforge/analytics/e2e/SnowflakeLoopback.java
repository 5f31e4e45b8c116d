package com.skillforge.analytics.e2e;

import com.skillforge.analytics.io.snowflake.SnowflakeLanding;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.cloud.Faults;
import com.skillforge.analytics.testing.cloud.GcsStandIn;
import com.skillforge.analytics.testing.cloud.HttpStandIn;
import com.skillforge.analytics.testing.cloud.snowflake.SnowflakeStandIn;
import com.skillforge.analytics.testing.cloud.snowflake.TestKeyPair;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;

/** A Snowflake on the loopback with this project's tables, and the arguments to write to it. */
final class SnowflakeLoopback implements AutoCloseable {
  private final SnowflakeStandIn account;
  private final Path key;
  private final List<String> staging;
  private final AutoCloseable bucket;

  private SnowflakeLoopback(
      SnowflakeStandIn account, Path folder, List<String> staging, AutoCloseable bucket) {
    TestKeyPair pair = TestKeyPair.generate();
    account.addUser("loader", pair.publicKey());
    account.createTables();
    this.account = account;
    this.key = pair.writeTo(folder);
    this.staging = staging;
    this.bucket = bucket;
  }

  /**
   * Starts an account.
   *
   * @param folder where staged rows and the key lie
   */
  static SnowflakeLoopback start(Path folder) {
    return new SnowflakeLoopback(
        SnowflakeStandIn.start(),
        folder,
        List.of("--snowflakeStagingBucket=" + folder + "/staged/"),
        () -> {});
  }

  /**
   * Starts an account that finds staged rows in a bucket.
   *
   * @param folder where the key lies
   */
  static SnowflakeLoopback startWithBucket(Path folder) {
    GcsStandIn gcs = new GcsStandIn();
    HttpStandIn server = new HttpStandIn(new Faults(), List.of(gcs));
    return new SnowflakeLoopback(
        SnowflakeStandIn.start(gcs::read, gcs::write),
        folder,
        List.of(
            "--snowflakeStagingBucket=gs://bucket/snowflake/",
            "--gcsEndpoint=http://127.0.0.1:" + server.port() + "/storage/v1/",
            "--project=project",
            "--credentialFactoryClass=" + NoopCredentialFactory.class.getName()),
        server);
  }

  List<String> arguments(List<String> more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--warehouses=snowflake");
    arguments.add("--snowflakeAccount=" + SnowflakeStandIn.ACCOUNT);
    arguments.add("--snowflakeUrl=" + account.endpoint());
    arguments.add("--snowflakeUser=loader");
    arguments.add("--snowflakeDatabase=" + SnowflakeStandIn.DATABASE);
    arguments.add("--snowflakePrivateKey=" + key);
    arguments.add("--snowflakeStorageIntegration=staging_area");
    arguments.add("--snowflakePatienceSeconds=20");
    arguments.addAll(staging);
    arguments.addAll(more);
    return arguments;
  }

  /** Makes what streams land in, as an operator does once for each release. */
  void createLanding(TrackingPlan plan) {
    account.run(
        new SnowflakeLanding(plan)
            .script()
            .replace("&{staging_bucket}", key.getParent() + "/staged/")
            .replace("&{storage_integration}", "staging_area"));
  }

  /** The file of the loader's private key. */
  Path key() {
    return key;
  }

  Faults faults() {
    return account.faults();
  }

  SnowflakeStandIn account() {
    return account;
  }

  /** What the account holds, under the names of the local warehouse. */
  Tables tables(String... without) {
    try (Connection connection = account.connect()) {
      return Tables.of(connection, without)
          .moved(SnowflakeStandIn.SCHEMA, "main")
          .only(table -> !table.matches("(stand_in|staging|past)\\..*"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What its views show, under the names of the local warehouse. */
  Tables views() {
    try (Connection connection = account.connect()) {
      return Tables.ofViews(connection)
          .moved(SnowflakeStandIn.SCHEMA, "main")
          .only(view -> !view.startsWith("snowflake_information_schema."));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is left in the staging schema. */
  List<String> staging() {
    return account
        .rows(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging'"
                + " AND regexp_matches(table_name, '(rows|wanted)_.*')")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  @Override
  public void close() {
    account.close();
    try {
      bucket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
