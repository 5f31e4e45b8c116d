package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.SubjectQueries;
import com.skillforge.analytics.io.rows.WantedNames;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of raw tables that a {@link RecordChoice} wants, as records. */
record ChosenRecords(
    DuckDbWarehouse warehouse, SubjectQueries queries, RecordChoice choice, Projection needed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  void forEach(Consumer<AnalyticsRecord> consumer) {
    if (choice.isNothing()) {
      return;
    }
    warehouse.read(
        connection -> {
          WantedNames names = WantedNames.of(choice);
          if (!names.rows().isEmpty()) {
            WantedRows.fill(connection, names);
          }
          for (RawTable raw : queries.tablesOf(choice)) {
            Optional<String> condition = queries.chosen(raw, choice, WantedRows.TABLE);
            if (condition.isPresent()) {
              RawTableReader.forEach(
                  connection,
                  new RawRowDecoder(raw, needed),
                  condition.get(),
                  (record, ingestedAt) -> consumer.accept(record));
            }
          }
          return null;
        });
  }
}
