package com.skillforge.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.deploy.PipelineFolder;
import com.skillforge.analytics.deploy.ScheduleLateness;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.testing.DerivedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarehouseSchemaTest {
  private static final SortedMap<String, Duration> LATENESS =
      ScheduleLateness.of(PipelineFolder.all(Path.of("")), ScheduleLateness.PATIENCE);

  private static final Path SCRIPTS = Path.of("sql", "duckdb");

  private final WarehouseSchema schema = WarehouseSchema.of(DuckDb.SQL, TrackingPlan.builtIn());

  static List<WarehouseSchema> schemas() {
    TrackingPlan plan = TrackingPlan.builtIn();
    return List.of(
        WarehouseSchema.of(DuckDb.SQL, plan),
        WarehouseSchema.of(BigQuery.SQL, plan),
        WarehouseSchema.of(Snowflake.SQL, plan));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void scriptsAreWhatTheRendererWrites(WarehouseSchema schema) throws IOException {
    Path scripts = Path.of("sql", schema.dialect().id());
    Map<String, String> rendered =
        Arrays.stream(Script.values())
            .filter(script -> schema.scripts().containsKey(script.fileName()))
            .collect(Collectors.toMap(Script::fileName, schema::render));
    for (Map.Entry<String, String> script : rendered.entrySet()) {
      DerivedFile.check(scripts.resolve(script.getKey()), script.getValue());
    }
    try (Stream<Path> files = Files.list(scripts)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .as("others are no scripts of ours: delete them")
          .containsExactlyInAnyOrderElementsOf(rendered.keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void theValidationIsWhatTheRendererWrites(WarehouseSchema schema) throws IOException {
    Path file = Path.of("sql", schema.dialect().id(), "checks", "validate_kpis.sql");
    DerivedFile.check(file, schema.validation(LATENESS));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyWarehouseHasTheSameTablesAndViews(WarehouseSchema other) {
    assertThat(other.tables()).isEqualTo(schema.tables());
    assertThat(other.views())
        .extracting(View::name)
        .containsExactlyElementsOf(schema.views().stream().map(View::name).toList());
  }

  @Test
  void scriptsRunTwiceAndDescribeEverything() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int run = 0; run < 2; run++) {
        for (String script : schema.scripts().keySet()) {
          try (Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(SCRIPTS.resolve(script)));
          }
        }
      }
      assertThat(
              column(
                  connection,
                  "SELECT table_name || '.' || column_name FROM duckdb_columns() JOIN"
                      + " duckdb_tables() USING (schema_name, table_name)"
                      + " WHERE duckdb_columns.comment IS NULL OR duckdb_tables.comment IS NULL"))
          .isEmpty();
      assertThat(
              column(
                  connection,
                  "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"))
          .isEmpty();
      for (View view : schema.views()) {
        assertThat(column(connection, "SELECT count(*) FROM " + DuckDb.SQL.name(view.name())))
            .containsExactly("0");
      }
    }
  }

  @Test
  void everyRecordTypeIsStoredOnceAndVisibleUnderBothNames() {
    TrackingPlan plan = TrackingPlan.builtIn();
    Set<TableName> names = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    schema.tables().forEach(table -> assertThat(names.add(table.name())).isTrue());
    schema.views().forEach(view -> assertThat(names.add(view.name())).isTrue());
    plan.recordTypes()
        .forEach(
            type ->
                assertThat(names).contains(type.storage().snowflake(), type.storage().bigquery()));
  }

  @Test
  void rawTablesHoldThePropertiesInThePlansOrderAndThenTheProvenance() {
    RawTable roster =
        RawTable.of(
            TrackingPlan.builtIn().recordType("roster_assignment").orElseThrow(),
            TrackingPlan.builtIn());
    assertThat(roster.table().columnNames())
        .containsExactly(
            "record_type",
            "record_id",
            "schema_version",
            "tenant_id",
            "environment",
            "advisor_id",
            "student_id",
            "assigned_at",
            "unassigned_at",
            "canonical_user_id",
            "opted_out",
            "tombstone",
            "record_source",
            "record_topic",
            "record_partition",
            "record_offset",
            "record_timestamp",
            "run_id",
            "ingested_at");
    assertThat(roster.senderColumns()).containsExactly("canonical_user_id", "record_topic");
  }

  @Test
  void onlyTypesOfCompactedTopicsHaveTombstones() {
    assertThat(RawTable.all(TrackingPlan.builtIn()).stream().filter(RawTable::compacted))
        .extracting(raw -> raw.type().name())
        .containsExactly("roster_assignment");
  }

  @Test
  void everyKpiHasItsTypedView() {
    assertThat(schema.views()).extracting(view -> view.name().table()).containsAll(Kpis.names());
  }

  @Test
  void columnNamesAreUnique() {
    Column twice = new Column("twice", ColumnType.TEXT, "");
    assertThatThrownBy(
            () -> new Table(TableName.parse("a.b"), "", List.of(twice, twice), Layout.whole()))
        .hasMessage("table a.b would have two columns named twice");
  }

  @Test
  void knowsTheReservedWords() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      assertThat(
              column(
                  connection,
                  "SELECT keyword_name FROM duckdb_keywords()"
                      + " WHERE keyword_category = 'reserved'"))
          .containsExactlyInAnyOrderElementsOf(DuckDb.reservedWords());
    }
    assertThat(DuckDb.SQL.identifier("order")).isEqualTo("\"order\"");
    assertThat(DuckDb.SQL.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(DuckDb.SQL.identifier("tenant_id")).isEqualTo("tenant_id");
  }

  private static List<String> column(Connection connection, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
