package com.skillforge.analytics.io.bigquery;

import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.LastRun;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.io.remote.RemoteConnector;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.remote.StagedRowCoder;
import com.skillforge.analytics.io.rows.RowReader;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.StagedRows;
import com.skillforge.analytics.io.warehouse.Transaction;
import com.skillforge.analytics.io.warehouse.Warehouse;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.RecordChoice.EventTimes;
import com.skillforge.analytics.model.SessionName;
import com.skillforge.analytics.model.Subject;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BigQuery's own analyser takes what a run asks that keeps contributions, and its commit. */
class KeptContributionsSqlTest {
  private static final Set<SubjectKey> SUBJECTS =
      Set.of(
          SubjectKey.sender("north", "ann"),
          new SubjectKey("north", Subject.Kind.SESSION, SessionName.ofId("s1")));

  private final GoogleSql analyser = new GoogleSql();
  private final List<String> taken = new ArrayList<>();
  private final RemoteWarehouse warehouse = analysing();
  private boolean anew;

  @BeforeEach
  void createTables() {
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.RAW_TABLES, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
  }

  private boolean take(String sql) {
    analyser.accept(sql);
    return taken.add(sql);
  }

  /** Answers with one row for each record type, whatever it is asked. */
  private <T> List<T> answer(String sql, RowReader<T> reader) {
    take(sql);
    if (sql.contains("privacy.suppression_list")) {
      return List.of(); // nobody was erased meanwhile
    }
    return sql.contains("type_name")
        ? PLAN.recordTypes().stream().map(type -> reader.read(row(type))).toList()
        : sql.contains("table_name")
                || (sql.contains("kpi_contribution_runs") && !sql.contains("staged"))
            ? List.of()
            : Collections.singletonList(reader.read(row(PLAN.recordTypes().get(0))));
  }

  private RowValues row(RecordType type) {
    return (RowValues)
        Proxy.newProxyInstance(
            RowValues.class.getClassLoader(),
            new Class<?>[] {RowValues.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "text" -> type.name();
                  case "integer" -> 1_767_225_600_000L;
                  case "flag" -> anew;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private RemoteWarehouse analysing() {
    GcpOptions options = PipelineOptionsFactory.as(GcpOptions.class);
    options.setProject("project");
    BigQueryWarehouse real = new BigQueryWarehouse(options);
    return (RemoteWarehouse)
        Proxy.newProxyInstance(
            RemoteWarehouse.class.getClassLoader(),
            new Class<?>[] {RemoteWarehouse.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "dialect" -> real.dialect();
                  case "asOf" ->
                      real.asOf(
                          (TableName) arguments[0], (String) arguments[1], (Instant) arguments[2]);
                  case "execute" -> {
                    take((String) arguments[0]);
                    yield null;
                  }
                  case "query" -> answer((String) arguments[0], (RowReader<?>) arguments[1]);
                  case "transaction" ->
                      ((Warehouse.Work<?>) arguments[0]).run(new AnalysedTransaction());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private final class AnalysedTransaction implements Transaction {
    @Override
    public boolean execute(String statement) {
      return take(statement);
    }

    @Override
    public <T> List<T> query(String sql, RowReader<T> reader) {
      return answer(sql, reader);
    }

    @Override
    public boolean isEmpty(Table table) {
      return false;
    }
  }

  private RemoteConnector connector() {
    return (RemoteConnector)
        Proxy.newProxyInstance(
            RemoteConnector.class.getClassLoader(),
            new Class<?>[] {RemoteConnector.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "warehouse" -> warehouse;
                  case "history" -> InvocationHandler.invokeDefault(proxy, method, arguments);
                  case "read" -> {
                    take((String) arguments[0]);
                    yield Create.empty(StagedRowCoder.of());
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void whatARunAsksIsTaken() {
    SubjectHistory history =
        connector().history(PLAN, PLAN.recordTypes()).bySubject().orElseThrow();
    history.latestEventTimeMillis();
    history.rowsOf(history.tables());
    history.replacedSince(history.tables());
    history.lastRun("scope");
    history.subjects("scope");
    history.changing("scope", 0);
    history.linkChanges(
        new LastRun(
            new KeptRun("scope", "plan_adherence", 0, 0, Map.of(), 0, 0, KeptRun.ANEW),
            Instant.EPOCH));
    Map<String, Long> stored =
        history.types().stream().collect(Collectors.toMap(type -> type, type -> 5L));
    RecordChoice everyWay =
        new RecordChoice(
            Set.of(),
            stored,
            List.of(new EventTimes("north", 0, 1), new EventTimes("", Long.MIN_VALUE, 1)),
            SUBJECTS,
            Set.of(Alias.piiHash("north", 2, "abc")),
            Map.of());
    RecordChoice byPerson =
        new RecordChoice(
            Set.of("roster_assignment"),
            Map.of(),
            List.of(),
            SUBJECTS,
            Set.of(),
            Map.of("roster_assignment", "student_id"));
    history.forEach(byPerson, Projection.EVERYTHING, record -> {});
    assertThat(taken.get(taken.size() - 1))
        .contains("r.student_id) IN (SELECT")
        .doesNotContain("coalesce(r.canonical_user_id");
    history.senders(new RecordChoice(Set.of(), stored, List.of(), Set.of(), Set.of()));
    assertThat(taken.get(taken.size() - 1)).contains("SELECT DISTINCT r.tenant_id, coalesce(");
    int before = taken.size();
    history.forEach(everyWay, Projection.EVERYTHING, record -> {});

    assertThat(taken.get(before)).startsWith("CREATE TABLE");
    assertThat(taken.get(taken.size() - 1)).contains("raw_events.").contains("hash");

    Pipeline pipeline = Pipeline.create();
    pipeline.apply("Records", history.read(everyWay, Projection.EVERYTHING));
    pipeline.apply("Kept", history.readKept("scope", SUBJECTS));
    assertThat(taken.get(taken.size() - 1)).contains("LEFT JOIN skillforge.kpi_contributions");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCommitIsTaken(boolean ofAll) {
    anew = ofAll;
    List<StagedTable> tables =
        List.of(StagedTable.KPI_CONTRIBUTIONS, StagedTable.KPI_CONTRIBUTION_RUNS);
    new Commit(warehouse, PLAN, List.of(), tables, batch("a")).run(new StagedInPlace());

    assertThat(taken)
        .filteredOn(sql -> sql.startsWith("DELETE FROM skillforge.kpi_contributions"))
        .singleElement()
        .satisfies(sql -> assertThat(sql.contains("subject_kind = 'sum'")).isNotEqualTo(ofAll));
    assertThat(taken)
        .filteredOn(sql -> sql.startsWith("MERGE INTO skillforge.kpi_contributions"))
        .hasSize(ofAll ? 0 : 1);
  }

  /** The rows of each table as if they were staged: of the same types. */
  private record StagedInPlace() implements StagedRows {
    private static final long serialVersionUID = 1L;

    @Override
    public Set<String> filled(Transaction transaction, List<StagedTable> expected) {
      return expected.stream().map(StagedTable::name).collect(Collectors.toSet());
    }

    @Override
    public String query(StagedTable table) {
      return "SELECT "
          + table.columns().stream()
              .map(column -> BigQuery.SQL.identifier(column.name()))
              .collect(Collectors.joining(", "))
          + " FROM "
          + BigQuery.SQL.name(table.table().name());
    }

    @Override
    public boolean mayRepeat() {
      return true;
    }
  }
}
