package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * For how long nothing has happened at most, to the hour, of what is stored of a dataset: who is
 * silent every night and over every holiday is no longer than that.
 *
 * @param dataset the dataset, as {@link Freshness} has it; {@link #ALL} for all events together
 * @param environment the environment of the records
 * @param busyHours in how many hours something happened
 * @param busyWeeks in how many weeks
 * @param first the hour of the first event
 * @param longest the longest time from one busy hour to the next
 */
public record UsualSilence(
    String dataset,
    String environment,
    long busyHours,
    long busyWeeks,
    Instant first,
    Duration longest) {
  /** The name under which all events count. */
  public static final String ALL = "";

  /** A set of tables by the datasets that they belong to. */
  private record Member(int table, String dataset) {}

  /**
   * Asks a warehouse, dataset by dataset.
   *
   * @param from the first event time that matters
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<UsualSilence> since(
      QueryableWarehouse warehouse, TrackingPlan plan, Instant from) {
    return warehouse.query(
        query(warehouse.dialect(), RawTable.all(plan), from),
        row ->
            new UsualSilence(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.text(0)),
                number(row, 2),
                number(row, 3),
                Instant.EPOCH.plus(Duration.ofHours(number(row, 4))),
                Duration.ofHours(Math.max(1, number(row, 5)))));
  }

  private static long number(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  static String query(Dialect dialect, List<RawTable> tables, Instant from) {
    return """
        SELECT environment, dataset, count(*), count(DISTINCT %1$s), min(busy_hour),
          coalesce(max(silence), 0)
        FROM (
          SELECT environment, dataset, busy_hour, busy_hour - lag(busy_hour) OVER (
            PARTITION BY environment, dataset ORDER BY busy_hour) AS silence
          FROM (
            SELECT DISTINCT environment, dataset, busy_hour
            FROM (
              %2$s) AS events
            JOIN (
              %3$s) AS members ON members.table_number = events.table_number) AS hours) AS silences
        GROUP BY environment, dataset"""
        .formatted(
            dialect.cast("floor(busy_hour / 168)", ColumnType.INTEGER),
            events(dialect, tables, from),
            members(dialect, tables));
  }

  /** The hours since the epoch in which an event of any kind happened, by table. */
  private static String events(Dialect dialect, List<RawTable> tables, Instant from) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String time = "stored." + dialect.identifier(tables.get(i).type().eventTimeProperty());
      parts.add(
          "SELECT DISTINCT %d AS table_number, coalesce(stored.%s, '') AS environment, %s AS busy_hour FROM %s AS stored WHERE %s >= %s"
              .formatted(
                  i,
                  dialect.identifier(Role.ENVIRONMENT.property()),
                  dialect.cast(
                      "floor(" + dialect.epochMillis(time) + " / 3600000)", ColumnType.INTEGER),
                  dialect.name(tables.get(i).table().name()),
                  time,
                  dialect.timestamp(from.toEpochMilli())));
    }
    return String.join(" UNION ALL ", parts);
  }

  private static String members(Dialect dialect, List<RawTable> tables) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      members.add(new Member(i, ALL));
      for (String dataset : Freshness.datasets(dialect, tables.get(i))) {
        members.add(new Member(i, dataset));
      }
    }
    return members.stream()
        .map(
            member ->
                "SELECT %d AS table_number, %s AS dataset"
                    .formatted(member.table(), dialect.literal(member.dataset())))
        .collect(Collectors.joining(" UNION ALL "));
  }
}
