package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.model.DayCount;
import com.skillforge.analytics.model.DayNulls;
import com.skillforge.analytics.model.ReadCounts;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.PropertyType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The figures that gates judge, of one environment of one warehouse. */
public final class QualityFigures {
  private final QueryableWarehouse warehouse;
  private final Dialect dialect;
  private final List<RawTable> tables;
  private final String environment;

  public QualityFigures(QueryableWarehouse warehouse, TrackingPlan plan, String environment) {
    this.warehouse = warehouse;
    this.dialect = warehouse.dialect();
    this.tables = RawTable.all(plan);
    this.environment = environment;
  }

  /**
   * How many records each day has, by record type and persona.
   *
   * @param from the first day
   * @param last the last day
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public List<DayCount> counts(LocalDate from, LocalDate last) {
    return warehouse.query(countsQuery(from, last), QualityFigures::dayCount);
  }

  String countsQuery(LocalDate from, LocalDate last) {
    return tables.stream()
        .map(
            raw ->
                "SELECT %s AS record_type, %s AS day_number, %s AS persona FROM %s"
                    .formatted(
                        dialect.literal(raw.type().name()),
                        dayNumber(raw),
                        raw.type().has(Role.PERSONA)
                            ? "coalesce(stored." + Role.PERSONA.property() + ", '')"
                            : "''",
                        between(raw, from, last)))
        .collect(
            Collectors.joining(
                " UNION ALL ",
                "SELECT record_type, day_number, persona, count(*) FROM (",
                ") AS events GROUP BY record_type, day_number, persona"));
  }

  private static DayCount dayCount(RowValues row) {
    return new DayCount(
        day(row, 1),
        Objects.requireNonNull(row.text(0)),
        Objects.requireNonNull(row.text(2)),
        Objects.requireNonNull(row.integer(3)));
  }

  /**
   * How many records of each day lack each property that may be left out.
   *
   * @param types the names of the record types that are asked for, each with a query of its own
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public List<DayNulls> nulls(Set<String> types, LocalDate from, LocalDate last) {
    List<DayNulls> nulls = new ArrayList<>();
    for (RawTable raw : tables) {
      List<String> optional = optional(raw);
      if (types.contains(raw.type().name()) && !optional.isEmpty()) {
        String type = raw.type().name();
        warehouse
            .query(nullsQuery(raw, from, last), row -> dayNulls(row, type, optional))
            .forEach(nulls::addAll);
      }
    }
    return nulls;
  }

  /** Those with one value: of a list, some warehouses do not tell none from an empty one. */
  private static List<String> optional(RawTable raw) {
    return raw.type().properties().stream()
        .filter(property -> !property.required())
        .filter(property -> property.type() != PropertyType.STRING_LIST)
        .filter(property -> property.type() != PropertyType.OBJECT_LIST)
        .map(Property::name)
        .toList();
  }

  String nullsQuery(RawTable raw, LocalDate from, LocalDate last) {
    return optional(raw).stream()
        .map(
            property ->
                "sum(CASE WHEN stored."
                    + dialect.identifier(property)
                    + " IS NULL THEN 1 ELSE 0 END)")
        .collect(
            Collectors.joining(
                ", ",
                "SELECT " + dayNumber(raw) + ", count(*), ",
                " FROM "
                    + between(raw, from, last)
                    + " AND coalesce(stored.opted_out, FALSE) = FALSE GROUP BY 1"));
  }

  private static List<DayNulls> dayNulls(RowValues row, String type, List<String> properties) {
    List<DayNulls> nulls = new ArrayList<>();
    for (int i = 0; i < properties.size(); i++) {
      nulls.add(
          new DayNulls(
              day(row, 0),
              type,
              properties.get(i),
              Objects.requireNonNull(row.integer(2 + i)),
              Objects.requireNonNull(row.integer(1))));
    }
    return nulls;
  }

  private String dayNumber(RawTable raw) {
    return dialect.cast(
        "floor("
            + dialect.epochMillis("stored." + dialect.identifier(raw.type().eventTimeProperty()))
            + " / 86400000)",
        ColumnType.INTEGER);
  }

  private static LocalDate day(RowValues row, int column) {
    return LocalDate.ofEpochDay(Objects.requireNonNull(row.integer(column)));
  }

  private String between(RawTable raw, LocalDate from, LocalDate last) {
    String time = "stored." + dialect.identifier(raw.type().eventTimeProperty());
    return dialect.name(raw.table().name())
        + " AS stored WHERE "
        + time
        + " >= "
        + midnight(from)
        + " AND "
        + time
        + " < "
        + midnight(last.plusDays(1))
        + " AND stored."
        + dialect.identifier(Role.ENVIRONMENT.property())
        + " = "
        + dialect.literal(environment);
  }

  private String midnight(LocalDate day) {
    return dialect.timestamp(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  /**
   * What succeeded batch runs of a pipeline have read, the oldest first.
   *
   * @param pipeline the pipeline that stores records
   * @param since the first start that matters
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public List<ReadCounts> reads(String pipeline, Instant since) {
    return warehouse.query(
        "SELECT "
            + dialect.identifier("read")
            + ", accepted + duplicates + suppressed + coalesce(erased, 0) + dead_lettered"
            + " + coalesce(late_dropped, 0), "
            + dialect.comparable("unknown_properties", ColumnType.JSON)
            + " FROM "
            + dialect.name(FixedTables.PIPELINE_RUNS.name())
            + " WHERE status = 'succeeded' AND NOT streaming AND pipeline = "
            + dialect.literal(pipeline)
            + " AND environment = "
            + dialect.literal(environment)
            + " AND started_at >= "
            + dialect.timestamp(since.toEpochMilli())
            + " ORDER BY started_at, run_id",
        row ->
            new ReadCounts(
                Objects.requireNonNull(row.integer(0)),
                Objects.requireNonNull(row.integer(1)),
                JsonText.counts(row.text(2))));
  }
}
