package com.skillforge.analytics.cli;

import com.skillforge.analytics.io.compare.Side;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.options.ParityOptions;
import com.skillforge.analytics.options.TwoSidesOptions;
import com.skillforge.analytics.options.WarehouseChecks;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.pipelines.launch.Warehouses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two sides that a command compares: two warehouses, or two environments of one.
 *
 * @param kinds those that {@code --warehouses} names
 * @param otherFile a second local warehouse
 * @param environments one for each side, one for both, or none
 */
record ComparedSides(
    List<WarehouseKind> kinds,
    Optional<Path> otherFile,
    List<String> environments,
    TwoSidesOptions options) {

  /** Adds one sentence for each problem, also where these are not two. */
  static ComparedSides read(
      TwoSidesOptions options, List<String> environments, List<String> problems) {
    List<WarehouseKind> kinds = WarehouseChecks.checkReach(options, problems);
    Optional<Path> other = Optional.ofNullable(options.getOtherLocalWarehouse()).map(Path::of);
    long warehouses = kinds.size() + other.stream().count();
    if (environments.size() > 2) {
      problems.add("--environments must name two environments at most: " + environments + ".");
    } else if (warehouses != 2 && !(warehouses == 1 && environments.size() == 2)) {
      problems.add(
          "Name two warehouses, like --warehouses=local,bigquery, or one and"
              + " --otherLocalWarehouse"
              + (options instanceof ParityOptions
                  ? ", or two environments of one, like --environments=prod,staging."
                  : "."));
    }
    return new ComparedSides(kinds, other, environments, options);
  }

  /** Whether each side has an environment of its own. */
  boolean areEnvironments() {
    return environments.size() == 2;
  }

  /** The two sides, the first one first. */
  List<Side> open() {
    List<Side> warehouses = new ArrayList<>();
    kinds.forEach(kind -> warehouses.add(side(kind)));
    otherFile.ifPresent(file -> warehouses.add(side(file.toString(), new DuckDbWarehouse(file))));
    List<Side> sides = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Side warehouse = warehouses.get(Math.min(i, warehouses.size() - 1));
      sides.add(
          environments.isEmpty()
              ? warehouse
              : of(environments.get(Math.min(i, environments.size() - 1)), warehouse));
    }
    return sides;
  }

  /** Two files are told apart by their names; one is called as {@code --warehouses} does. */
  private Side side(WarehouseKind kind) {
    QueryableWarehouse warehouse = Warehouses.reader(kind, options);
    return kind == WarehouseKind.LOCAL && otherFile.isPresent()
        ? side(options.getLocalWarehouse(), warehouse)
        : Side.of(warehouse);
  }

  private static Side side(String name, QueryableWarehouse warehouse) {
    return new Side(name, warehouse, Optional.empty());
  }

  private static Side of(String environment, Side warehouse) {
    return new Side(
        environment + " of " + warehouse.name(), warehouse.warehouse(), Optional.of(environment));
  }
}
