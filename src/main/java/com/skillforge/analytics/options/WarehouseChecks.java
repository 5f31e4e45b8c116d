package com.skillforge.analytics.options;

import java.util.List;
import java.util.Optional;

/** The checks of options of those warehouses that {@code --warehouses} names. */
public final class WarehouseChecks {
  private WarehouseChecks() {}

  /**
   * The warehouses that are named; adds one sentence for each problem of reaching them, for queries
   * and statements.
   */
  public static List<WarehouseKind> checkReach(AllWarehouseOptions options, List<String> problems) {
    List<WarehouseKind> kinds = WarehouseKind.read(options.getWarehouses(), problems);
    kinds.forEach(kind -> kind.checkReach(options, problems));
    return kinds;
  }

  /** The warehouse that {@code --warehouse} names, in the same way; empty when it names none. */
  public static Optional<WarehouseKind> checkReach(
      String label, AllWarehouseOptions options, List<String> problems) {
    Optional<WarehouseKind> named = WarehouseKind.readOne(label, problems);
    named.ifPresent(kind -> kind.checkReach(options, problems));
    return named;
  }

  /**
   * The warehouse that {@code --warehouse} names, for what needs none: where no option leads to it,
   * it need not be reached.
   */
  public static Optional<WarehouseKind> checkReachIfLed(
      String label, AllWarehouseOptions options, List<String> problems) {
    Optional<WarehouseKind> named = WarehouseKind.readOne(label, problems);
    named
        .filter(kind -> kind.isLedTo(options))
        .ifPresent(kind -> kind.checkReach(options, problems));
    return named;
  }

  /** The same where at least one has to be named. */
  public static List<WarehouseKind> checkReachSome(
      AllWarehouseOptions options, List<String> problems) {
    int before = problems.size();
    List<WarehouseKind> kinds = checkReach(options, problems);
    if (kinds.isEmpty() && problems.size() == before) {
      problems.add("--warehouses must name at least one warehouse, for example local.");
    }
    return kinds;
  }

  /** The warehouses that are named; adds one sentence for each problem of writing rows to them. */
  static List<WarehouseKind> checkWrite(AllWarehouseOptions options, List<String> problems) {
    List<WarehouseKind> kinds = checkReachSome(options, problems);
    kinds.forEach(kind -> kind.checkWrite(options, problems));
    return kinds;
  }

  /**
   * Adds one sentence for each use of the local warehouse, which only this machine has.
   *
   * @param workers who cannot reach it, for example {@code Dataflow's workers}
   * @param otherwise an option that can be given instead, or nothing
   */
  static void checkNotLocal(
      Request request, String workers, String otherwise, List<String> problems) {
    if (request.warehouses().contains(WarehouseKind.LOCAL)) {
      problems.add(
          "--warehouses=local is a file on this machine, out of reach for "
              + workers
              + ": use --warehouses=bigquery, snowflake or both"
              + (otherwise.isEmpty() ? "" : ", or " + otherwise)
              + ".");
    }
    if (request.sources().contains(SourceName.LOCAL)) {
      problems.add(
          "--source=local is a file on this machine, out of reach for "
              + workers
              + ": leave local out"
              + (otherwise.isEmpty() ? "" : ", or use " + otherwise)
              + ".");
    }
  }
}
