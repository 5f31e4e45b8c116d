package com.skillforge.analytics.options;

import java.util.List;

/** The checks of options of those warehouses that {@code --warehouses} names. */
public final class WarehouseChecks {
  private WarehouseChecks() {}

  /** Adds one sentence for each problem of reaching them, for queries and statements. */
  public static void checkReach(AllWarehouseOptions options, List<String> problems) {
    for (String warehouse : Values.list(options.getWarehouses())) {
      Values.checkChoice("warehouses", warehouse, WarehouseKind.labels(), problems);
    }
    WarehouseKind.of(options).forEach(kind -> kind.checkReach(options, problems));
  }

  /** Adds one sentence for each problem of writing rows to them. */
  static void checkWrite(AllWarehouseOptions options, List<String> problems) {
    checkReach(options, problems);
    WarehouseKind.of(options).forEach(kind -> kind.checkWrite(options, problems));
    if (Values.list(options.getWarehouses()).isEmpty()) {
      problems.add("--warehouses must name at least one warehouse, for example local.");
    }
  }

  /**
   * Adds one sentence for each use of the local warehouse, which only this machine has.
   *
   * @param workers who cannot reach it, for example {@code Dataflow's workers}
   * @param otherwise an option that can be given instead, or nothing
   */
  static void checkNotLocal(
      JobOptions options, String workers, String otherwise, List<String> problems) {
    if (WarehouseKind.of(options).contains(WarehouseKind.LOCAL)) {
      problems.add(
          "--warehouses=local is a file on this machine, out of reach for "
              + workers
              + ": use --warehouses=bigquery, snowflake or both"
              + (otherwise.isEmpty() ? "" : ", or " + otherwise)
              + ".");
    }
    if (SourceName.of(options).contains(SourceName.LOCAL)) {
      problems.add(
          "--source=local is a file on this machine, out of reach for "
              + workers
              + ": leave local out"
              + (otherwise.isEmpty() ? "" : ", or use " + otherwise)
              + ".");
    }
  }
}
