package com.skillforge.analytics.sql;

import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Which rows are kept no longer: those of tables whose layout says for how many years. */
public final class Expiry {
  private Expiry() {}

  /** The tables from which rows go, raw tables first, in the order of the plan. */
  public static List<Table> tables(TrackingPlan plan) {
    return Stream.concat(
            RawTable.all(plan).stream().map(RawTable::table), FixedTables.all().stream())
        .filter(table -> table.layout().years() > 0)
        .toList();
  }

  /**
   * The instant before which rows of a table are too old: so many years of the calendar ago, in
   * UTC.
   *
   * @param at which time it is
   */
  public static Instant cutoff(Table table, Instant at) {
    return at.atOffset(ZoneOffset.UTC).minusYears(table.layout().years()).toInstant();
  }

  /** The condition that a row of a table is too old. */
  public static String isOver(Dialect dialect, Table table, Instant at) {
    return dialect.identifier(table.layout().day())
        + " < "
        + dialect.timestamp(cutoff(table, at).toEpochMilli());
  }
}
