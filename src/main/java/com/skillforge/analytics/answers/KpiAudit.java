package com.skillforge.analytics.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.sql.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares the newest computation of a KPI by its present definition with its audit query, which
 * works the same figures out from the raw tables in SQL alone.
 */
final class KpiAudit {
  /** A row without its figures. */
  private record Cell(
      String environment,
      String tenant,
      String persona,
      String dimension,
      String dimensionValue,
      String grain,
      LocalDate start)
      implements Comparable<Cell> {

    static Cell of(ResultSet row) throws SQLException {
      return new Cell(
          row.getString("environment"),
          row.getString("tenant_id"),
          row.getString("persona"),
          row.getString("dimension"),
          row.getString("dimension_value"),
          row.getString("period_grain"),
          row.getObject("period_start", LocalDateTime.class).toLocalDate());
    }

    /** As the filters of the command name it. */
    String describe() {
      return "--environment="
          + environment
          + " --tenant="
          + tenant
          + " --persona="
          + persona
          + (dimension.isEmpty() ? "" : " --dimension=" + dimension)
          + (dimensionValue.isEmpty() ? "" : " --dimensionValue=" + dimensionValue)
          + " --grain="
          + grain
          + " --period="
          + start;
    }

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double TOLERANCE = 1e-9;

  /** What of a row is computed, but for its measures. */
  static final List<String> FIGURES =
      List.of(
          "numerator",
          "denominator",
          "value",
          "pending",
          "excluded_opt_out",
          "excluded_unresolved");

  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::environment)
          .thenComparing(Cell::tenant)
          .thenComparing(Cell::persona)
          .thenComparing(Cell::dimension)
          .thenComparing(Cell::dimensionValue)
          .thenComparing(Cell::grain)
          .thenComparing(Cell::start);

  private final DuckDbWarehouse warehouse;
  private final Path checks;

  /**
   * @param checks the directory of the audit queries
   */
  KpiAudit(DuckDbWarehouse warehouse, Path checks) {
    this.warehouse = warehouse;
    this.checks = checks;
  }

  /** Compares all figures of a KPI; none when it was never computed. */
  AuditOutcome of(String kpi) {
    String audit = query(kpi);
    return warehouse.read(
        connection -> {
          try {
            return of(connection, kpi, audit);
          } catch (SQLException e) {
            throw new WarehouseException(
                "The audit query of " + kpi + " failed: " + e.getMessage(), e);
          }
        });
  }

  private String query(String kpi) {
    Path file = checks.resolve(kpi + ".sql");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WarehouseException(
          "The audit query " + file + " cannot be read: run the command from its project.", e);
    }
  }

  private static AuditOutcome of(Connection connection, String kpi, String audit)
      throws SQLException {
    String newest =
        """
        FROM kpi_values
        WHERE kpi = %1$s AND definition_version = %2$d AND as_of = (
          SELECT max(as_of) FROM kpi_values WHERE kpi = %1$s AND definition_version = %2$d)
        """
            .formatted(
                DuckDb.SQL.literal(kpi),
                KpiDeclarations.named(kpi).orElseThrow().definitionVersion());
    boolean streaming;
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT epoch_us(max(as_of)),"
                  + " CASE WHEN count(range_from) = count(*) THEN epoch_us(min(range_from)) END,"
                  + " bool_or(streaming) FROM (FROM pipeline_runs JOIN (SELECT DISTINCT run_id,"
                  + " as_of "
                  + newest
                  + ") USING (run_id))")) {
        row.next();
        long asOf = row.getLong(1);
        if (row.wasNull()) {
          return new AuditOutcome(kpi, Set.of(), List.of());
        }
        long from = row.getLong(2);
        boolean everything = row.wasNull();
        streaming = row.getBoolean(3);
        set(connection, "as_of", "make_timestamp(" + asOf + ")");
        set(connection, "report_from", everything ? "NULL" : "make_timestamp(" + from + ")");
      }
    }
    String current =
        "SELECT * "
            + newest
            + " QUALIFY row_number() OVER (PARTITION BY environment, tenant_id,"
            + " persona, dimension, dimension_value, period_grain, period_start ORDER BY pane_index"
            + " DESC) = 1";
    Map<Cell, Map<String, Double>> stored = rows(connection, current);
    Map<Cell, Map<String, Double>> audited = rows(connection, audit);
    Set<Cell> settled = rows(connection, settled(kpi)).keySet();
    stored.keySet().removeAll(settled);
    audited.keySet().removeAll(settled);
    if (streaming) {
      // A stream writes each row as of its own time.
      audited.keySet().retainAll(stored.keySet());
    }
    return new AuditOutcome(kpi, environments(stored, audited), compare(kpi, stored, audited));
  }

  private static Set<String> environments(
      Map<Cell, Map<String, Double>> stored, Map<Cell, Map<String, Double>> audited) {
    return Stream.concat(stored.keySet().stream(), audited.keySet().stream())
        .map(Cell::environment)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rows that were final when somebody was erased whose records are not there any more. */
  private static String settled(String kpi) {
    return """
        SELECT * FROM (
          FROM kpi_current JOIN (
            SELECT tenant_id, max(written_at) AS erased_at FROM privacy.suppression_list
            GROUP BY tenant_id) USING (tenant_id)
        ) WHERE kpi = %s AND is_final AND written_at < erased_at
        """
        .formatted(DuckDb.SQL.literal(kpi));
  }

  private static void set(Connection connection, String variable, String value)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET VARIABLE " + variable + " = " + value);
    }
  }

  private static Map<Cell, Map<String, Double>> rows(Connection connection, String query)
      throws SQLException {
    Map<Cell, Map<String, Double>> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        Map<String, Double> figures = new TreeMap<>();
        for (String name : FIGURES) {
          double figure = row.getDouble(name);
          if (!row.wasNull()) {
            figures.put(name, figure);
          }
        }
        measures(row.getString("measures"), figures);
        rows.put(Cell.of(row), figures);
      }
    }
    return rows;
  }

  private static void measures(String json, Map<String, Double> figures) {
    try {
      for (Map.Entry<String, JsonNode> measure : JSON.readTree(json).properties()) {
        if (measure.getValue().isNumber()) {
          figures.put(measure.getKey(), measure.getValue().doubleValue());
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("measures are JSON", e);
    }
  }

  private static List<AuditOutcome.Difference> compare(
      String kpi, Map<Cell, Map<String, Double>> stored, Map<Cell, Map<String, Double>> audited) {
    List<AuditOutcome.Difference> differences = new ArrayList<>();
    TreeSet<Cell> cells = new TreeSet<>(stored.keySet());
    cells.addAll(audited.keySet());
    for (Cell cell : cells) {
      Map<String, Double> one = stored.getOrDefault(cell, Map.of());
      Map<String, Double> other = audited.getOrDefault(cell, Map.of());
      TreeSet<String> names = new TreeSet<>(one.keySet());
      names.addAll(other.keySet());
      boolean both = stored.containsKey(cell) && audited.containsKey(cell);
      for (String name : names) {
        Double a = one.get(name);
        Double b = other.get(name);
        if (!equal(a, b, both)) {
          differences.add(
              new AuditOutcome.Difference(kpi, cell.environment(), cell.describe(), name, a, b));
        }
      }
    }
    return differences;
  }

  /** A row of zeros is as good as none. */
  private static boolean equal(@Nullable Double a, @Nullable Double b, boolean bothRows) {
    if (a == null || b == null) {
      return !bothRows && (a == null || a == 0) && (b == null || b == 0);
    }
    return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
  }
}
