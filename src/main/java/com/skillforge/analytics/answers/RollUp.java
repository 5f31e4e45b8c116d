package com.skillforge.analytics.answers;

import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.kpi.Composition;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Several rows of a KPI as one: over longer periods, over all institutions, or both. What adds up
 * is added; of what does not, it is said between which numbers it lies.
 */
final class RollUp {
  /** Over which periods rows are taken together. */
  enum By {
    WEEK("strftime(date_trunc('week', period_start), '%G-W%V')", PeriodGrain.WEEK),
    MONTH("strftime(period_start, '%Y-%m')", PeriodGrain.MONTH),
    QUARTER("year(period_start) || '-Q' || quarter(period_start)", PeriodGrain.MONTH),
    TERM("term_id", PeriodGrain.TERM);

    private final String period;
    private final PeriodGrain longest;

    /**
     * @param longest the longest periods of rows that can be taken together
     */
    By(String period, PeriodGrain longest) {
      this.period = period;
      this.longest = longest;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
      return Arrays.stream(values()).map(By::label).toList();
    }

    /** Empty for a label of none. */
    static Optional<By> of(String label) {
      return Arrays.stream(values()).filter(by -> by.label().equals(label)).findFirst();
    }
  }

  /** The institution of rows that are of all of them. */
  static final String ALL_TENANTS = "all";

  private final DuckDbWarehouse warehouse;
  private final String kpi;
  private final RowFilter filter;
  private final By by;
  private final boolean allTenants;

  /**
   * @param allTenants whether the rows of all institutions are taken together
   */
  RollUp(DuckDbWarehouse warehouse, String kpi, RowFilter filter, By by, boolean allTenants) {
    this.warehouse = warehouse;
    this.kpi = kpi;
    this.filter = filter;
    this.by = by;
    this.allTenants = allTenants;
  }

  private Composition composition() {
    return KpiDeclarations.named(kpi).orElseThrow().composition();
  }

  /** What the numbers are, in a sentence. */
  String toText() {
    return switch (composition()) {
      case PEOPLE ->
          "Who was there in several periods counts in each: together they are at least as many as"
              + " in the fullest, and at most the sum. Institutions share nobody.";
      case UNITS ->
          "Each unit belongs to one period and institution: numerators and denominators add up, and"
              + " the value is their quotient.";
      case STATES ->
          "The same people count on each day: the value is the mean share of the days, by how many"
              + " there were; the denominator is in person-days.";
      case MEDIAN ->
          "Medians do not add up: that of all together lies between the least and the greatest.";
    };
  }

  /**
   * The query.
   *
   * @throws UsageException when the rows are of longer periods than they are to be taken together
   *     over
   */
  String sql() {
    return """
        WITH cells AS (
          SELECT kpi_current.*, %1$s AS period
          FROM kpi_current%2$s
          WHERE %3$s AND kpi_current.period_grain = '%4$s'),
        institutions AS (
          SELECT definition_version, environment, tenant_id, persona, dimension, dimension_value,
            period, min(period_start) AS period_start, max(period_end) AS period_end,
            count(*) AS cells, count(*) FILTER (NOT is_final) AS not_final,
            sum(numerator) AS numerator, sum(denominator) AS denominator,
            min(value) AS least, max(value) AS greatest, sum(value) AS total,
            sum(pending) AS pending, sum(excluded_opt_out) AS excluded_opt_out
          FROM cells
          GROUP BY ALL),
        together AS (
          SELECT definition_version, environment, %5$s AS tenant_id, persona, dimension,
            dimension_value, period, min(period_start) AS period_start,
            max(period_end) AS period_end, sum(cells) AS cells, sum(not_final) AS not_final,
            sum(numerator) AS numerator, sum(denominator) AS denominator,
            %6$s AS at_least, %7$s AS at_most,
            sum(pending) AS pending, sum(excluded_opt_out) AS excluded_opt_out
          FROM institutions
          GROUP BY ALL)
        SELECT definition_version, environment, tenant_id, persona, dimension, dimension_value,
          period, period_start, period_end, CAST(cells AS BIGINT) AS cells,
          CAST(not_final AS BIGINT) AS not_final, numerator, denominator,
          CASE WHEN at_least = at_most THEN at_least END AS value, at_least, at_most,
          CAST(pending AS BIGINT) AS pending,
          CAST(excluded_opt_out AS BIGINT) AS excluded_opt_out
        FROM together
        ORDER BY period_start, environment, tenant_id, persona, dimension, dimension_value
        """
        .formatted(
            by == By.TERM && grain() == PeriodGrain.TERM ? "dimension_value" : by.period,
            terms(),
            filter.ofKpi(kpi).conditionOn("kpi_current"),
            grain().label(),
            allTenants ? DuckDb.SQL.literal(ALL_TENANTS) : "tenant_id",
            bound("sum(greatest)", "min(least)"),
            bound("sum(total)", "max(greatest)"));
  }

  /** One of the two numbers that the value lies between; for what adds up both are the value. */
  private String bound(String people, String median) {
    return switch (composition()) {
      case PEOPLE -> people;
      case UNITS, STATES -> "sum(numerator) / nullif(sum(denominator), 0)";
      case MEDIAN -> median;
    };
  }

  /** The terms of the institution of each row, where rows are taken together by them. */
  private String terms() {
    return by == By.TERM && grain() != PeriodGrain.TERM
        ? " JOIN "
            + DuckDb.SQL.name(FixedTables.TERMS.name())
            + " AS terms ON terms.tenant_id = kpi_current.tenant_id"
            + " AND terms.starts_at <= period_start AND period_start < terms.ends_at"
        : "";
  }

  /**
   * Of which length the rows are that are taken together: days fit into everything; only for weeks
   * there may be rows that need not be taken together at all.
   */
  private PeriodGrain grain() {
    List<PeriodGrain> there =
        warehouse
            .query(
                "SELECT DISTINCT period_grain FROM kpi_current WHERE "
                    + filter.ofKpi(kpi).condition(),
                row -> PeriodGrain.of(String.valueOf(row.text(0))))
            .stream()
            .sorted()
            .toList();
    if (there.isEmpty()) {
      throw NoSuchRow.error(warehouse, kpi, filter);
    }
    if (by == By.WEEK && there.contains(PeriodGrain.WEEK)) {
      return PeriodGrain.WEEK;
    }
    if (there.get(0).compareTo(by.longest) > 0) {
      throw new UsageException(
          List.of(
              "The rows of %s are of a %s each: --by=%s would have to take them apart."
                  .formatted(kpi, there.get(0).label(), by.label())));
    }
    return there.get(0);
  }
}
