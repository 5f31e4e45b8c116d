package com.skillforge.analytics.demo;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.Expectations;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares what came out of the demo with what the simulation knows. */
public final class DemoChecks {
  private final Expectations expected;
  private final DuckDbWarehouse warehouse;
  private final List<String> failures = new ArrayList<>();

  private DemoChecks(Expectations expected, DuckDbWarehouse warehouse) {
    this.expected = expected;
    this.warehouse = warehouse;
  }

  /** One sentence for each number that is not as it should be. */
  public static List<String> failures(
      Expectations expected, RunCounts raw, RunCounts kpis, DuckDbWarehouse warehouse) {
    DemoChecks checks = new DemoChecks(expected, warehouse);
    checks.checkCounts(raw, kpis);
    checks.checkTables();
    return checks.failures;
  }

  private void checkCounts(RunCounts raw, RunCounts kpis) {
    if (!raw.isConserved()) {
      failures.add("raw-events has lost or invented records: its counts do not add up.");
    }
    if (!kpis.isConserved()) {
      failures.add("kpi has lost or invented records: its counts do not add up.");
    }
    if (!expected.matches(raw)) {
      failures.add("the counts of raw-events are not those of the simulation.");
    }
  }

  private void checkTables() {
    for (RecordType type : TrackingPlan.builtIn().recordTypes()) {
      long simulated = expected.acceptedByType().getOrDefault(type.name(), 0L);
      checkRows(type.storage().snowflake().toString(), simulated);
      checkRows(type.storage().bigquery().toString(), simulated);
    }
    checkRows("dead_letters", expected.deadLettered());
  }

  private void checkRows(String table, long simulated) {
    long rows =
        warehouse.read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
                result.next();
                return result.getLong(1);
              }
            });
    if (rows != simulated) {
      failures.add(table + " has " + rows + " rows; the simulation made " + simulated + ".");
    }
  }
}
