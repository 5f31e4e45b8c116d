package com.skillforge.analytics.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.rows.PastRun;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which records were rejected, and why.
 *
 * @param codes by code, how many records have it: the last seven days, and the year
 * @param records rejected records of the year, each once
 * @param read records that runs of raw-events have read in the last hundred days
 * @param rejected records that these have rejected
 */
record Rejects(Map<String, Count> codes, long records, long read, long rejected) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration YEAR = Duration.ofDays(370);

  /** As far back as the status looks. */
  private static final Duration RUNS = Duration.ofDays(100);

  /** How many records have a code. */
  record Count(long week, long year) {
    Count plus(Count other) {
      return new Count(week + other.week, year + other.year);
    }
  }

  private record Codes(String json, Count count) {}

  static Rejects read(QueryableWarehouse warehouse, ReportQuestion question, Instant asOf) {
    Dialect dialect = warehouse.dialect();
    String time = "coalesce(" + dialect.identifier(Provenance.TIMESTAMP) + ", dead_lettered_at)";
    List<Codes> found =
        warehouse.query(
            "SELECT codes, sum(CASE WHEN is_new THEN 1 ELSE 0 END), count(*) FROM (SELECT "
                + dialect.jsonDocument("error_codes")
                + " AS codes, "
                + time
                + " >= "
                + dialect.timestamp(asOf.minus(WEEK).toEpochMilli())
                + " AS is_new FROM "
                + dialect.name(FixedTables.DEAD_LETTERS.name())
                + " WHERE environment = "
                + dialect.literal(question.environment())
                + " AND dead_lettered_at >= "
                + dialect.timestamp(asOf.minus(YEAR).toEpochMilli())
                + question
                    .until()
                    .map(until -> " AND " + time + " <= " + dialect.timestamp(until.toEpochMilli()))
                    .orElse("")
                + ") AS letters GROUP BY codes",
            row ->
                new Codes(
                    Objects.requireNonNull(row.text(0)),
                    new Count(
                        Objects.requireNonNull(row.integer(1)),
                        Objects.requireNonNull(row.integer(2)))));
    Map<String, Count> codes = new TreeMap<>();
    for (Codes each : found) {
      names(each.json()).forEach(code -> codes.merge(code, each.count(), Count::plus));
    }
    List<PastRun> runs =
        PastRun.startedSince(warehouse, question.at().minus(RUNS)).stream()
            .filter(run -> run.environment().equals(question.environment()))
            .filter(run -> run.pipeline().equals("raw-events"))
            .toList();
    return new Rejects(
        codes,
        found.stream().mapToLong(each -> each.count().year()).sum(),
        runs.stream().mapToLong(PastRun::read).sum(),
        runs.stream().mapToLong(PastRun::deadLettered).sum());
  }

  private static List<String> names(String json) {
    try {
      JsonNode list = JSON.readTree(json);
      return JSON.convertValue(
          list, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("warehouses write lists as JSON", e);
    }
  }

  /** What a code means. */
  static String meaning(String code) {
    for (ErrorCode known : ErrorCode.values()) {
      if (known.name().equals(code)) {
        return known.meaning();
      }
    }
    return "";
  }
}
