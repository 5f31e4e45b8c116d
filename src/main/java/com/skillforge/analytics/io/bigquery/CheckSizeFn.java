package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.remote.StagedRow;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.DoFn;

/** Makes dead letters of rows that are larger than the connector takes: one would fail them all. */
final class CheckSizeFn extends DoFn<StagedRow, StagedRow> {
  private static final long serialVersionUID = 1L;

  private final int maxBytes;
  private final RejectedRows rejected;

  CheckSizeFn(int maxBytes, RejectedRows rejected) {
    this.maxBytes = maxBytes;
    this.rejected = rejected;
  }

  @ProcessElement
  public void process(@Element StagedRow row, OutputReceiver<StagedRow> out) {
    if (isTooLarge(row.document())) {
      rejected
          .of(
              row,
              RejectedRows.TOO_LARGE,
              "a row may have " + maxBytes + " bytes; the record can be read again where it was")
          .forEach(out::output);
    } else {
      out.output(row);
    }
  }

  private boolean isTooLarge(String document) {
    return document.length() > maxBytes / 3 // no character has more bytes of UTF-8 than that
        && document.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }
}
