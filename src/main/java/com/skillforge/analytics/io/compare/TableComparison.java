package com.skillforge.analytics.io.compare;

import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares a table of two warehouses: the number of rows of each day, then a hash of each row. Days
 * are read together as long as they have few rows, so that a query is worth its while and not all
 * of a table is in memory.
 */
public final class TableComparison {
  private static final long DAY_MILLIS = DayCounts.DAY_MILLIS;
  private static final long NO_DAY = DayCounts.NO_DAY;

  /** How many rows are read together, unless one day has more. */
  private static final long ROWS_AT_A_TIME = 100_000;

  /** How many rows of a difference are shown. */
  private static final int SHOWN_ROWS = 5;

  private final Side left;
  private final Side right;

  public TableComparison(QueryableWarehouse left, QueryableWarehouse right) {
    this.left = Side.of(left);
    this.right = Side.of(right);
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
    TreeMap<Long, Long> days = new TreeMap<>(days(left, table));
    days(right, table).forEach((day, rows) -> days.merge(day, rows, Math::max));
    List<DayDifference> different = new ArrayList<>();
    long common = 0;
    while (!days.isEmpty()) {
      SortedMap<Long, Long> some = days.headMap(lastOfNext(days), true);
      long first = some.firstKey();
      long last = some.lastKey();
      Map<Long, List<String>> leftRows = rows(left, table, first, last);
      Map<Long, List<String>> rightRows = rows(right, table, first, last);
      for (Long day : some.keySet()) {
        common +=
            compareDay(
                day,
                leftRows.getOrDefault(day, List.of()),
                rightRows.getOrDefault(day, List.of()),
                different);
      }
      some.clear();
    }
    return new Result(table, common, different);
  }

  /** The last of the first days that are read together; rows without a day are read alone. */
  private static long lastOfNext(SortedMap<Long, Long> days) {
    long rows = 0;
    long last = days.firstKey();
    for (Map.Entry<Long, Long> day : days.entrySet()) {
      rows += day.getValue();
      if ((last == NO_DAY && day.getKey() != NO_DAY)
          || (rows > ROWS_AT_A_TIME && day.getKey() != last)) {
        break;
      }
      last = day.getKey();
    }
    return last;
  }

  /** Compares one day, adds what differs, and says how many rows agree. */
  private static long compareDay(
      long day, List<String> leftRows, List<String> rightRows, List<DayDifference> different) {
    Map<UUID, Long> hashes = new HashMap<>();
    leftRows.forEach(row -> hashes.merge(hash(row), 1L, Long::sum));
    List<String> onlyRight = new ArrayList<>();
    long common = 0;
    for (String row : rightRows) {
      if (hashes.getOrDefault(hash(row), 0L) > 0) {
        hashes.merge(hash(row), -1L, Long::sum);
        common++;
      } else if (onlyRight.size() < SHOWN_ROWS) {
        onlyRight.add(row);
      }
    }
    if (common < leftRows.size() || common < rightRows.size()) {
      List<String> onlyLeft =
          leftRows.stream()
              .filter(row -> hashes.getOrDefault(hash(row), 0L) > 0)
              .limit(SHOWN_ROWS)
              .toList();
      different.add(
          new DayDifference(
              dayOf(day), leftRows.size(), rightRows.size(), onlyLeft, List.copyOf(onlyRight)));
    }
    return common;
  }

  private static Optional<LocalDate> dayOf(long day) {
    return day == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  private static UUID hash(String row) {
    return UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8));
  }

  /** How many rows there are of each day; those without a day come first. */
  private static Map<Long, Long> days(Side side, ComparedTable table) {
    return table.day().isEmpty() ? Map.of(NO_DAY, 0L) : DayCounts.of(side, table, Optional.empty());
  }

  /** The rows of some days in a row, by day. */
  private static Map<Long, List<String>> rows(
      Side side, ComparedTable table, long first, long last) {
    Dialect dialect = side.dialect();
    RowText text = new RowText(table.columns());
    int dayColumn = table.columns().size();
    String millis =
        table.day().isEmpty() || first == NO_DAY
            ? dialect.cast("NULL", ColumnType.INTEGER)
            : dialect.epochMillis(dialect.identifier(table.day()));
    String sql =
        "SELECT "
            + RowText.select(table.columns(), dialect)
            + ", "
            + millis
            + " FROM "
            + dialect.name(table.name())
            + condition(dialect, table, first, last);
    Map<Long, List<String>> rows = new HashMap<>();
    side.warehouse()
        .query(sql, row -> new DayRow(day(row.integer(dayColumn)), text.read(row)))
        .forEach(row -> rows.computeIfAbsent(row.day(), d -> new ArrayList<>()).add(row.text()));
    return rows;
  }

  private record DayRow(long day, String text) {}

  private static long day(@Nullable Long millis) {
    return millis == null ? NO_DAY : Math.floorDiv(millis, DAY_MILLIS);
  }

  private static String condition(Dialect dialect, ComparedTable table, long first, long last) {
    if (table.day().isEmpty()) {
      return "";
    }
    return " WHERE "
        + (first == NO_DAY
            ? dialect.identifier(table.day()) + " IS NULL"
            : DayCounts.within(
                dialect,
                table,
                new TimeRange(
                    Instant.ofEpochMilli(first * DAY_MILLIS),
                    Instant.ofEpochMilli((last + 1) * DAY_MILLIS))));
  }
}
