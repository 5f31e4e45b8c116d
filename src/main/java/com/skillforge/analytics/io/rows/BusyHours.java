package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** In which hours something happened of what is stored. */
public final class BusyHours {
  private record Hour(String environment, long hour) {}

  private BusyHours() {}

  /**
   * The hours since the epoch in which an event of any kind happened, by environment.
   *
   * @param from the first time that matters
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static Map<String, Set<Long>> since(
      QueryableWarehouse warehouse, TrackingPlan plan, Instant from) {
    Map<String, Set<Long>> hours = new HashMap<>();
    for (Hour hour :
        warehouse.query(
            query(warehouse.dialect(), RawTable.all(plan), from),
            row ->
                new Hour(
                    Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.integer(1))))) {
      hours.computeIfAbsent(hour.environment(), key -> new TreeSet<>()).add(hour.hour());
    }
    return hours;
  }

  static String query(Dialect dialect, List<RawTable> tables, Instant from) {
    return tables.stream()
        .map(
            raw -> {
              String time = "stored." + dialect.identifier(raw.type().eventTimeProperty());
              return "SELECT coalesce(stored.%s, '') AS environment, %s AS busy_hour FROM %s AS stored WHERE %s >= %s"
                  .formatted(
                      dialect.identifier(Role.ENVIRONMENT.property()),
                      dialect.cast(
                          "floor(" + dialect.epochMillis(time) + " / 3600000)", ColumnType.INTEGER),
                      dialect.name(raw.table().name()),
                      time,
                      dialect.timestamp(from.toEpochMilli()));
            })
        .collect(
            Collectors.joining(
                " UNION ALL ", "SELECT DISTINCT environment, busy_hour FROM (", ") AS events"));
  }
}
