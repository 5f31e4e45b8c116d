package com.skillforge.analytics.report;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks a warehouse for the newest rows of KPIs, added up over institutions where the warehouse can:
 * what comes back is as little for three hundred of them as for one.
 */
final class KpiCells {
  private static final Duration MONTHS = Duration.ofDays(370);
  private static final Duration TERMS = Duration.ofDays(3 * 366);

  private final QueryableWarehouse warehouse;
  private final Dialect dialect;
  private final ReportQuestion question;
  private final String environment;

  /**
   * @param environment whose rows they are
   */
  KpiCells(QueryableWarehouse warehouse, ReportQuestion question, String environment) {
    this.warehouse = warehouse;
    this.dialect = warehouse.dialect();
    this.question = question;
    this.environment = environment;
  }

  /** The environments of which there are figures. */
  static List<String> environments(QueryableWarehouse warehouse) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT environment FROM "
            + dialect.name(FixedTables.KPI_VALUES.name())
            + " WHERE period_start >= "
            + dialect.timestamp(0)
            + " GROUP BY environment ORDER BY environment",
        row -> text(row, 0));
  }

  /** What there is, by KPI and institution. */
  List<Extent.OfTenant> extents() {
    return warehouse.query(
        "SELECT kpi, tenant_id, max(definition_version), "
            + dialect.epochMillis("max(as_of)")
            + ", coalesce(sum(denominator), 0) FROM "
            + table()
            + " WHERE "
            + scope(Instant.EPOCH)
            + " AND persona = "
            + dialect.literal(KpiKey.ALL_PERSONAS)
            + " GROUP BY kpi, tenant_id ORDER BY kpi, tenant_id",
        row ->
            new Extent.OfTenant(
                text(row, 0),
                text(row, 1),
                Math.toIntExact(Objects.requireNonNull(row.integer(2))),
                Instant.ofEpochMilli(Objects.requireNonNull(row.integer(3))),
                Objects.requireNonNull(row.number(4))));
  }

  /**
   * The headline figures of all periods that are drawn.
   *
   * @param from the start of the first day and week
   */
  List<Cell> headlines(List<Extent> extents, Instant from) {
    if (extents.isEmpty()) {
      return List.of();
    }
    Instant months = from.minus(MONTHS);
    Instant terms = from.minus(TERMS);
    return cells(
        "CASE WHEN period_grain = 'term' THEN dimension_value ELSE '' END",
        terms,
        extents,
        extent ->
            headline()
                + " AND (period_start >= "
                + timestamp(from)
                + " OR (period_grain = 'month' AND period_start >= "
                + timestamp(months)
                + ") OR period_grain = 'term')");
  }

  /** The figures of one period of each KPI, by persona. */
  List<Cell> byPersona(List<Extent> extents, Function<Extent, Point> period) {
    return parts(
        "persona",
        extents,
        period,
        "persona <> " + all() + " AND (dimension = '' OR period_grain = 'term')");
  }

  /** By what the KPI's dimension cuts it into. */
  List<Cell> byDimension(List<Extent> extents, Function<Extent, Point> period) {
    return parts(
        "dimension_value",
        extents,
        period,
        "persona = " + all() + " AND dimension <> '' AND period_grain <> 'term'");
  }

  /** By institution. */
  List<Cell> byTenant(List<Extent> extents, Function<Extent, Point> period) {
    return parts("tenant_id", extents, period, headline());
  }

  private List<Cell> parts(
      String label, List<Extent> extents, Function<Extent, Point> period, String condition) {
    if (extents.isEmpty()) {
      return List.of();
    }
    Instant first =
        extents.stream().map(period).map(Point::start).min(Instant::compareTo).orElseThrow();
    return cells(
        label,
        first,
        extents,
        extent ->
            condition
                + " AND period_start >= "
                + timestamp(period.apply(extent).start())
                + " AND period_end <= "
                + timestamp(period.apply(extent).end()));
  }

  private String headline() {
    return "persona = " + all() + " AND (dimension = '' OR period_grain = 'term')";
  }

  private String all() {
    return dialect.literal(KpiKey.ALL_PERSONAS);
  }

  private List<Cell> cells(
      String label, Instant first, List<Extent> extents, Function<Extent, String> condition) {
    String wanted =
        extents.stream()
            .map(extent -> "(" + ofKpi(extent, label) + " AND " + condition.apply(extent) + ")")
            .collect(Collectors.joining(" OR "));
    String newest =
        "SELECT *, "
            + label
            + " AS label FROM "
            + table()
            + " WHERE "
            + scope(first)
            + " AND ("
            + wanted
            + ") QUALIFY row_number() OVER (PARTITION BY "
            + String.join(", ", FixedTables.KPI_KEY)
            + " ORDER BY as_of DESC, pane_index DESC, written_at DESC) = 1";
    return warehouse.query(
        "SELECT kpi, label, period_grain, "
            + dialect.epochMillis("period_start")
            + ", "
            + dialect.epochMillis("period_end")
            + ", count(*), coalesce(sum(numerator), 0), coalesce(sum(denominator), 0),"
            + " coalesce(sum(value), 0), count(value), coalesce(sum(pending), 0),"
            + " coalesce(sum(excluded_opt_out), 0),"
            + " coalesce(sum(CASE WHEN is_final THEN 1 ELSE 0 END), 0), "
            + measure(0)
            + ", "
            + measure(1)
            + ", "
            + dialect.epochMillis("max(as_of)")
            + " FROM ("
            + newest
            + ") AS newest_rows GROUP BY kpi, label, period_grain, period_start, period_end"
            + " ORDER BY kpi, label, period_grain, period_start, period_end",
        KpiCells::cell);
  }

  /** Where rows of institutions do not add up, they are of one, but for those by institution. */
  private String ofKpi(Extent extent, String label) {
    String tenant =
        label.equals("tenant_id")
            ? ""
            : extent.tenant().map(name -> " AND tenant_id = " + dialect.literal(name)).orElse("");
    return "kpi = "
        + dialect.literal(extent.caption().name())
        + " AND definition_version = "
        + extent.version()
        + tenant;
  }

  /** The sum of one of the measures that bounds need, each KPI its own. */
  private String measure(int index) {
    List<String> cases = new ArrayList<>();
    for (Caption caption : Caption.all()) {
      List<Figure> measures = caption.kpi().bounds().measures();
      if (index < measures.size()) {
        cases.add(
            " WHEN kpi = "
                + dialect.literal(caption.name())
                + " THEN "
                + dialect.cast(
                    dialect.jsonText("measures", measures.get(index).name()), ColumnType.NUMBER));
      }
    }
    String number = dialect.cast("0", ColumnType.NUMBER);
    return cases.isEmpty()
        ? number
        : "coalesce(sum(CASE" + String.join("", cases) + " END), " + number + ")";
  }

  /** The condition that the question puts on all rows. */
  private String scope(Instant first) {
    return "environment = "
        + dialect.literal(environment)
        + " AND period_start >= "
        + timestamp(first)
        + question.tenant().map(name -> " AND tenant_id = " + dialect.literal(name)).orElse("")
        + question.until().map(until -> " AND as_of <= " + timestamp(until)).orElse("");
  }

  private String timestamp(Instant instant) {
    return dialect.timestamp(instant.toEpochMilli());
  }

  private String table() {
    return dialect.name(FixedTables.KPI_VALUES.name());
  }

  private static Cell cell(RowValues row) {
    return new Cell(
        text(row, 0),
        text(row, 1),
        PeriodGrain.of(text(row, 2)),
        Instant.ofEpochMilli(whole(row, 3)),
        Instant.ofEpochMilli(whole(row, 4)),
        new Sums(
            whole(row, 5),
            number(row, 6),
            number(row, 7),
            number(row, 8),
            whole(row, 9),
            whole(row, 10),
            whole(row, 11),
            whole(row, 12),
            number(row, 13),
            number(row, 14),
            Instant.ofEpochMilli(whole(row, 15))));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNullElse(row.text(column), "");
  }

  private static long whole(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  private static double number(RowValues row, int column) {
    return Objects.requireNonNull(row.number(column));
  }
}
