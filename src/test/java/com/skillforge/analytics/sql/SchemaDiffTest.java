package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.WarehouseCatalog.CatalogColumn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDiffTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  static List<WarehouseSchema> schemas() {
    return WarehouseSchemaTest.schemas();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void anEmptyWarehouseGetsEverything(WarehouseSchema schema) {
    Migration migration = SchemaDiff.between(new WarehouseCatalog(), schema);
    List<String> scripts =
        Stream.of(Script.values())
            .filter(script -> script != Script.GRANTS)
            .filter(script -> script != Script.RETENTION || schema.dialect().expiresByRule())
            .flatMap(script -> schema.statements(script).stream())
            .toList();
    assertThat(migration.statements()).containsExactlyInAnyOrderElementsOf(scripts);
    assertThat(migration.changes())
        .hasSize(schema.schemas().size() + schema.tables().size())
        .contains("create schema raw_events", "create table raw_events.resume");
    assertThat(migration.refusals()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aWarehouseThatHasEverythingLacksNothing(WarehouseSchema schema) {
    Migration migration = SchemaDiff.between(catalog(schema), schema);
    assertThat(migration.changes()).isEmpty();
    assertThat(migration.refusals()).isEmpty();
    assertThat(migration.notices()).isEmpty();
    assertThat(migration.statements())
        .noneMatch(sql -> sql.startsWith("CREATE TABLE") || sql.startsWith("CREATE SCHEMA"));
  }

  @Test
  void whatIsMissingIsAdded() {
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    WarehouseCatalog there =
        catalog(schema)
            .table("dimensions", "terms", "An older description")
            .column("dimensions", "terms", "tenant_id", new CatalogColumn("STRING", "Institution."))
            .column("dimensions", "terms", "term_id", new CatalogColumn("STRING", "Old."));
    Migration migration = SchemaDiff.between(there, schema);
    assertThat(migration.changes())
        .containsExactly(
            "describe table dimensions.terms",
            "describe column dimensions.terms.term_id",
            "add column dimensions.terms.starts_at",
            "add column dimensions.terms.ends_at",
            "add column dimensions.terms.run_id",
            "add column dimensions.terms.written_at");
    assertThat(migration.statements())
        .contains(
            "ALTER TABLE dimensions.terms ADD COLUMN starts_at TIMESTAMP OPTIONS (description ="
                + " 'Start of the term, inclusive.')");
    assertThat(migration.refusals()).isEmpty();
  }

  @Test
  void whatWouldLoseRowsIsRefused() {
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    WarehouseCatalog there =
        catalog(schema)
            .column("skillforge", "kpi_values", "pending", new CatalogColumn("STRING", ""))
            .column("skillforge", "kpi_values", "by_hand", new CatalogColumn("STRING", ""))
            .partitioned("raw_events", "resume", "ingested_at")
            .partitioned("dimensions", "terms", "starts_at")
            .table("analytics", "match_scores", null);
    Migration migration = SchemaDiff.between(there, schema);
    assertThat(migration.refusals())
        .containsExactlyInAnyOrder(
            "Column kpi_values.pending has type STRING, but the tracking plan asks for INT64: a"
                + " column keeps its type.",
            "Table raw_events.resume is partitioned by ingested_at, but should be by"
                + " event_timestamp: a table keeps its partitions.",
            "Table dimensions.terms is partitioned by starts_at, but should be by nothing: a table"
                + " keeps its partitions.",
            "analytics.match_scores is a table, but should be a view: rename the table or drop it.");
    assertThat(migration.isRefused()).isTrue();
    assertThat(migration.notices())
        .containsExactly(
            "Column kpi_values.by_hand is not in the tracking plan: it stays, and new rows leave it"
                + " empty.");
  }

  /** The catalog of a warehouse that has everything; Snowflake's is in upper case. */
  private static WarehouseCatalog catalog(WarehouseSchema schema) {
    WarehouseCatalog catalog = new WarehouseCatalog();
    Dialect dialect = schema.dialect();
    schema.schemas().forEach(each -> catalog.schema(each.name().toUpperCase(Locale.ROOT)));
    for (Table table : schema.tables()) {
      TableName name = table.name();
      String parent = name.schema().isEmpty() ? dialect.defaultSchema() : name.schema();
      catalog.table(
          parent.toUpperCase(Locale.ROOT),
          name.table().toUpperCase(Locale.ROOT),
          table.description());
      for (Column column : table.columns()) {
        catalog.column(
            parent,
            name.table(),
            column.name().toUpperCase(Locale.ROOT),
            new CatalogColumn(dialect.storedTypeName(column.type()), column.description()));
      }
    }
    return catalog;
  }
}
