package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody may do more than a role says. */
class AccessTest {
  static List<WarehouseSchema> clouds() {
    TrackingPlan plan = TrackingPlan.builtIn();
    return List.of(WarehouseSchema.of(BigQuery.SQL, plan), WarehouseSchema.of(Snowflake.SQL, plan));
  }

  /** What is granted to a role: the grants on tables, views and schemas. */
  private static List<String> grants(WarehouseSchema schema, String role) {
    return schema.statements(Script.GRANTS).stream()
        .map(sql -> sql.toLowerCase(Locale.ROOT))
        .filter(sql -> sql.startsWith("grant "))
        .filter(sql -> sql.matches(".* (to|to role) .*[:_]" + role + "s?(@.*)?"))
        .toList();
  }

  private static Stream<String> rawTables(WarehouseSchema schema) {
    return RawTable.all(TrackingPlan.builtIn()).stream()
        .map(raw -> schema.dialect().name(raw.table().name()));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void onlyAuditorsAndPipelinesReadRawTables(WarehouseSchema schema) {
    List<String> tables = rawTables(schema).toList();
    List<String> schemas =
        schema.tables().stream()
            .map(table -> table.name().schema())
            .map(name -> name.isEmpty() ? schema.dialect().defaultSchema() : name)
            .distinct()
            .toList();
    Predicate<String> readsTables =
        sql ->
            tables.stream().anyMatch(table -> sql.contains(" " + table + " "))
                || (!sql.contains("grant usage ")
                    && !sql.contains(" views in ")
                    && schemas.stream().anyMatch(name -> sql.contains(" schema " + name + " ")));
    for (String role : List.of("analyst", "advisor", "operator")) {
      assertThat(grants(schema, role)).as(role).isNotEmpty().noneMatch(readsTables);
    }
    for (String role : List.of("auditor", "pipeline")) {
      assertThat(grants(schema, role)).as(role).anyMatch(readsTables);
    }
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void advisorsReadWhatIsForThem(WarehouseSchema schema) {
    assertThat(grants(schema, "advisor"))
        .isNotEmpty()
        .allMatch(
            sql ->
                sql.contains(" schema for_advisors ")
                    || sql.contains(" in schema for_advisors ")
                    || sql.contains(" table permissions.tenant_readers "));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void onlyPipelinesWriteAndNotWhoMaySeeWhat(WarehouseSchema schema) {
    Predicate<String> writes = sql -> sql.contains("dataeditor") || sql.contains("insert");
    for (String role : List.of("analyst", "advisor", "operator", "auditor")) {
      assertThat(grants(schema, role)).as(role).noneMatch(writes);
    }
    assertThat(grants(schema, "pipeline").stream().filter(writes))
        .isNotEmpty()
        .noneMatch(sql -> sql.contains("permissions") || sql.contains("for_advisors"));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void whoIsLimitedToAnInstitutionIsSoByAPolicyOnTheTable(WarehouseSchema schema) {
    List<String> policies =
        schema.statements(Script.GRANTS).stream().filter(sql -> sql.contains("POLIC")).toList();
    assertThat(String.join("\n", policies).toLowerCase(Locale.ROOT))
        .contains("kpi_values", "permissions.tenant_readers", "analyst", "auditor", "pipeline");
    assertThat(policies)
        .filteredOn(sql -> sql.contains("TRUE") || sql.contains("IS_ROLE_IN_SESSION"))
        .singleElement()
        .asString()
        .doesNotContainIgnoringCase("advisor");
  }

  /** Otherwise their conditions would be tried on rows that are hidden from them. */
  @Test
  void snowflakeLetsNoConditionOfAnAdvisorThrough() {
    assertThat(clouds().get(1).statements(Script.KPI_VIEWS))
        .filteredOn(sql -> sql.contains("VIEW for_advisors."))
        .isNotEmpty()
        .allMatch(sql -> sql.startsWith("CREATE OR REPLACE SECURE VIEW "));
  }

  @ParameterizedTest
  @CsvSource({
    "ADVISOR, ada, one",
    "ADVISOR, bob, one two",
    "ADVISOR, eve, ''",
    "OTHER, eve, ''",
    "ANALYST, eve, one three two",
    "AUDITOR, eve, one three two",
  })
  void thePoliciesShowRowsOfTheReadersInstitutions(String role, String reader, String expected)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA permissions");
      statement.execute(
          "CREATE TABLE permissions.tenant_readers AS FROM"
              + " (VALUES ('ada', 'one'), ('bob', 'one'), ('bob', 'two')) AS t(reader, tenant_id)");
      for (String condition : List.of(bigQueryShows(role), snowflakeShows(role))) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT coalesce(string_agg(tenant_id, ' ' ORDER BY tenant_id), '') FROM"
                    + " (VALUES ('one'), ('two'), ('three')) AS t(tenant_id) WHERE "
                    + condition.replaceAll("(SESSION|CURRENT)_USER\\(\\)", "'" + reader + "'"))) {
          rows.next();
          assertThat(rows.getString(1)).as(condition).isEqualTo(expected);
        }
      }
    }
  }

  /** A row is shown when the condition of any policy holds that is for the role. */
  private static String bigQueryShows(String role) {
    String conditions =
        clouds().get(0).statements(Script.GRANTS).stream()
            .filter(sql -> sql.contains("POLICY"))
            .filter(sql -> sql.contains(":" + role.toLowerCase(Locale.ROOT) + "s@"))
            .map(sql -> sql.substring(sql.indexOf("FILTER USING") + "FILTER USING".length()))
            .collect(Collectors.joining(" OR "));
    return conditions.isEmpty() ? "FALSE" : conditions;
  }

  private static String snowflakeShows(String role) {
    String policy =
        clouds().get(1).statements(Script.GRANTS).stream()
            .filter(sql -> sql.contains("RETURNS BOOLEAN"))
            .findFirst()
            .orElseThrow();
    return policy
        .substring(policy.indexOf("->") + "->".length())
        .replaceAll("= tenant\\b(?!_)", "= t.tenant_id")
        .replaceAll("IS_ROLE_IN_SESSION\\('SKILLFORGE_(\\w+)'\\)", "'$1' = '" + role + "'");
  }
}
