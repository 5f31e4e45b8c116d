package com.skillforge.analytics.io.bigquery;

import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableSchema;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.gcp.bigquery.DynamicDestinations;
import org.apache.beam.sdk.io.gcp.bigquery.TableDestination;
import org.apache.beam.sdk.values.ValueInSingleWindow;

/** Which table of BigQuery a row goes to, and the columns of that table. */
final class Destinations extends DynamicDestinations<StagedRow, String> {
  private static final long serialVersionUID = 1L;

  private final String project;
  private final List<StagedTable> tables;
  private final String stagingId;

  private Destinations(String project, TrackingPlan plan, String stagingId) {
    this.project = project;
    this.tables = new ArrayList<>(tables(plan));
    this.stagingId = stagingId;
  }

  /** Rows go to the staging tables of a run. */
  static Destinations staging(String project, TrackingPlan plan, String stagingId) {
    return new Destinations(project, plan, stagingId);
  }

  /** Rows go to their tables. */
  static Destinations tables(String project, TrackingPlan plan) {
    return new Destinations(project, plan, "");
  }

  private static List<StagedTable> tables(TrackingPlan plan) {
    return Stream.concat(
            RawTable.all(plan).stream().map(StagedTable::of),
            Stream.of(
                StagedTable.DEAD_LETTERS,
                StagedTable.DUPLICATE_RECORDS,
                StagedTable.KPI_VALUES,
                StagedTable.LINKS,
                StagedTable.KPI_CONTRIBUTIONS,
                StagedTable.KPI_CONTRIBUTION_RUNS,
                StagedTable.RUN_COUNTS))
        .toList();
  }

  @Override
  public String getDestination(ValueInSingleWindow<StagedRow> row) {
    return row.getValue().table();
  }

  @Override
  public Coder<String> getDestinationCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public TableDestination getTable(String table) {
    TableName name = TableName.parse(table);
    TableReference reference =
        BigQueryTables.reference(
            project, stagingId.isEmpty() ? name : BigQueryTables.staging(name, stagingId));
    return new TableDestination(reference, null); // a description would be written to the table
  }

  @Override
  public TableSchema getSchema(String table) {
    StagedTable staged =
        tables.stream()
            .filter(known -> known.name().equals(table))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no rows go to table " + table));
    return stagingId.isEmpty() ? BigQueryTables.of(staged) : BigQueryTables.staging(staged);
  }
}
