package com.skillforge.analytics.sql;

import static com.skillforge.analytics.sql.ColumnType.BOOLEAN;
import static com.skillforge.analytics.sql.ColumnType.INTEGER;
import static com.skillforge.analytics.sql.ColumnType.JSON;
import static com.skillforge.analytics.sql.ColumnType.TEXT;
import static com.skillforge.analytics.sql.ColumnType.TEXT_LIST;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tracking plan as rows: what each version of each record type looks like. */
final class SchemaRegistry {
  /** The registry; a row's identity is record type and schema version. */
  static final Table EVENT_SCHEMAS =
      new Table(
          TableName.parse("schema_registry.event_schemas"),
          "The tracking plan: one row per record type and schema version",
          List.of(
              new Column("record_type", TEXT, "Name of the event or of another record type."),
              new Column("schema_version", INTEGER, "Version of its schema, from 1."),
              new Column("kind", TEXT, "event: of the event dictionary; record: another record."),
              new Column("description", TEXT, "When such a record is sent."),
              new Column("personas", TEXT_LIST, "Personas whose records may be of the type."),
              new Column("required_properties", TEXT_LIST, "Without them a record is rejected."),
              new Column("json_schema", JSON, "JSON Schema (2020-12) of a record."),
              new Column("essential", BOOLEAN, "Whether it is kept after an opt-out."),
              new Column("user_initiated", BOOLEAN, "Whether it counts as activity of the user."),
              new Column("raw_table", TEXT, "Table that stores the records."),
              new Column("analytics_view", TEXT, "View that shows them for analysis."),
              new Column("retention_years", INTEGER, "How long they are kept."),
              new Column("retention_reason", TEXT, "Why that long, where the plan says so."),
              new Column("plan_revision", INTEGER, "Revision of the plan that wrote the row.")),
          Layout.whole("record_type"));

  private static final List<String> KEY = List.of("record_type", "schema_version");

  private final Dialect dialect;
  private final TrackingPlan plan;

  SchemaRegistry(Dialect dialect, TrackingPlan plan) {
    this.dialect = dialect;
    this.plan = plan;
  }

  /**
   * The statements that bring the registry up to the plan, one per row. A row that a newer plan has
   * written stays.
   */
  List<String> fill() {
    List<String> statements = new ArrayList<>();
    for (RecordType type : plan.recordTypes()) {
      for (int version = 1; version <= type.newestVersion(); version++) {
        statements.add(merge(row(type, version)));
      }
    }
    return statements;
  }

  /** The values of a row as they stand in a statement, by column. */
  private Map<String, String> row(RecordType type, int version) {
    RecordType.Storage storage = type.storage();
    List<String> required =
        type.properties().stream()
            .filter(property -> property.required() && property.sinceVersion() <= version)
            .map(Property::name)
            .toList();
    Map<String, String> row = new LinkedHashMap<>();
    row.put("record_type", dialect.literal(type.name()));
    row.put("schema_version", String.valueOf(version));
    row.put("kind", dialect.literal(type.kind() == RecordType.Kind.EVENT ? "event" : "record"));
    row.put("description", dialect.literal(type.description()));
    row.put("personas", dialect.list(personas(type)));
    row.put("required_properties", dialect.list(required));
    row.put("json_schema", dialect.parseJson(dialect.literal(JsonSchema.of(type, version))));
    row.put("essential", String.valueOf(type.behaviour().essential()));
    row.put("user_initiated", String.valueOf(type.behaviour().userInitiated()));
    row.put("raw_table", dialect.literal(storage.snowflake().toString()));
    row.put("analytics_view", dialect.literal(storage.bigquery().toString()));
    row.put("retention_years", String.valueOf(storage.retentionYears()));
    row.put("retention_reason", dialect.literal(storage.retentionReason()));
    row.put("plan_revision", String.valueOf(plan.revision()));
    return row;
  }

  static List<String> personas(RecordType type) {
    return type.personas().stream().sorted().map(Persona::label).toList();
  }

  private String merge(Map<String, String> row) {
    String values =
        row.entrySet().stream()
            .map(value -> value.getValue() + " AS " + value.getKey())
            .collect(Collectors.joining(",\n    "));
    String condition =
        KEY.stream()
            .map(column -> "stored.%1$s = planned.%1$s".formatted(column))
            .collect(Collectors.joining(" AND "));
    String changes =
        row.keySet().stream()
            .filter(column -> !KEY.contains(column))
            .map(column -> "%1$s = planned.%1$s".formatted(column))
            .collect(Collectors.joining(",\n  "));
    String columns = String.join(", ", row.keySet());
    String planned =
        row.keySet().stream().map("planned."::concat).collect(Collectors.joining(", "));
    return """
        MERGE INTO %s AS stored
        USING (
          SELECT
            %s) AS planned
        ON %s
        WHEN MATCHED AND stored.plan_revision <= planned.plan_revision THEN UPDATE SET
          %s
        WHEN NOT MATCHED THEN INSERT (%s)
        VALUES (%s)"""
        .formatted(
            dialect.name(EVENT_SCHEMAS.name()), values, condition, changes, columns, planned);
  }
}
