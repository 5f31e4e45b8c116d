package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
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
}
