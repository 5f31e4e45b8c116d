package com.skillforge.analytics.io.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What audits of KPIs have found, as warehouses keep it beside what gates have judged. */
public final class AuditRows {
  private static final String PASSED = "passed";

  private AuditRows() {}

  /**
   * The newest audit of a KPI that has rows.
   *
   * @param auditedAt when it was; empty where there was none
   * @param differing how many figures it did not confirm
   */
  public record Audited(
      String environment, String kpi, Optional<Instant> auditedAt, long differing) {}

  /**
   * The statement that notes an audit.
   *
   * @param differing how many figures of the KPI it did not confirm
   */
  public static String note(
      Dialect dialect, String environment, String kpi, long differing, Instant at) {
    String id = UUID.nameUUIDFromBytes((environment + kpi + at).getBytes(UTF_8)).toString();
    String judged =
        differing == 0
            ? "the audit query of " + kpi + " confirms every figure"
            : String.format(
                Locale.ROOT, "the audit query of %s does not confirm %,d figures", kpi, differing);
    return "INSERT INTO "
        + dialect.name(FixedTables.QUALITY_CHECKS.name())
        + " ("
        + String.join(
            ", ",
            FixedTables.QUALITY_CHECKS.columnNames().stream().map(dialect::identifier).toList())
        + ") SELECT "
        + String.join(
            ", ",
            dialect.literal(id),
            dialect.literal("kpi.sh audit"),
            dialect.literal(environment),
            dialect.literal(FixedTables.AUDIT_GATE),
            dialect.literal(kpi),
            dialect.cast("NULL", ColumnType.TIMESTAMP),
            dialect.cast(String.valueOf(differing), ColumnType.NUMBER),
            dialect.cast("0", ColumnType.NUMBER),
            dialect.cast("0", ColumnType.NUMBER),
            dialect.literal(differing == 0 ? PASSED : "failed"),
            dialect.literal(judged),
            dialect.timestamp(at.toEpochMilli()));
  }

  /**
   * The newest audit of every KPI of every environment that has rows, audited or not.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<Audited> newest(QueryableWarehouse warehouse) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        """
        SELECT published.environment, published.kpi, %s, audits.differing
        FROM (SELECT DISTINCT environment, kpi FROM %s) AS published
        LEFT JOIN (
          SELECT environment, subject, written_at, %s AS differing,
            row_number() OVER (PARTITION BY environment, subject ORDER BY written_at DESC) AS age_rank
          FROM %s
          WHERE gate = %s) AS audits
        ON audits.environment = published.environment AND audits.subject = published.kpi
          AND audits.age_rank = 1
        ORDER BY published.environment, published.kpi"""
            .formatted(
                dialect.epochMillis("audits.written_at"),
                dialect.name(FixedTables.KPI_VALUES.name()),
                dialect.cast(dialect.identifier("value"), ColumnType.INTEGER),
                dialect.name(FixedTables.QUALITY_CHECKS.name()),
                dialect.literal(FixedTables.AUDIT_GATE)),
        row ->
            new Audited(
                Objects.requireNonNull(row.text(0)),
                Objects.requireNonNull(row.text(1)),
                Optional.ofNullable(row.integer(2)).map(Instant::ofEpochMilli),
                Objects.requireNonNullElse(row.integer(3), 0L)));
  }
}
