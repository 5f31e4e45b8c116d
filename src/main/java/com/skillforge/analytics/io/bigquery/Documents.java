package com.skillforge.analytics.io.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.services.bigquery.model.TableRow;
import com.skillforge.analytics.io.remote.StagedRow;

/** Staged rows in the connector's form, and back. */
final class Documents {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TABLE = "table";
  private static final String DOCUMENT = "document";

  private Documents() {}

  /** The row's columns. */
  static TableRow columns(StagedRow row) {
    try {
      return MAPPER.readValue(row.document(), TableRow.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a staged row is no JSON object", e);
    }
  }

  /** The row as it comes back when BigQuery refuses it: with the name of its table. */
  static TableRow whole(StagedRow row) {
    return new TableRow().set(TABLE, row.table()).set(DOCUMENT, row.document());
  }

  /** Reads what {@link #whole} wrote. */
  static StagedRow row(TableRow whole) {
    return new StagedRow((String) whole.get(TABLE), (String) whole.get(DOCUMENT));
  }
}
