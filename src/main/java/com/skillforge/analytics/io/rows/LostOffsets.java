package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Offsets that Kafka had deleted before any run took them.
 *
 * @param environment the environment of the run that found it
 * @param start the first of them
 * @param end the one after the last
 * @param notedAt when it was found
 */
public record LostOffsets(
    String environment, String topic, int partition, long start, long end, Instant notedAt) {

  /**
   * What was found since.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  public static List<LostOffsets> notedSince(QueryableWarehouse warehouse, Instant since) {
    Dialect dialect = warehouse.dialect();
    return warehouse.query(
        "SELECT environment, topic, topic_partition, start_offset, end_offset, "
            + dialect.epochMillis("written_at")
            + " FROM "
            + dialect.name(FixedTables.RUN_OFFSETS.name())
            + " WHERE outcome = 'lost' AND written_at >= "
            + dialect.timestamp(since.toEpochMilli())
            + " ORDER BY topic, topic_partition, start_offset",
        row ->
            new LostOffsets(
                Objects.requireNonNull(row.text(0)),
                Objects.requireNonNull(row.text(1)),
                Math.toIntExact(number(row, 2)),
                number(row, 3),
                number(row, 4),
                Instant.ofEpochMilli(number(row, 5))));
  }

  private static long number(RowValues row, int column) {
    return Objects.requireNonNull(row.integer(column));
  }

  /** How many offsets these are. */
  public long count() {
    return end - start;
  }
}
