package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.warehouse.Staging;
import com.skillforge.analytics.io.warehouse.WarehouseConnector;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Adds the steps that bring documents into a warehouse over a network. */
public interface RemoteConnector extends WarehouseConnector {
  @Override
  RemoteWarehouse warehouse();

  @Override
  default Staging open(RunInfo run, long attempt) {
    return new RemoteStaging(this, run, attempt);
  }

  @Override
  default HistorySource history(TrackingPlan plan, Collection<RecordType> types) {
    return RemoteHistory.open(this, plan, types);
  }

  @Override
  default List<String> lackedByStreams(TrackingPlan plan) {
    WarehouseSchema schema = WarehouseSchema.of(warehouse().dialect(), plan);
    List<String> missing = MissingColumns.of(catalog(schema), schema);
    return missing.isEmpty()
        ? List.of()
        : List.of(
            warehouse().label()
                + " lacks "
                + String.join(", ", missing)
                + ", which a stream by this tracking plan fills: add them with"
                + " scripts/apply-ddl.sh --warehouse="
                + warehouse().name()
                + ".");
  }

  /**
   * Reads the rows of a query.
   *
   * @param query with the two columns {@code table_name} and {@code document}, texts that are never
   *     null, see {@link StagedRow}
   */
  PTransform<PBegin, PCollection<StagedRow>> read(String query);

  /**
   * Batch: brings all rows to the places that {@link RemoteWarehouse#prepareStaging} has made, and
   * then runs the commit, once; also when there are no rows.
   */
  void stage(PCollection<StagedRow> rows, String stagingId, StagedCommit commit);

  /**
   * Streaming: brings rows, which are stamped already, to their tables, for as long as they come.
   */
  void stream(PCollection<StagedRow> rows, RunInfo run);
}
