package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How many rows a table has of each UTC day. */
final class DayCounts {
  static final long DAY_MILLIS = 86_400_000L;

  /** Where rows without a day are counted; it is before all days. */
  static final long NO_DAY = Long.MIN_VALUE;

  private DayCounts() {}

  /**
   * The numbers of rows by their days, which are counted from 1970.
   *
   * @param table one that has a day, and an environment where the side names one
   * @param range of the table's time; rows without a time are counted when it is empty
   */
  static Map<Long, Long> of(Side side, ComparedTable table, Optional<TimeRange> range) {
    Dialect dialect = side.dialect();
    String millis = dialect.epochMillis(dialect.identifier(table.day()));
    String sql =
        "SELECT day_number, count(*) FROM (SELECT "
            + dialect.cast("floor(" + millis + " / " + DAY_MILLIS + ")", ColumnType.INTEGER)
            + " AS day_number FROM "
            + dialect.name(table.name())
            + condition(side, table, range)
            + ") AS days GROUP BY day_number";
    Map<Long, Long> days = new HashMap<>();
    side.warehouse()
        .query(sql, row -> List.of(orNone(row.integer(0)), Objects.requireNonNull(row.integer(1))))
        .forEach(day -> days.put(day.get(0), day.get(1)));
    return days;
  }

  private static long orNone(@Nullable Long day) {
    return day == null ? NO_DAY : day;
  }

  private static String condition(Side side, ComparedTable table, Optional<TimeRange> range) {
    Dialect dialect = side.dialect();
    List<String> conditions = new ArrayList<>();
    range.ifPresent(some -> conditions.add(within(dialect, table, some)));
    side.environment()
        .ifPresent(
            name ->
                conditions.add(
                    dialect.identifier(Role.ENVIRONMENT.property())
                        + " = "
                        + dialect.literal(name)));
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** The condition that the time by which a table's rows have a day is in a range. */
  static String within(Dialect dialect, ComparedTable table, TimeRange range) {
    String column = dialect.identifier(table.day());
    return column
        + " >= "
        + dialect.timestamp(range.from().toEpochMilli())
        + " AND "
        + column
        + " < "
        + dialect.timestamp(range.to().toEpochMilli());
  }
}
