package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.remote.RemoteConnector;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.remote.StagedCommit;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.remote.StagedRowCoder;
import com.skillforge.analytics.options.BigQuerySinkOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.TypedRead;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.TypedRead.QueryPriority;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.CreateDisposition;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.Method;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.WriteDisposition;
import org.apache.beam.sdk.io.gcp.bigquery.SchemaAndRecord;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Brings rows into BigQuery through BigQueryIO: in batch by file loads into the run's staging
 * tables, in streaming by the Storage Write API, exactly once, into the tables themselves.
 */
public final class BigQueryConnector implements RemoteConnector {
  /** A load takes rows of 100 MB, an append of a stream 10 MB; some of it is the form's own. */
  private static final int MAX_LOADED_BYTES = 90_000_000;

  private static final int MAX_APPENDED_BYTES = 9_000_000;

  private final BigQueryWarehouse warehouse;
  private final TrackingPlan plan;
  private final Duration flush;

  /** Creates the connector from options that were checked. */
  public BigQueryConnector(BigQuerySinkOptions options, TrackingPlan plan) {
    this.warehouse = new BigQueryWarehouse(options);
    this.plan = plan;
    this.flush = Duration.standardSeconds(options.getBigQueryFlushSeconds());
  }

  @Override
  public RemoteWarehouse warehouse() {
    return warehouse;
  }

  @Override
  public void stage(PCollection<StagedRow> rows, String stagingId, StagedCommit commit) {
    PCollection<?> loaded =
        rows.apply(
                "BigQueryCheckSize",
                ParDo.of(new CheckSizeFn(MAX_LOADED_BYTES, RejectedRows.ofBatch(plan))))
            .setCoder(StagedRowCoder.of())
            .apply(
                "BigQueryLoad",
                write(Destinations.staging(warehouse.project(), plan, stagingId))
                    .withMethod(Method.FILE_LOADS))
            .getSuccessfulTableLoads();
    rows.getPipeline()
        .apply("BigQueryOnce", Create.of(0).withCoder(VarIntCoder.of()))
        .apply("BigQueryWaitForLoads", Wait.on(loaded))
        .apply("BigQueryCommit", ParDo.of(new CommitFn(commit)));
  }

  /** The rows of the query lie in the staging dataset until they have been read. */
  @Override
  public PTransform<PBegin, PCollection<StagedRow>> read(String query) {
    return BigQueryIO.read(BigQueryConnector::row)
        .fromQuery(query)
        .usingStandardSql()
        .withQueryTempDataset(WarehouseSchema.STAGING)
        .withQueryPriority(QueryPriority.INTERACTIVE)
        .withMethod(TypedRead.Method.DIRECT_READ)
        .withoutValidation()
        .withCoder(StagedRowCoder.of());
  }

  private static StagedRow row(SchemaAndRecord row) {
    GenericRecord values = row.getRecord();
    return new StagedRow(
        String.valueOf(values.get("table_name")), String.valueOf(values.get("document")));
  }

  @Override
  public void stream(PCollection<StagedRow> rows, RunInfo run) {
    RejectedRows rejected = RejectedRows.ofStream(plan, run);
    rows.apply("BigQueryCheckSize", ParDo.of(new CheckSizeFn(MAX_APPENDED_BYTES, rejected)))
        .setCoder(StagedRowCoder.of())
        .apply("BigQueryAppend", append())
        .getFailedStorageApiInserts()
        .apply("BigQueryReject", ParDo.of(new RefusedFns.ToRejectedRows(rejected)))
        .setCoder(StagedRowCoder.of())
        .apply("BigQueryAppendRejected", append())
        .getFailedStorageApiInserts()
        .apply("BigQueryStop", ParDo.of(new RefusedFns.Stop()));
  }

  private BigQueryIO.Write<StagedRow> append() {
    return write(Destinations.tables(warehouse.project(), plan))
        .withMethod(Method.STORAGE_WRITE_API)
        .withTriggeringFrequency(flush)
        .withAutoSharding()
        .withFormatRecordOnFailureFunction(Documents::whole);
  }

  private static BigQueryIO.Write<StagedRow> write(Destinations destinations) {
    return BigQueryIO.<StagedRow>write()
        .to(destinations)
        .withFormatFunction(Documents::columns)
        .withCreateDisposition(CreateDisposition.CREATE_NEVER)
        .withWriteDisposition(WriteDisposition.WRITE_APPEND);
  }

  @Override
  public Optional<WarehouseException> explain(RuntimeException failure) {
    return LoadFailures.explain(failure);
  }

  @Override
  public List<String> check() {
    try {
      return new AccessCheck(warehouse, plan).problems();
    } catch (WarehouseException e) {
      return List.of(e.getMessage());
    }
  }

  @Override
  public WarehouseCatalog catalog(WarehouseSchema schema) {
    return new CatalogReader(warehouse).catalog(schema);
  }
}
