package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.Erasure;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Requests for erasure that are stored and not carried out: who carries one out removes it.
 *
 * @param environment the environment of the requests
 * @param requests how many there are
 * @param oldest when the oldest was made
 */
public record OpenErasures(String environment, long requests, Instant oldest) {

  /**
   * Those of a warehouse, by environment; environments without any are not there.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<OpenErasures> read(QueryableWarehouse warehouse, TrackingPlan plan) {
    Dialect dialect = warehouse.dialect();
    RawTable raw = RawTable.of(plan.recordType(Erasure.RECORD_TYPE).orElseThrow(), plan);
    String environment = dialect.identifier(Role.ENVIRONMENT.property());
    return warehouse.query(
        "SELECT coalesce(%1$s, ''), count(*), %2$s FROM %3$s AS stored%4$s GROUP BY 1"
            .formatted(
                environment,
                dialect.epochMillis(
                    "min(" + dialect.identifier(raw.type().eventTimeProperty()) + ")"),
                dialect.name(raw.table().name()),
                dialect.everyPartition("stored", raw).map(all -> " WHERE " + all).orElse("")),
        row ->
            new OpenErasures(
                Objects.requireNonNull(row.text(0)),
                Objects.requireNonNull(row.integer(1)),
                Instant.ofEpochMilli(Objects.requireNonNull(row.integer(2)))));
  }
}
