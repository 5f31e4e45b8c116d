package com.skillforge.analytics.demo;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.simulation.KnownPersons;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.sql.DuckDb;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares who the demo says is who with what the simulation knows. */
public final class IdentityDemoChecks {
  private static final String TENANT = " tenant_id = " + DuckDb.SQL.literal(KnownPersons.TENANT);

  private final DuckDbWarehouse warehouse;
  private final List<String> failures = new ArrayList<>();

  private IdentityDemoChecks(DuckDbWarehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** One sentence for each number that is not as it should be. */
  public static List<String> failures(Simulation simulation, DuckDbWarehouse warehouse) {
    IdentityDemoChecks checks = new IdentityDemoChecks(warehouse);
    String week =
        " FROM kpi_current WHERE kpi = 'weekly_active_users' AND persona = 'all' AND"
            + TENANT
            + " AND period_start = DATE "
            + DuckDb.SQL.literal(KnownPersons.WEEK);
    checks.expect("active persons", "SELECT sum(value)" + week, KnownPersons.PERSONS);
    checks.expect(
        "unresolved visitors", "SELECT sum(excluded_unresolved)" + week, KnownPersons.STRANGERS);
    checks.expect(
        "persons in the raw tables",
        "SELECT count(DISTINCT canonical_user_id) FROM (SELECT tenant_id, canonical_user_id FROM"
            + " user_sessions UNION ALL SELECT tenant_id, canonical_user_id FROM"
            + " raw_events.discovery) WHERE"
            + TENANT,
        KnownPersons.PERSONS);
    checks.expect(
        "mirrored links",
        "SELECT count(*) FROM identity.links",
        simulation.identityLinksCsv().lines().count() - 1);
    return checks.failures;
  }

  private void expect(String what, String sql, long simulated) {
    long found =
        warehouse.read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getLong(1);
              }
            });
    if (found != simulated) {
      failures.add(
          what + " of " + KnownPersons.TENANT + ": " + found + " instead of " + simulated + ".");
    }
  }
}
