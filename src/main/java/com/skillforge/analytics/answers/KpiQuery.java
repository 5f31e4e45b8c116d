package com.skillforge.analytics.answers;

import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.options.Values;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked about KPIs, whatever the question.
 *
 * @param warehouse the DuckDB file
 * @param rows which rows
 * @param fromAsOf the earlier of two rows; empty for the one before the later
 * @param toAsOf the later of two rows, or the only one; empty for the newest
 * @param format how answers are printed
 * @param limit how many records are listed at most
 */
public record KpiQuery(
    Path warehouse,
    RowFilter rows,
    Optional<Instant> fromAsOf,
    Optional<Instant> toAsOf,
    ResultFormat format,
    int limit) {

  /** Reads the options, and adds one sentence for each problem of them. */
  public static KpiQuery read(KpiQueryOptions options, List<String> problems) {
    Optional<Instant> period = Values.readInstant("period", options.getPeriod(), problems);
    Values.checkAtLeast("limit", options.getLimit(), 1, problems);
    return new KpiQuery(
        Path.of(options.getLocalWarehouse()),
        RowFilter.read(options, period, problems),
        Values.readInstant("fromAsOf", options.getFromAsOf(), problems),
        Values.readInstant("toAsOf", options.getToAsOf(), problems),
        ResultFormat.read(options.getFormat(), problems),
        options.getLimit());
  }
}
