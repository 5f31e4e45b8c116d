package com.skillforge.analytics.report;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A headline figure that was final, and is another one since.
 *
 * @param writtenAt when the later row was written
 */
record Restated(
    KpiKey key,
    Instant asOfBefore,
    Instant asOfAfter,
    @Nullable Double before,
    @Nullable Double after,
    Instant writtenAt) {
  private static final TableName VIEW = TableName.parse("kpi_restatements");

  /** How far back periods are looked at; a late event is seldom later. */
  private static final Duration PERIODS = Duration.ofDays(370);

  /**
   * Those of the periods of a year, the newest first.
   *
   * @param asOf the end of that year
   */
  static List<Restated> read(QueryableWarehouse warehouse, ReportQuestion question, Instant asOf) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT kpi, definition_version, tenant_id, dimension, dimension_value, period_grain, "
            + dialect.epochMillis("period_start")
            + ", "
            + dialect.epochMillis("period_end")
            + ", "
            + dialect.epochMillis("as_of_before")
            + ", "
            + dialect.epochMillis("as_of_after")
            + ", value_before, value_after, "
            + dialect.epochMillis("written_at")
            + " FROM "
            + dialect.name(VIEW)
            + " WHERE environment = "
            + dialect.literal(question.environment())
            + " AND persona = "
            + dialect.literal(KpiKey.ALL_PERSONAS)
            + " AND (dimension = '' OR period_grain = 'term') AND is_final_before"
            + " AND period_start >= "
            + dialect.timestamp(asOf.minus(PERIODS).toEpochMilli())
            + question.tenant().map(name -> " AND tenant_id = " + dialect.literal(name)).orElse("")
            + question
                .until()
                .map(until -> " AND as_of_after <= " + dialect.timestamp(until.toEpochMilli()))
                .orElse("")
            + " ORDER BY written_at DESC, kpi, tenant_id, period_start DESC LIMIT 1000",
        row -> read(row, question.environment()));
  }

  private static Restated read(RowValues row, String environment) {
    return new Restated(
        new KpiKey(
            text(row, 0),
            Math.toIntExact(whole(row, 1)),
            environment,
            text(row, 2),
            KpiKey.ALL_PERSONAS,
            text(row, 3),
            text(row, 4),
            new Period(PeriodGrain.of(text(row, 5)), whole(row, 6), whole(row, 7))),
        Instant.ofEpochMilli(whole(row, 8)),
        Instant.ofEpochMilli(whole(row, 9)),
        row.number(10),
        row.number(11),
        Instant.ofEpochMilli(whole(row, 12)));
  }

  private static String text(RowValues row, int column) {
    return Objects.requireNonNullElse(row.text(column), "");
  }

  private static long whole(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  Instant start() {
    return Instant.ofEpochMilli(key.period().startMillis());
  }

  Instant end() {
    return Instant.ofEpochMilli(key.period().endMillis());
  }
}
