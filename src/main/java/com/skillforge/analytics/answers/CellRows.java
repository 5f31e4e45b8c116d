package com.skillforge.analytics.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.kpi.Horizon;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** All rows that were ever written of one figure: one KPI, institution, persona, cut and period. */
final class CellRows {
  private static final int SHOWN = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CellRows() {}

  /** What tells one figure from another, whatever its definition version. */
  private record Cell(KpiKey key) {
    static Cell of(KpiKey key) {
      return new Cell(
          new KpiKey(
              key.kpi(),
              0,
              key.environment(),
              key.tenantId(),
              key.persona(),
              key.dimension(),
              key.dimensionValue(),
              key.period()));
    }

    String describe() {
      String cut = key.dimension().isEmpty() ? "" : " --dimension=" + key.dimension();
      String value =
          key.dimensionValue().isEmpty() ? "" : " --dimensionValue=" + key.dimensionValue();
      return "--tenant="
          + key.tenantId()
          + " --environment="
          + key.environment()
          + " --persona="
          + key.persona()
          + cut
          + value
          + " --grain="
          + key.period().grain().label();
    }
  }

  /**
   * The rows of the one figure that the filter names, the oldest first. Where the filter leaves it
   * open, the row of all personas and the headline are meant.
   *
   * @throws UsageException when there is no such figure, or several
   */
  static List<KpiRow> read(DuckDbWarehouse warehouse, String kpi, RowFilter filter) {
    List<KpiRow> rows = all(warehouse, kpi, filter);
    Map<Cell, List<KpiRow>> cells = new LinkedHashMap<>();
    rows.forEach(
        row -> cells.computeIfAbsent(Cell.of(row.key()), cell -> new ArrayList<>()).add(row));
    if (cells.isEmpty()) {
      throw NoSuchRow.error(warehouse, kpi, filter);
    }
    prefer(cells, cell -> cell.key().persona().equals(KpiKey.ALL_PERSONAS));
    prefer(cells, cell -> cell.key().dimension().isEmpty());
    if (cells.size() > 1) {
      List<String> names = cells.keySet().stream().map(Cell::describe).toList();
      throw new UsageException(
          List.of(
              "Say which row is meant: "
                  + String.join("; ", names.subList(0, Math.min(SHOWN, names.size())))
                  + (names.size() > SHOWN ? "; and " + (names.size() - SHOWN) + " more." : ".")));
    }
    return cells.values().iterator().next().stream()
        .sorted(Comparator.comparingInt(row -> row.key().definitionVersion()))
        .toList();
  }

  /** All rows of all figures that the filter lets through, the oldest first. */
  static List<KpiRow> all(DuckDbWarehouse warehouse, String kpi, RowFilter filter) {
    return warehouse.read(
        connection -> {
          try {
            return query(connection, filter.ofKpi(kpi).conditionOn("kpi_values"));
          } catch (SQLException e) {
            throw new WarehouseException(
                "The rows of " + kpi + " cannot be read: " + e.getMessage(), e);
          }
        });
  }

  private static void prefer(Map<Cell, List<KpiRow>> cells, Predicate<Cell> wanted) {
    if (cells.keySet().stream().anyMatch(wanted)) {
      cells.keySet().removeIf(wanted.negate());
    }
  }

  private static List<KpiRow> query(Connection connection, String condition) throws SQLException {
    List<KpiRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT kpi_values.*, coalesce(source, '{}') AS source,
                  coalesce(streaming, false) AS streaming, range_from,
                  coalesce(started_at, kpi_values.written_at) AS started_at
                FROM kpi_values LEFT JOIN pipeline_runs USING (run_id)
                WHERE %s
                ORDER BY as_of, pane_index, kpi_values.written_at
                """
                    .formatted(condition))) {
      while (row.next()) {
        rows.add(row(row));
      }
    }
    return rows;
  }

  private static KpiRow row(ResultSet row) throws SQLException {
    Instant asOf = instant(row, "as_of").orElseThrow();
    Instant writtenAt = instant(row, "written_at").orElseThrow();
    long from = instant(row, "range_from").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    return new KpiRow(
        new KpiKey(
            row.getString("kpi"),
            row.getInt("definition_version"),
            row.getString("environment"),
            row.getString("tenant_id"),
            row.getString("persona"),
            row.getString("dimension"),
            row.getString("dimension_value"),
            new Period(
                PeriodGrain.of(row.getString("period_grain")),
                instant(row, "period_start").orElseThrow().toEpochMilli(),
                instant(row, "period_end").orElseThrow().toEpochMilli())),
        asOf,
        number(row, "numerator"),
        number(row, "denominator"),
        number(row, "value"),
        row.getLong("pending"),
        row.getLong("excluded_opt_out"),
        measures(row.getString("measures")),
        row.getBoolean("is_final"),
        row.getString("pipeline_version"),
        writtenAt,
        row.getBoolean("streaming")
            ? Horizon.streaming(asOf.toEpochMilli())
            : Horizon.batch(from, asOf.toEpochMilli()),
        new RunInput(row.getString("source"), instant(row, "started_at").orElseThrow(), writtenAt));
  }

  private static Map<String, @Nullable Double> measures(@Nullable String json) {
    Map<String, @Nullable Double> measures = new TreeMap<>();
    try {
      JsonNode document = json == null ? MissingNode.getInstance() : JSON.readTree(json);
      for (Map.Entry<String, JsonNode> measure : document.properties()) {
        JsonNode figure = measure.getValue();
        measures.put(measure.getKey(), figure.isNull() ? null : (Double) figure.doubleValue());
      }
    } catch (JsonProcessingException e) {
      throw new WarehouseException("The measures of a row are no JSON: " + e.getMessage(), e);
    }
    return measures;
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : number;
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }
}
