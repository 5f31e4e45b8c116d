package com.skillforge.analytics.io.bigquery;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Schema;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Tries what a run needs: that datasets and tables are there, and that rows can be staged. */
final class AccessCheck {
  private final BigQueryWarehouse warehouse;
  private final WarehouseSchema schema;

  AccessCheck(BigQueryWarehouse warehouse, TrackingPlan plan) {
    this.warehouse = warehouse;
    this.schema = WarehouseSchema.of(BigQuery.SQL, plan);
  }

  /**
   * What is missing, one sentence each.
   *
   * @throws WarehouseException when BigQuery cannot be asked at all
   */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String dataset : schema.schemas().stream().map(Schema::name).sorted().toList()) {
      Optional<Set<String>> there = warehouse.client().tables(dataset);
      if (there.isEmpty()) {
        problems.add(
            "There is no dataset "
                + dataset
                + " in project "
                + warehouse.project()
                + "; create it with scripts/apply-ddl.sh --warehouse=bigquery.");
      } else {
        missing(dataset, there.get()).ifPresent(problems::add);
      }
    }
    if (problems.isEmpty()) {
      staging().ifPresent(problems::add);
    }
    return problems;
  }

  private Optional<String> missing(String dataset, Set<String> there) {
    Set<String> missing = new TreeSet<>();
    Stream.concat(
            schema.tables().stream().map(table -> table.name()),
            schema.views().stream().map(view -> view.name()))
        .filter(name -> dataset(name).equals(dataset))
        .forEach(name -> missing.add(name.table()));
    missing.removeAll(there);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The dataset "
                + dataset
                + " lacks "
                + String.join(", ", missing)
                + "; create them with scripts/apply-ddl.sh --warehouse=bigquery.");
  }

  private String dataset(TableName name) {
    return name.schema().isEmpty() ? schema.dialect().defaultSchema() : name.schema();
  }

  /** Makes a staging table, asks it, and removes it. */
  private Optional<String> staging() {
    String id = "check_" + UUID.randomUUID().toString().replace("-", "");
    List<StagedTable> probe = List.of(StagedTable.RUN_COUNTS);
    try {
      warehouse.prepareStaging(id, probe);
      warehouse.query(warehouse.staged(StagedTable.RUN_COUNTS, id), row -> 1);
      warehouse.dropStaging(id, probe);
      return Optional.empty();
    } catch (WarehouseException e) {
      return Optional.of(e.getMessage());
    }
  }
}
