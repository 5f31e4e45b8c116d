package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.Values;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What is asked about KPIs, whatever the question.
 *
 * @param warehouse the DuckDB file
 * @param cells which rows, of whatever period
 * @param period an instant within their period; empty for all periods
 * @param against an instant within the period that is compared with; empty for the one before
 * @param by over which periods rows are taken together; empty for one by one
 * @param allTenants whether those of all institutions are
 * @param fromAsOf the earlier of two rows; empty for the one before the later
 * @param toAsOf the later of two rows, or the only one; empty for the newest
 * @param format how answers are printed
 * @param limit how many records are listed at most
 */
public record KpiQuery(
    Path warehouse,
    RowFilter cells,
    Optional<Instant> period,
    Optional<Instant> against,
    Optional<RollUp.By> by,
    boolean allTenants,
    Optional<Instant> fromAsOf,
    Optional<Instant> toAsOf,
    ResultFormat format,
    int limit) {

  /** Which rows, of the period that is asked about. */
  RowFilter rows() {
    return period.map(cells::at).orElse(cells);
  }

  /** Reads the options, and adds one sentence for each problem of them. */
  public static KpiQuery read(KpiQueryOptions options, List<String> problems) {
    Optional<Instant> period = Values.readInstant("period", options.getPeriod(), problems);
    Values.checkAtLeast("limit", options.getLimit(), 1, problems);
    return new KpiQuery(
        Path.of(options.getLocalWarehouse()),
        RowFilter.read(options, isOfAllTenants(options), problems),
        period,
        Values.readInstant("against", options.getAgainst(), problems),
        readBy(options.getBy(), problems),
        isOfAllTenants(options),
        Values.readInstant("fromAsOf", options.getFromAsOf(), problems),
        Values.readInstant("toAsOf", options.getToAsOf(), problems),
        ResultFormat.read(options.getFormat(), problems),
        options.getLimit());
  }

  /** There is no row of all institutions: only where rows are taken together they can be meant. */
  private static boolean isOfAllTenants(KpiQueryOptions options) {
    return options.getBy() != null && RollUp.ALL_TENANTS.equals(options.getTenant());
  }

  private static Optional<RollUp.By> readBy(@Nullable String by, List<String> problems) {
    if (by == null) {
      return Optional.empty();
    }
    Values.checkChoice("by", by, RollUp.By.labels(), problems);
    return RollUp.By.of(by);
  }
}
