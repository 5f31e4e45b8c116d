package com.skillforge.analytics.pipelines.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The runs that the ledgers of some warehouses have as ended. */
public final class LedgerRuns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, EndedRun> runs = new LinkedHashMap<>();

  /**
   * A run that has ended.
   *
   * @param warehouses that have it, by their names
   */
  public record EndedRun(LineageRun run, List<String> warehouses, RunEnd end) {
    public EndedRun {
      warehouses = List.copyOf(warehouses);
    }

    /** The same run as another warehouse has it: failed where it failed in one of them. */
    private EndedRun and(EndedRun other) {
      Map<String, Map<String, Long>> rows = new LinkedHashMap<>(end.rows());
      rows.putAll(other.end.rows());
      List<String> both = new ArrayList<>(warehouses);
      both.addAll(other.warehouses);
      Instant last = end.at().isAfter(other.end.at()) ? end.at() : other.end.at();
      return new EndedRun(run, both, new RunEnd(last, rows, end.error().or(other.end::error)));
    }
  }

  /**
   * Adds the runs of one warehouse.
   *
   * @param since those that ended at this time or later
   * @param runId only this one, where it is given
   */
  public void add(QueryableWarehouse warehouse, Instant since, Optional<String> runId) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT run_id, pipeline, pipeline_version, environment, "
            + dialect.comparable("source", ColumnType.JSON)
            + ", "
            + dialect.epochMillis("range_from")
            + ", "
            + dialect.epochMillis("range_to")
            + ", streaming, "
            + dialect.epochMillis("started_at")
            + ", "
            + dialect.epochMillis("finished_at")
            + ", status, error, "
            + dialect.comparable("rows_written", ColumnType.JSON)
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE finished_at >= "
            + dialect.timestamp(since.toEpochMilli())
            + " AND status <> "
            + dialect.literal(RunSummary.RUNNING)
            + runId.map(id -> " AND run_id = " + dialect.literal(id)).orElse("")
            + " ORDER BY finished_at, run_id";
    warehouse
        .query(sql, row -> read(warehouse.name(), row))
        .forEach(ended -> runs.merge(ended.run().id(), ended, EndedRun::and));
  }

  /** All of them, in the order in which they ended in the first warehouse that has them. */
  public List<EndedRun> all() {
    return List.copyOf(runs.values());
  }

  private static EndedRun read(String warehouse, RowValues row) {
    LineageRun run =
        new LineageRun(
            text(row, 0),
            text(row, 1),
            text(row, 2),
            text(row, 3),
            text(row, 4),
            Optional.ofNullable(row.integer(5)).map(Instant::ofEpochMilli),
            Optional.ofNullable(row.integer(6)).map(Instant::ofEpochMilli),
            Boolean.TRUE.equals(row.flag(7)),
            instant(row, 8));
    RunEnd end =
        text(row, 10).equals(RunSummary.SUCCEEDED)
            ? RunEnd.succeeded(instant(row, 9), Map.of(warehouse, rows(row.text(12))))
            : RunEnd.failed(instant(row, 9), String.valueOf(row.text(11)));
    return new EndedRun(run, List.of(warehouse), end);
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  private static Instant instant(RowValues row, int column) {
    return Instant.ofEpochMilli(Objects.requireNonNull(row.integer(column)));
  }

  private static Map<String, Long> rows(@Nullable String json) {
    try {
      return JSON.readValue(json == null ? "{}" : json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger counts rows as JSON", e);
    }
  }
}
