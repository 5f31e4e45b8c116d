package com.skillforge.analytics.io.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.io.rows.FixedRows;
import com.skillforge.analytics.io.rows.RecordRows;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.io.rows.Stamp;
import com.skillforge.analytics.io.warehouse.Commit;
import com.skillforge.analytics.io.warehouse.Warehouse;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RunCounts;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.Aliases;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.transforms.history.UserHistories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.duckdb.DuckDBDriver;

/**
 * A local warehouse in memory, for the audit queries: it stores records as a raw-events run does,
 * and hands out what a query of {@code sql/duckdb/checks} says as rows of the mart.
 */
public final class AuditWarehouse implements AutoCloseable {
  /** Where the audit queries are. */
  public static final Path CHECKS = Path.of("sql", "duckdb", "checks");

  private static final TrackingPlan PLAN = TestRecords.PLAN;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Connection connection;

  /** An empty warehouse with all tables and views. */
  public AuditWarehouse() {
    try {
      connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
      for (List<String> script : WarehouseSchema.of(DuckDb.SQL, PLAN).scripts().values()) {
        for (String sql : script) {
          if (!sql.startsWith("COMMENT")) { // hundreds of them, and nobody reads them here
            execute(sql);
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores what a raw-events run over the records would: the distinct ones that may be stored. */
  public void store(List<AnalyticsRecord> records) {
    store(records, record -> record);
  }

  /** The same, with each record changed just before it is stored. */
  public void store(List<AnalyticsRecord> records, UnaryOperator<AnalyticsRecord> change) {
    List<AnalyticsRecord> accepted = new ArrayList<>();
    UserHistories.forEach(
        SinkFixture.blocks(records),
        PLAN,
        new RunCounts(),
        user -> {
          accepted.addAll(user.records());
          accepted.addAll(user.reduced());
        });
    insert(accepted.stream().map(change).toList());
  }

  private void insert(List<AnalyticsRecord> records) {
    Map<String, List<AnalyticsRecord>> byType = new LinkedHashMap<>();
    records.forEach(
        record ->
            byType.computeIfAbsent(record.type().name(), type -> new ArrayList<>()).add(record));
    byType.forEach(
        (type, rows) -> insert(RawTable.of(PLAN.recordType(type).orElseThrow(), PLAN), rows));
  }

  private void insert(RawTable raw, List<AnalyticsRecord> records) {
    try {
      Path file = Files.createTempFile("audit", ".csv");
      try (CsvWriter writer = new CsvWriter(file)) {
        RecordBlock.Builder block = new RecordBlock.Builder(Projection.EVERYTHING);
        records.forEach(block::add);
        new RecordRows(PLAN).write(block.build(), table -> writer);
      }
      StagedTable staged = StagedTable.of(raw);
      StagedFiles files = new StagedFiles(Map.of(staged.name(), List.of(file.toString())), false);
      Stamp stamp = new Stamp(SinkFixture.batch("audit"), Instant.EPOCH);
      String stamps =
          staged.stamped().stream()
              .map(column -> ", " + stamp.value(column, DuckDb.SQL) + " AS " + column)
              .collect(Collectors.joining());
      execute(
          "INSERT INTO %s BY NAME SELECT *%s FROM (%s)"
              .formatted(DuckDb.SQL.name(raw.table().name()), stamps, files.query(staged)));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds links from aliases to persons, as a run with identities mirrors them. */
  public void link(Collection<Aliases.Link> links) {
    insert(
        "identity.links (tenant_id, alias_type, alias, canonical_user_id, resolved_user_id)",
        links.stream()
            .map(
                link ->
                    Stream.of(
                            link.tenant(), link.type(), link.alias(), link.person(), link.person())
                        .map(DuckDb.SQL::literal)
                        .collect(Collectors.joining(", ")))
            .toList());
  }

  /** Adds academic terms. */
  public void terms(Collection<Term> terms) {
    insert(
        "dimensions.terms (tenant_id, term_id, starts_at, ends_at)",
        terms.stream()
            .map(
                term ->
                    "%s, %s, epoch_ms(%d), epoch_ms(%d)"
                        .formatted(
                            DuckDb.SQL.literal(term.tenantId()),
                            DuckDb.SQL.literal(term.termId()),
                            term.startMillis(),
                            term.endMillis()))
            .toList());
  }

  /** One statement for all rows: each has its price, whatever it inserts. */
  private void insert(String into, List<String> rows) {
    if (!rows.isEmpty()) {
      execute("INSERT INTO " + into + " VALUES (" + String.join("), (", rows) + ")");
    }
  }

  /** Adds rows to the mart, as a run of KPIs does. */
  public void publish(List<KpiValue> rows) {
    try {
      Path directory = Files.createTempDirectory("audit");
      BundleFiles files = new BundleFiles(directory);
      for (KpiValue row : rows) {
        FixedRows.kpiValues().write(row, files);
      }
      List<String> staged = files.finish().stream().map(StagedFile::path).toList();
      if (!staged.isEmpty()) {
        new Commit(
                new OnConnection(connection),
                PLAN,
                List.of(),
                List.of(),
                SinkFixture.batch("audit"))
            .run(new StagedFiles(Map.of(StagedTable.KPI_VALUES.name(), staged), false));
      }
      for (String file : staged) {
        Files.delete(Path.of(file));
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables of a connection that stays open. */
  private record OnConnection(Connection connection) implements Warehouse {
    @Override
    public String name() {
      return "memory";
    }

    @Override
    public Dialect dialect() {
      return DuckDb.SQL;
    }

    @Override
    public void execute(String statement) {
      new DuckDbTransaction(connection).execute(statement);
    }

    @Override
    public <T> T transaction(Work<T> work) {
      return work.run(new DuckDbTransaction(connection));
    }

    @Override
    public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
      try {
        return DuckDbTransaction.fold(connection, sql, start.get(), add);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }

  /**
   * What a typed view says of a row.
   *
   * @param figures the columns that the mart has not, by name
   */
  public record Viewed(KpiKey key, SortedMap<String, @Nullable Double> figures) {}

  /** The newest rows of a KPI, as its typed view shows them. */
  public List<Viewed> viewed(String kpi) {
    String sql =
        "SELECT *, epoch_ms(period_start) AS start_millis, epoch_ms(period_end) AS end_millis"
            + " FROM main."
            + kpi;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Set<String> figures = new TreeSet<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        figures.add(rows.getMetaData().getColumnName(i));
      }
      figures.removeAll(martColumns());
      figures.removeAll(List.of("start_millis", "end_millis"));
      List<Viewed> viewed = new ArrayList<>();
      while (rows.next()) {
        SortedMap<String, @Nullable Double> values = new TreeMap<>();
        for (String figure : figures) {
          values.put(figure, number(rows, figure));
        }
        viewed.add(new Viewed(key(kpi, rows.getInt("definition_version"), rows), values));
      }
      return viewed;
    } catch (SQLException e) {
      throw new IllegalStateException("The view of " + kpi + " failed", e);
    }
  }

  private static List<String> martColumns() {
    return WarehouseSchema.of(DuckDb.SQL, PLAN).tables().stream()
        .filter(table -> table.name().table().equals("kpi_values"))
        .flatMap(table -> table.columnNames().stream())
        .toList();
  }

  /** Empties all tables. */
  public void clear() {
    for (Table table : WarehouseSchema.of(DuckDb.SQL, PLAN).tables()) {
      execute("DELETE FROM " + DuckDb.SQL.name(table.name()));
    }
  }

  /**
   * The rows that the audit query of a KPI answers.
   *
   * @param reportFrom epoch milliseconds; null reports everything
   */
  public List<KpiValue> check(String kpi, @Nullable Long reportFrom, long asOf) {
    try {
      String query = Files.readString(CHECKS.resolve(kpi + ".sql"));
      execute("SET VARIABLE as_of = epoch_ms(" + asOf + ")");
      execute(
          "SET VARIABLE report_from = "
              + (reportFrom == null ? "NULL" : "epoch_ms(" + reportFrom + ")"));
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT *, epoch_ms(period_start) AS start_millis, epoch_ms(period_end) AS"
                      + " end_millis, epoch_ms(as_of) AS as_of_millis FROM ("
                      + query
                      + ")")) {
        List<KpiValue> values = new ArrayList<>();
        while (rows.next()) {
          values.add(value(kpi, rows));
        }
        return values;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit query of " + kpi + " failed", e);
    }
  }

  private static KpiKey key(String kpi, int version, ResultSet row) throws SQLException {
    Period period =
        new Period(
            PeriodGrain.of(row.getString("period_grain")),
            row.getLong("start_millis"),
            row.getLong("end_millis"));
    return new KpiKey(
        kpi,
        version,
        row.getString("environment"),
        row.getString("tenant_id"),
        row.getString("persona"),
        row.getString("dimension"),
        row.getString("dimension_value"),
        period);
  }

  private static KpiValue value(String kpi, ResultSet row) throws SQLException {
    return new KpiValue(
        key(kpi, versionOf(kpi), row),
        row.getLong("as_of_millis"),
        number(row, "numerator"),
        number(row, "denominator"),
        number(row, "value"),
        row.getLong("pending"),
        row.getLong("excluded_opt_out"),
        row.getLong("excluded_unresolved"),
        measures(row.getString("measures")),
        row.getBoolean("is_final"),
        0);
  }

  /** The audit queries follow the newest definitions. */
  private static int versionOf(String kpi) {
    return KpiDeclarations.named(kpi).orElseThrow().definitionVersion();
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(number);
  }

  private static SortedMap<String, @Nullable Double> measures(String json) {
    SortedMap<String, @Nullable Double> measures = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> measure : MAPPER.readTree(json).properties()) {
        JsonNode figure = measure.getValue();
        measures.put(measure.getKey(), figure.isNull() ? null : figure.doubleValue());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB writes JSON", e);
    }
    return measures;
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("This failed: " + sql, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
