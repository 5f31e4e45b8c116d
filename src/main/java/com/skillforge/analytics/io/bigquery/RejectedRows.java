package com.skillforge.analytics.io.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.model.RunCounters;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes dead letters of rows that cannot be stored, so that nothing is lost: the row itself, cut
 * short when it is long, with the position of its record. A record that was counted as accepted is
 * counted as a dead letter instead. The same row always makes the same dead letter.
 */
final class RejectedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A row that is larger than the connector takes. */
  static final String TOO_LARGE = "ROW_TOO_LARGE";

  /** A row that BigQuery has refused. */
  static final String REFUSED = "REFUSED_BY_WAREHOUSE";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MAX_PAYLOAD = 32 * 1024;
  private static final String STAGE = "store";

  private final Map<String, String> recordTypes = new HashMap<>();
  private final Map<String, String> stamps = new HashMap<>();

  private RejectedRows(TrackingPlan plan, Map<String, String> stamps) {
    RawTable.all(plan)
        .forEach(raw -> recordTypes.put(raw.table().name().toString(), raw.type().name()));
    this.stamps.putAll(stamps);
  }

  /** For a batch run, whose commit stamps rows. */
  static RejectedRows ofBatch(TrackingPlan plan) {
    return new RejectedRows(plan, Map.of());
  }

  /** For a stream, whose rows are stamped on their way. */
  static RejectedRows ofStream(TrackingPlan plan, RunInfo run) {
    return new RejectedRows(
        plan,
        Map.of(
            "pipeline",
            run.pipeline(),
            "pipeline_version",
            run.pipelineVersion(),
            Provenance.RUN_ID,
            run.id()));
  }

  /**
   * The rows that take the place of one that cannot be stored. Counts of a run tell of no record:
   * they are offered once more, so that the ledger adds up or the run stops.
   *
   * @param code {@link #TOO_LARGE} or {@link #REFUSED}
   * @param reason why, in words
   */
  List<StagedRow> of(StagedRow row, String code, String reason) {
    if (row.table().equals(StagedTable.RUN_COUNTS.name())) {
      return List.of(row);
    }
    List<StagedRow> instead = new ArrayList<>();
    instead.add(letter(row, code, reason));
    String recordType = recordTypes.get(row.table());
    if (recordType != null) {
      instead.add(counts(row, recordType, code));
    }
    return instead;
  }

  private StagedRow letter(StagedRow row, String code, String reason) {
    ObjectNode columns = columns(row);
    ObjectNode letter = MAPPER.createObjectNode();
    letter.put("environment", columns.path("environment").asText(""));
    letter.put("stage", STAGE);
    letter.putArray("error_codes").add(code);
    letter.putArray("json_paths").add("$");
    letter.put("message", code + " in table " + row.table() + ": " + reason);
    letter.put("payload", beginning(row.document()));
    if (columns.has(Provenance.TOPIC)) {
      for (Column column : Provenance.RECORD) {
        if (columns.has(column.name())) {
          letter.set(column.name(), columns.get(column.name()));
        }
      }
    } else { // no row of a record: what identifies it is what it says
      letter.put(Provenance.SOURCE, "row");
      letter.put(Provenance.TOPIC, row.table());
      letter.put(Provenance.PARTITION, 0);
      letter.put(Provenance.OFFSET, id(row).getMostSignificantBits() >>> 1);
    }
    return stamped(StagedTable.DEAD_LETTERS, letter, "dead_lettered_at");
  }

  private StagedRow counts(StagedRow row, String recordType, String code) {
    RunCounts counts = new RunCounts();
    counts.addRefused(columns(row).path("environment").asText(""), recordType, code);
    RunCounters.add(counts);
    ObjectNode part = MAPPER.createObjectNode();
    part.put("part_id", id(row).toString());
    part.put("counts", FixedRows.packed(counts));
    return stamped(StagedTable.RUN_COUNTS, part, "written_at");
  }

  private StagedRow stamped(StagedTable table, ObjectNode columns, String timeColumn) {
    if (!stamps.isEmpty()) {
      stamps.forEach(
          (column, value) -> {
            if (table.stamped().contains(column)) {
              columns.put(column, value);
            }
          });
      columns.put(timeColumn, Instant.now().toString());
    }
    return new StagedRow(table.name(), columns.toString());
  }

  private static UUID id(StagedRow row) {
    return UUID.nameUUIDFromBytes(
        (row.table() + "\n" + row.document()).getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode columns(StagedRow row) {
    try {
      return (ObjectNode) MAPPER.readTree(row.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a staged row is no JSON object", e);
    }
  }

  /** The beginning of a text, without half a character at its end. */
  private static String beginning(String text) {
    if (text.length() <= MAX_PAYLOAD) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_PAYLOAD - 1)) ? MAX_PAYLOAD - 1 : MAX_PAYLOAD;
    return text.substring(0, end);
  }
}
