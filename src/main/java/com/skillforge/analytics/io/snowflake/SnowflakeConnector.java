package com.skillforge.analytics.io.snowflake;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.remote.RemoteConnector;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.remote.StagedCommit;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.remote.StagedRowCoder;
import com.skillforge.analytics.options.SnowflakeOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.beam.sdk.io.snowflake.SnowflakeIO;
import org.apache.beam.sdk.io.snowflake.enums.CreateDisposition;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices;
import org.apache.beam.sdk.options.ValueProvider.StaticValueProvider;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/** Brings rows into Snowflake through SnowflakeIO. */
public final class SnowflakeConnector implements RemoteConnector {
  /** The pipe that a stream's files go to, in the staging schema. */
  static final String PIPE = "landing_pipe";

  /** The folder that the pipe reads, below the staging bucket's. */
  static final String LANDING = "landing/";

  private final SnowflakeAccount account;
  private final SnowflakeWarehouse warehouse;
  private final String stagingBucket;
  private final String integration;
  private final Duration flush;

  /** Creates the connector from options that were checked. */
  public SnowflakeConnector(SnowflakeOptions options) {
    this(
        SnowflakeAccounts.of(options),
        options.getSnowflakeStagingBucket(),
        options.getSnowflakeStorageIntegration(),
        Duration.standardSeconds(options.getSnowflakeFlushSeconds()));
  }

  SnowflakeConnector(
      SnowflakeAccount account, String stagingBucket, String integration, Duration flush) {
    this.account = account;
    this.warehouse = new SnowflakeWarehouse(account);
    this.stagingBucket = stagingBucket;
    this.integration = integration;
    this.flush = flush;
  }

  @Override
  public RemoteWarehouse warehouse() {
    return warehouse;
  }

  @Override
  public void stage(PCollection<StagedRow> rows, String stagingId, StagedCommit commit) {
    rows.apply(
        "SnowflakeStage",
        write(new CommitAfterCopy(account, commit))
            .withStagingBucketName(stagingBucket + stagingId + "/")
            .to(SnowflakeWarehouse.stagingTable(stagingId)));
  }

  /** In Base64 for the same reason as what is written: SnowflakeIO reads a row as a line. */
  @Override
  public PTransform<PBegin, PCollection<StagedRow>> read(String query) {
    return SnowflakeIO.<StagedRow>read(new UnloadServices(account))
        .withDataSourceConfiguration(dataSource())
        .withStorageIntegrationName(integration)
        .withStagingBucketName(stagingBucket)
        .fromQuery("SELECT table_name, BASE64_ENCODE(document) FROM (" + query + ") AS documents")
        .withCsvMapper(SnowflakeConnector::row)
        .withCoder(StagedRowCoder.of());
  }

  private static StagedRow row(String[] columns) {
    byte[] document = Base64.getDecoder().decode(columns[1]);
    return new StagedRow(columns[0], new String(document, StandardCharsets.UTF_8));
  }

  /** The task that merges what has landed drops what it does not know, without a word. */
  @Override
  public List<String> lackedByStreams(TrackingPlan plan) {
    List<String> lacked = new ArrayList<>(RemoteConnector.super.lackedByStreams(plan));
    String comment = new SnowflakeLanding(plan).comment();
    boolean merged =
        warehouse
            .query(
                "SELECT comment FROM INFORMATION_SCHEMA.tables WHERE table_schema = 'STAGING'"
                    + " AND table_name = 'LANDING'",
                row -> comment.equals(row.text(0)))
            .contains(true);
    if (!merged) {
      lacked.add(
          "The task that merges what streams land in Snowflake was made for another tracking plan or"
              + " release, and would drop what it does not know: run"
              + " sql/snowflake/streaming/landing.sql of this one.");
    }
    return lacked;
  }

  @Override
  public void stream(PCollection<StagedRow> rows, RunInfo run) {
    String pipe = account.database() + "." + SnowflakeWarehouse.STAGING + "." + PIPE;
    rows.apply(
        "SnowflakeStream",
        write(new TellSnowpipe(account, pipe))
            .withStagingBucketName(stagingBucket + LANDING)
            .withSnowPipe(PIPE)
            .withFlushTimeLimit(flush));
  }

  private SnowflakeIO.Write<StagedRow> write(SnowflakeServices services) {
    return SnowflakeIO.<StagedRow>write()
        .withDataSourceConfiguration(
            dataSource()
                // What follows is for Snowpipe alone.
                .withServerName(StaticValueProvider.of(account.url().getHost()))
                .withKeyPairAuth(account.user(), new WorkerKey(account.key())))
        .withStorageIntegrationName(integration)
        .withCreateDisposition(CreateDisposition.CREATE_NEVER)
        .withUserDataMapper(SnowflakeConnector::columns)
        .withSnowflakeServices(services);
  }

  private SnowflakeIO.DataSourceConfiguration dataSource() {
    return SnowflakeIO.DataSourceConfiguration.create(new SnowflakeDataSource(account))
        .withDatabase(account.database())
        .withSchema(SnowflakeWarehouse.STAGING);
  }

  private static Object[] columns(StagedRow row) {
    byte[] document = row.document().getBytes(StandardCharsets.UTF_8);
    return new Object[] {row.table(), Base64.getEncoder().encodeToString(document)};
  }

  /** Also stages a row and loads it, as every run does. */
  @Override
  public List<String> check() {
    try {
      if (warehouse
          .query("SELECT CURRENT_DATABASE()", row -> row.text(0) != null)
          .contains(false)) {
        return List.of(
            "Snowflake has no database "
                + account.database()
                + " that the role may use; create it, or grant USAGE on it.");
      }
      return new SnowflakeAccess(warehouse, TrackingPlan.builtIn(), stagingBucket, integration)
          .problems();
    } catch (WarehouseException e) {
      return List.of(e.getMessage());
    }
  }

  @Override
  public WarehouseCatalog catalog(WarehouseSchema schema) {
    return new CatalogQueries(warehouse).catalog();
  }
}
