package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How one kind of warehouse is reached: how rows get in, and what it says of itself. */
public interface WarehouseConnector {
  Warehouse warehouse();

  /**
   * What is missing before a run can start, one sentence each that says what to do: connection,
   * permissions, staging area.
   */
  List<String> check();

  /** Whether there is something to be asked; a file may be yet to be made. */
  default boolean exists() {
    return true;
  }

  /**
   * Makes tables before a run begins, where that is a run's matter; elsewhere {@code apply-ddl.sh}
   * has made them.
   *
   * @throws WarehouseException when what is there does not fit the plan
   */
  default void prepare(TrackingPlan plan) {}

  /**
   * What the warehouse lacks of what a stream fills, one sentence each that says what to do. A
   * commit fails where a column is missing; a stream may lose what the column was for.
   */
  default List<String> lackedByStreams(TrackingPlan plan) {
    return List.of();
  }

  /**
   * Makes the place for the rows of a run that has begun.
   *
   * @param attempt which attempt at the run this is: each has a place of its own
   */
  Staging open(RunInfo run, long attempt);

  /**
   * Opens its raw tables as a source, as they are now.
   *
   * @param types the record types to read
   * @throws com.skillforge.analytics.io.SourceException when they cannot be read
   */
  HistorySource history(TrackingPlan plan, Collection<RecordType> types);

  /** What the warehouse has of what it should have. */
  WarehouseCatalog catalog(WarehouseSchema schema);

  /**
   * Makes a migration's changes.
   *
   * @param plan the plan that the migration leads to
   */
  default void migrate(Migration migration, TrackingPlan plan) {
    migration.statements().forEach(warehouse()::execute);
  }

  /**
   * Says in one sentence what went wrong in the connector, for a failure that is the connector's
   * own; empty for any other.
   */
  default Optional<WarehouseException> explain(RuntimeException failure) {
    return Optional.empty();
  }
}
