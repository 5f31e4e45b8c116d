package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of the raw table of a record type at one moment. Rows that come later are told apart by
 * when they were written, which only rises from commit to commit.
 *
 * @param type the name of the record type
 * @param rows how many rows there were
 * @param newestMicros when the newest of them was written, in microseconds since the epoch
 */
record TableSnapshot(String type, long rows, long newestMicros) implements Serializable {

  /**
   * Looks at a table; one that does not exist has no rows.
   *
   * @throws SourceException when the table has a column that the tracking plan does not know
   */
  static TableSnapshot take(Connection connection, RawTable raw) throws SQLException {
    List<String> unknown = new ArrayList<>(DuckDbCatalog.columns(connection, raw.table().name()));
    if (unknown.isEmpty()) {
      return new TableSnapshot(raw.type().name(), 0, 0);
    }
    Set<String> known =
        raw.table().columns().stream().map(Column::name).collect(Collectors.toSet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new SourceException(
          "Table "
              + raw.table().name()
              + " of the local warehouse has columns that the tracking plan does not know ("
              + String.join(", ", unknown)
              + "): properties are never removed; read it with the release that wrote it.");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), coalesce(epoch_us(max("
                    + Provenance.INGESTED_AT
                    + ")), 0) FROM "
                    + DuckDb.SQL.name(raw.table().name()))) {
      row.next();
      return new TableSnapshot(raw.type().name(), row.getLong(1), row.getLong(2));
    }
  }

  /** The SQL condition that holds for the rows that the snapshot saw. */
  String condition() {
    return Provenance.INGESTED_AT + " <= make_timestamp(" + newestMicros + ")";
  }
}
