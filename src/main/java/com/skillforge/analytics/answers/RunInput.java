package com.skillforge.analytics.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.model.RecordPosition;
import java.time.Instant;

/**
 * Which of the records that are stored today a run had read, by what its ledger row says: offsets
 * of partitions, files, rows of tables. Where that says nothing, as in a stream, a record counts as
 * read when it was stored before the run's row was written.
 */
final class RunInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode source;
  private final Instant startedAt;
  private final Instant writtenAt;

  /**
   * @param source {@code pipeline_runs.source}
   * @param startedAt when the run began
   * @param writtenAt when the run wrote its row
   */
  RunInput(String source, Instant startedAt, Instant writtenAt) {
    this.source = parse(source);
    this.startedAt = startedAt;
    this.writtenAt = writtenAt;
  }

  private static JsonNode parse(String source) {
    try {
      return JSON.readTree(source);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger describes sources as JSON", e);
    }
  }

  /** Whether the run knew a change of preference because an earlier run had stored it. */
  boolean remembered(Instant storedAt) {
    return storedAt.isBefore(startedAt);
  }

  /** Whether the run had read what a raw table held when a record was stored there. */
  boolean readStored(String table, Instant storedAt) {
    JsonNode stored = source.path("local").path(table);
    return stored.isObject()
        && !storedAt.isAfter(Instant.parse(stored.path("ingested_until").asText()));
  }

  /**
   * Whether the run had read a record.
   *
   * @param table the raw table in which the record is stored
   * @param storedAt when it was stored
   */
  boolean read(RecordPosition position, String table, Instant storedAt) {
    if (readStored(table, storedAt)) {
      return true;
    }
    if (position.source().equals(RecordPosition.KAFKA)) {
      JsonNode offsets =
          source.path("topics").path(position.topic()).path(String.valueOf(position.partition()));
      if (offsets.isArray()) {
        return offsets.get(0).asLong() <= position.offset()
            && position.offset() < offsets.get(1).asLong();
      }
    } else if (source.has("files")) {
      for (JsonNode file : source.path("files")) {
        if (file.path("path").asText().equals(position.source())) {
          return true;
        }
      }
      return false;
    }
    return !source.has("local") && !storedAt.isAfter(writtenAt);
  }
}
