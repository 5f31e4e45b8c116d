package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares a table of two warehouses: the number of rows of each day, then a hash of each row. A
 * day at a time is in memory, as hashes.
 */
public final class TableComparison {
  private static final long DAY_MILLIS = 86_400_000L;

  /** Where rows without a day are noted. */
  private static final long NO_DAY = Long.MIN_VALUE;

  /** How many rows of a difference are shown. */
  private static final int SHOWN_ROWS = 5;

  private final QueryableWarehouse left;
  private final QueryableWarehouse right;

  public TableComparison(QueryableWarehouse left, QueryableWarehouse right) {
    this.left = left;
    this.right = right;
  }

  /**
   * What a table has in common.
   *
   * @param rows the rows that both warehouses have
   * @param days the days on which they differ
   */
  public record Result(ComparedTable table, long rows, List<DayDifference> days) {
    public Result {
      days = List.copyOf(days);
    }

    public boolean isEqual() {
      return days.isEmpty();
    }
  }

  /**
   * A day on which warehouses differ.
   *
   * @param day empty for rows without a day
   * @param left how many rows the left one has
   * @param right how many rows the right one has
   * @param onlyLeft the first rows that only the left one has
   * @param onlyRight the first rows that only the right one has
   */
  public record DayDifference(
      Optional<LocalDate> day,
      long left,
      long right,
      List<String> onlyLeft,
      List<String> onlyRight) {}

  /** Compares the rows of a table. */
  public Result compare(ComparedTable table) {
    Map<Long, Long> leftDays = days(left, table);
    Map<Long, Long> rightDays = days(right, table);
    TreeMap<Long, Long> all = new TreeMap<>(leftDays);
    all.putAll(rightDays);
    List<DayDifference> different = new ArrayList<>();
    long rows = 0;
    for (Long day : all.keySet()) {
      Map<UUID, Long> hashes = new HashMap<>();
      List<String> leftRows = rows(left, table, day);
      leftRows.forEach(row -> hashes.merge(hash(row), 1L, Long::sum));
      List<String> onlyRight = new ArrayList<>();
      long common = 0;
      long rightCount = 0;
      for (String row : rows(right, table, day)) {
        rightCount++;
        if (hashes.getOrDefault(hash(row), 0L) > 0) {
          hashes.merge(hash(row), -1L, Long::sum);
          common++;
        } else if (onlyRight.size() < SHOWN_ROWS) {
          onlyRight.add(row);
        }
      }
      rows += common;
      if (common < leftRows.size() || common < rightCount) {
        List<String> onlyLeft =
            leftRows.stream()
                .filter(row -> hashes.getOrDefault(hash(row), 0L) > 0)
                .limit(SHOWN_ROWS)
                .toList();
        different.add(
            new DayDifference(
                dayOf(day), leftRows.size(), rightCount, onlyLeft, List.copyOf(onlyRight)));
      }
    }
    return new Result(table, rows, different);
  }

  private static Optional<LocalDate> dayOf(long day) {
    return day == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  private static UUID hash(String row) {
    return UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8));
  }

  /** How many rows there are of each day, counted from 1970; those without a day come first. */
  private static Map<Long, Long> days(QueryableWarehouse warehouse, ComparedTable table) {
    Dialect dialect = warehouse.dialect();
    Map<Long, Long> days = new HashMap<>();
    if (table.day().isEmpty()) {
      days.put(NO_DAY, 0L);
      return days;
    }
    String millis = dialect.epochMillis(dialect.identifier(table.day()));
    String sql =
        "SELECT day_number, count(*) FROM (SELECT "
            + dialect.cast("floor(" + millis + " / " + DAY_MILLIS + ")", ColumnType.INTEGER)
            + " AS day_number FROM "
            + dialect.name(table.name())
            + ") AS days GROUP BY day_number";
    warehouse
        .query(sql, row -> List.of(orNone(row.integer(0)), Objects.requireNonNull(row.integer(1))))
        .forEach(day -> days.put(day.get(0), day.get(1)));
    return days;
  }

  private static long orNone(@Nullable Long day) {
    return day == null ? NO_DAY : day;
  }

  private static List<String> rows(QueryableWarehouse warehouse, ComparedTable table, long day) {
    Dialect dialect = warehouse.dialect();
    String sql =
        "SELECT "
            + RowText.select(table.columns(), dialect)
            + " FROM "
            + dialect.name(table.name())
            + condition(dialect, table, day);
    return warehouse.query(sql, new RowText(table.columns()));
  }

  private static String condition(Dialect dialect, ComparedTable table, long day) {
    if (table.day().isEmpty()) {
      return "";
    }
    String column = dialect.identifier(table.day());
    return day == NO_DAY
        ? " WHERE " + column + " IS NULL"
        : " WHERE "
            + column
            + " >= "
            + dialect.timestamp(day * DAY_MILLIS)
            + " AND "
            + column
            + " < "
            + dialect.timestamp((day + 1) * DAY_MILLIS);
  }
}
