package com.skillforge.analytics.io.warehouse;

import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.remote.RemoteConnector;
import com.skillforge.analytics.io.remote.RemoteWarehouse;
import com.skillforge.analytics.io.remote.StagedCommit;
import com.skillforge.analytics.io.remote.StagedRow;
import com.skillforge.analytics.io.remote.StagedRowCoder;
import com.skillforge.analytics.io.rows.RowValues;
import com.skillforge.analytics.io.rows.StagedTable;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.io.Serializable;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * A DuckDB file in the place of a warehouse behind a network: it shows what the shared statements
 * do, apart from any connector.
 */
final class DuckDbStandIn implements RemoteWarehouse {
  private static final long serialVersionUID = 1L;
  private final String file;

  DuckDbStandIn(Path file) {
    this.file = file.toString();
  }

  @Override
  public String asOf(TableName table, String alias, Instant instant) {
    throw new UnsupportedOperationException("DuckDB keeps no past");
  }

  private DuckDbWarehouse warehouse() {
    return new DuckDbWarehouse(Path.of(file));
  }

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public String label() {
    return "DuckDb";
  }

  @Override
  public Dialect dialect() {
    return DuckDb.SQL;
  }

  @Override
  public void execute(String sql) {
    warehouse()
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  @Override
  public void transaction(List<String> statements) {
    warehouse()
        .write(
            connection -> {
              for (String sql : statements) {
                try (Statement statement = connection.createStatement()) {
                  statement.execute(sql);
                } catch (SQLException e) {
                  throw new SQLException(e.getMessage() + " in " + sql, e);
                }
              }
              return null;
            });
  }

  @Override
  public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
    return warehouse().fold(sql, start, add);
  }

  @Override
  public void prepareStaging(String stagingId, List<StagedTable> tables) {
    execute("CREATE SCHEMA IF NOT EXISTS staging");
    execute("CREATE OR REPLACE TABLE " + rows(stagingId) + " (table_name VARCHAR, document JSON)");
  }

  private static String rows(String stagingId) {
    return "staging.rows_" + stagingId;
  }

  @Override
  public String staged(StagedTable table, String stagingId) {
    return "SELECT "
        + table.columns().stream().map(DuckDbStandIn::decode).collect(Collectors.joining(", "))
        + " FROM "
        + rows(stagingId)
        + " WHERE table_name = "
        + DuckDb.SQL.literal(table.name());
  }

  private static String decode(Column column) {
    String text = "json_extract_string(document, '$." + column.name() + "')";
    String value =
        switch (column.type()) {
          case TEXT -> text;
          case TEXT_LIST ->
              "from_json(json_extract(document, '$." + column.name() + "'), '[\"VARCHAR\"]')";
          default -> DuckDb.SQL.cast(text, column.type());
        };
    return value + " AS " + DuckDb.SQL.identifier(column.name());
  }

  @Override
  public void dropStaging(String stagingId, List<StagedTable> tables) {
    execute("DROP TABLE IF EXISTS " + rows(stagingId));
  }

  void insert(String stagingId, Iterable<StagedRow> staged) {
    warehouse()
        .write(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "INSERT INTO " + rows(stagingId) + " VALUES (?, ?)")) {
                for (StagedRow row : staged) {
                  insert.setString(1, row.table());
                  insert.setString(2, row.document());
                  insert.executeUpdate();
                }
              }
              return null;
            });
  }

  /** Stages all rows in one step, and then commits. */
  record Connector(DuckDbStandIn warehouse) implements RemoteConnector, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void stage(PCollection<StagedRow> rows, String stagingId, StagedCommit commit) {
      StagedRow nothing = new StagedRow("", "{}");
      PCollectionList.of(rows)
          .and(
              rows.getPipeline().apply("Always", Create.of(nothing).withCoder(StagedRowCoder.of())))
          .apply("All", Flatten.pCollections())
          .apply("Key", WithKeys.<Integer, StagedRow>of(0).withKeyType(TypeDescriptors.integers()))
          .apply("Wait", GroupByKey.create())
          .apply("Commit", ParDo.of(new CommitFn(warehouse, stagingId, commit)))
          .setCoder(VarIntCoder.of());
    }

    @Override
    public PTransform<PBegin, PCollection<StagedRow>> read(String query) {
      throw new UnsupportedOperationException("reading is tested with real connectors");
    }

    @Override
    public void stream(PCollection<StagedRow> rows, RunInfo run) {
      throw new UnsupportedOperationException("streams are tested with real connectors");
    }

    @Override
    public WarehouseCatalog catalog(WarehouseSchema schema) {
      return new WarehouseCatalog();
    }

    @Override
    public List<String> check() {
      return List.of();
    }
  }

  private static final class CommitFn extends DoFn<KV<Integer, Iterable<StagedRow>>, Integer> {
    private static final long serialVersionUID = 1L;
    private final DuckDbStandIn warehouse;
    private final String stagingId;
    private final StagedCommit commit;

    CommitFn(DuckDbStandIn warehouse, String stagingId, StagedCommit commit) {
      this.warehouse = warehouse;
      this.stagingId = stagingId;
      this.commit = commit;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<StagedRow>> rows) {
      warehouse.insert(stagingId, rows.getValue());
      commit.run();
    }
  }
}
