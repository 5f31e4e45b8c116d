package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.remote.StagedRow;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryStorageApiInsertError;
import org.apache.beam.sdk.transforms.DoFn;

/** What becomes of rows that the Storage Write API has refused. */
final class RefusedFns {
  private RefusedFns() {}

  /** Makes dead letters of them. */
  static final class ToRejectedRows extends DoFn<BigQueryStorageApiInsertError, StagedRow> {
    private static final long serialVersionUID = 1L;

    private final RejectedRows rejected;

    ToRejectedRows(RejectedRows rejected) {
      this.rejected = rejected;
    }

    @ProcessElement
    public void process(
        @Element BigQueryStorageApiInsertError error, OutputReceiver<StagedRow> out) {
      rejected
          .of(
              Documents.row(error.getRow()),
              RejectedRows.REFUSED,
              String.valueOf(error.getErrorMessage()))
          .forEach(out::output);
    }
  }

  /** A dead letter that is refused too stops the run: it has no other place to go. */
  static final class Stop extends DoFn<BigQueryStorageApiInsertError, Void> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("DoNotCallSuggester") // the runner calls it, and is to fail
    @ProcessElement
    public void process(@Element BigQueryStorageApiInsertError error) {
      throw new WarehouseException(
          "BigQuery refuses the row with which a refused row was to be noted in "
              + Documents.row(error.getRow()).table()
              + "; check that its tables are of this release: "
              + error.getErrorMessage());
    }
  }
}
