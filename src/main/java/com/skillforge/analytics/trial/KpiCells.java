package com.skillforge.analytics.trial;

import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The KPI rows of a warehouse as of one instant, to be compared with others. */
public final class KpiCells {
  /** No rows. */
  static final KpiCells NONE = new KpiCells(Map.of());

  private final Map<Cell, Figures> cells;

  private KpiCells(Map<Cell, Figures> cells) {
    this.cells = cells;
  }

  /**
   * Which figure.
   *
   * @param grain the kind of the period
   * @param startMillis the start of the period
   */
  public record Cell(
      String kpi,
      long definition,
      String environment,
      String tenant,
      String persona,
      String dimension,
      String dimensionValue,
      String grain,
      long startMillis)
      implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::kpi)
            .thenComparing(Cell::environment)
            .thenComparing(Cell::tenant)
            .thenComparingLong(Cell::startMillis)
            .thenComparing(Cell::grain)
            .thenComparing(Cell::persona)
            .thenComparing(Cell::dimension)
            .thenComparing(Cell::dimensionValue)
            .thenComparingLong(Cell::definition);

    @Override
    public int compareTo(Cell that) {
      return ORDER.compare(this, that);
    }
  }

  /**
   * What a row says.
   *
   * @param others its further figures as text, to tell whether they are the same
   */
  public record Figures(
      @Nullable Double numerator,
      @Nullable Double denominator,
      @Nullable Double value,
      long pending,
      boolean isFinal,
      String others) {}

  /**
   * A cell that differs.
   *
   * @param before empty where there was no row
   * @param after empty where there is none any more
   */
  public record Change(Cell cell, Optional<Figures> before, Optional<Figures> after) {
    /** The columns of {@link #row}. */
    public static final List<Rows.Column> COLUMNS =
        List.of(
            Rows.Column.of("kpi"),
            Rows.Column.of("tenant"),
            Rows.Column.of("environment"),
            Rows.Column.of("persona"),
            Rows.Column.of("cut"),
            Rows.Column.of("period"),
            Rows.Column.of("final"),
            Rows.Column.of("before"),
            Rows.Column.of("after"),
            Rows.Column.ofNumbers("value_moves_by"));

    /** The change as a row for people. */
    public List<Value> row() {
      String cut = cell.dimension().isEmpty() ? "" : cell.dimension() + "=" + cell.dimensionValue();
      return List.of(
          Value.text(cell.kpi()),
          Value.text(cell.tenant()),
          Value.text(cell.environment()),
          Value.text(cell.persona()),
          Value.text(cut),
          Value.text(
              cell.grain()
                  + " "
                  + Instant.ofEpochMilli(cell.startMillis()).toString().substring(0, 10)),
          Value.text(before.filter(Figures::isFinal).isPresent() ? "yes" : "no"),
          Value.text(before.map(Change::text).orElse("no row")),
          Value.text(after.map(Change::text).orElse("no row")),
          Value.real(movesBy()));
    }

    private @Nullable Double movesBy() {
      Double from = before.map(Figures::value).orElse(null);
      Double to = after.map(Figures::value).orElse(null);
      return from == null || to == null ? null : (Double) (to - from);
    }

    private static String text(Figures figures) {
      String value = figures.value() == null ? "none" : number(figures.value());
      String parts =
          figures.numerator() == null || figures.denominator() == null
              ? ""
              : " (" + number(figures.numerator()) + " of " + number(figures.denominator()) + ")";
      return value + parts + (figures.pending() > 0 ? ", " + figures.pending() + " pending" : "");
    }

    private static String number(double figure) {
      return figure == Math.rint(figure) ? String.valueOf((long) figure) : "%.6g".formatted(figure);
    }
  }

  /** Reads the rows of one as-of, of restatements the newest. */
  public static KpiCells read(QueryableWarehouse warehouse, Instant asOf) {
    Map<Cell, Figures> cells = new TreeMap<>();
    warehouse
        .query(query(warehouse.dialect(), asOf), row -> Map.entry(cell(row), figures(row)))
        .forEach(row -> cells.put(row.getKey(), row.getValue()));
    return new KpiCells(cells);
  }

  private static String query(Dialect dialect, Instant asOf) {
    return "SELECT kpi, definition_version, environment, tenant_id, persona, dimension,"
        + " dimension_value, period_grain, "
        + dialect.epochMillis("period_start")
        + ", numerator, denominator, value, pending, is_final, concat("
        + dialect.cast("excluded_opt_out", ColumnType.TEXT)
        + ", ' ', "
        + dialect.cast("excluded_unresolved", ColumnType.TEXT)
        + ", ' ', coalesce("
        + dialect.comparable("measures", ColumnType.JSON)
        + ", '')) FROM "
        + dialect.name(FixedTables.KPI_VALUES.name())
        + " WHERE as_of = "
        + dialect.timestamp(asOf.toEpochMilli())
        + " ORDER BY pane_index";
  }

  private static Cell cell(RowValues row) {
    return new Cell(
        text(row, 0),
        Objects.requireNonNull(row.integer(1)),
        text(row, 2),
        text(row, 3),
        text(row, 4),
        text(row, 5),
        text(row, 6),
        text(row, 7),
        Objects.requireNonNull(row.integer(8)));
  }

  private static Figures figures(RowValues row) {
    return new Figures(
        row.number(9),
        row.number(10),
        row.number(11),
        Objects.requireNonNullElse(row.integer(12), 0L),
        Boolean.TRUE.equals(row.flag(13)),
        text(row, 14));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNullElse(row.text(column), "");
  }

  /** How many rows there are. */
  public int size() {
    return cells.size();
  }

  /** The cells that differ in others, in the order of their names. */
  public List<Change> changesTo(KpiCells others) {
    Map<Cell, Figures> all = new TreeMap<>(cells);
    all.putAll(others.cells);
    List<Change> changes = new ArrayList<>();
    for (Cell cell : all.keySet()) {
      Change change =
          new Change(
              cell,
              Optional.ofNullable(cells.get(cell)),
              Optional.ofNullable(others.cells.get(cell)));
      if (!change.before().equals(change.after())) {
        changes.add(change);
      }
    }
    return changes;
  }
}
