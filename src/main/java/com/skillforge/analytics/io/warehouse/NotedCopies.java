package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Notes of copies of stored records that are of somebody: to be removed before those are.
 *
 * @param kept the tables of the stored records
 */
record NotedCopies(MergeSql sql, List<RawTable> kept) implements ErasableRows {
  @Override
  public Table table() {
    return FixedTables.DUPLICATE_RECORDS;
  }

  @Override
  public String found() {
    String records =
        kept.stream()
            .map(
                raw ->
                    PersonalRows.of(raw, sql)
                        .ofErased(
                            "r.tenant_id AS tenant_id, " + sql.columns("r", Provenance.POSITION)))
            .collect(Collectors.joining(" UNION ALL "));
    String notes =
        """
        SELECT %1$s, kept.tenant_id AS tenant_id, kept.request_id AS request_id
        FROM %2$s AS r JOIN (%3$s) AS kept ON r.tenant_id = kept.tenant_id
          AND r.kept_source = kept.record_source AND r.kept_topic = kept.record_topic
          AND r.kept_partition = kept.record_partition AND r.kept_offset = kept.record_offset"""
            .formatted(sql.columns("r", Provenance.RECEIVED), sql.name(table()), records);
    return sql.first(notes, sql.columns(Provenance.RECEIVED), "request_id");
  }

  @Override
  public String remove() {
    return sql.deleteReceived(table(), found());
  }
}
