package com.skillforge.analytics.io.rows;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.sql.PrivacyTables;
import java.time.Duration;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a warehouse says has been erased, asked again from time to time: a stream runs for weeks.
 * Each copy of it asks by itself.
 */
public final class WatchedErasures implements SuppressionList {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WatchedErasures.class);

  /** For how long an answer holds. */
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  private final QueryableWarehouse warehouse;
  private transient @Nullable ErasedIds known;
  private transient long askedNanos;

  public WatchedErasures(QueryableWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * The newest list that is known.
   *
   * @throws WarehouseException when none was ever read; later failures leave the last one
   */
  @Override
  public synchronized ErasedIds ids() {
    ErasedIds last = known;
    if (last != null && System.nanoTime() - askedNanos < TIME_TO_LIVE.toNanos()) {
      return last;
    }
    try {
      known = read();
    } catch (WarehouseException e) {
      if (last == null) {
        throw e;
      }
      LOG.warn("Who has been erased could not be asked; it is asked again in a minute", e);
    }
    askedNanos = System.nanoTime();
    return Objects.requireNonNull(known);
  }

  private ErasedIds read() {
    return new ErasedIds(
        warehouse.query(
            "SELECT tenant_id, salt, alias_hash FROM "
                + warehouse.dialect().name(PrivacyTables.SUPPRESSION_LIST.name()),
            row ->
                new ErasedIds.Entry(
                    Objects.requireNonNull(row.text(0)),
                    Objects.requireNonNull(row.text(1)),
                    Objects.requireNonNull(row.text(2)))));
  }
}
