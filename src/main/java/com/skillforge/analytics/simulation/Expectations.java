package com.skillforge.analytics.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.RunCounts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a correct run over the whole simulation must report. It follows from how each record was
 * made; no validator had a hand in it.
 *
 * @param read all records
 * @param accepted records that are stored
 * @param duplicates copies, of stored and of suppressed records
 * @param suppressed records of users who are opted out
 * @param deadLettered rejected records, each counted once
 * @param late accepted records that arrive at least an hour after their event time
 * @param outOfOrder accepted records that arrive minutes after their event time
 * @param deadLetterCodes rejected records by error code; one with two codes counts under both
 * @param acceptedByType stored records by record type
 * @param suppressedByType suppressed records by record type
 */
public record Expectations(
    long read,
    long accepted,
    long duplicates,
    long suppressed,
    long deadLettered,
    long late,
    long outOfOrder,
    SortedMap<String, Long> deadLetterCodes,
    SortedMap<String, Long> acceptedByType,
    SortedMap<String, Long> suppressedByType) {

  static Expectations of(List<SimulatedRecord> records) {
    SortedMap<String, Long> codes = new TreeMap<>();
    SortedMap<String, Long> acceptedByType = new TreeMap<>();
    SortedMap<String, Long> suppressedByType = new TreeMap<>();
    SortedMap<SimulatedRecord.Kind, Long> kinds = new TreeMap<>();
    for (SimulatedRecord record : records) {
      kinds.merge(record.kind(), 1L, Long::sum);
      for (ErrorCode code : record.codes()) {
        codes.merge(code.name(), 1L, Long::sum);
      }
      if (record.isAccepted()) {
        acceptedByType.merge(record.recordType(), 1L, Long::sum);
      } else if (record.kind() == SimulatedRecord.Kind.SUPPRESSED) {
        suppressedByType.merge(record.recordType(), 1L, Long::sum);
      }
    }
    return new Expectations(
        records.size(),
        acceptedByType.values().stream().mapToLong(Long::longValue).sum(),
        kinds.getOrDefault(SimulatedRecord.Kind.DUPLICATE, 0L),
        kinds.getOrDefault(SimulatedRecord.Kind.SUPPRESSED, 0L),
        kinds.getOrDefault(SimulatedRecord.Kind.INVALID, 0L),
        kinds.getOrDefault(SimulatedRecord.Kind.LATE, 0L),
        kinds.getOrDefault(SimulatedRecord.Kind.OUT_OF_ORDER, 0L),
        codes,
        acceptedByType,
        suppressedByType);
  }

  /** Whether a run reported exactly these numbers. */
  public boolean matches(RunCounts counts) {
    return counts.read() == read
        && counts.accepted() == accepted
        && counts.duplicates() == duplicates
        && counts.suppressed() == suppressed
        && counts.erased() == 0
        && counts.deadLettered() == deadLettered
        && counts.deadLetterCodes().equals(deadLetterCodes)
        && counts.acceptedByType().equals(acceptedByType)
        && counts.suppressedByType().equals(suppressedByType);
  }

  /** Indented JSON with one member for each component, ending in a new line. */
  public String toJson() {
    String json = new ObjectMapper().valueToTree(this).toPrettyString();
    return json.replace(System.lineSeparator(), "\n") + "\n";
  }
}
