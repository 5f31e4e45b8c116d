package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.io.HistorySource;
import com.skillforge.analytics.io.Migrations;
import com.skillforge.analytics.io.OffsetCoverage;
import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.RunInfo;
import com.skillforge.analytics.io.RunOffsets;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.io.bigquery.BigQueryConnector;
import com.skillforge.analytics.io.duckdb.DuckDbConnector;
import com.skillforge.analytics.io.letters.StoredLetters;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.io.snowflake.SnowflakeConnector;
import com.skillforge.analytics.io.warehouse.SchemaMigrations;
import com.skillforge.analytics.io.warehouse.StagingSink;
import com.skillforge.analytics.io.warehouse.WarehouseConnector;
import com.skillforge.analytics.model.ErasedIds;
import com.skillforge.analytics.model.PublishedKpi;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.SuppressionList;
import com.skillforge.analytics.model.TimeRange;
import com.skillforge.analytics.options.AllWarehouseOptions;
import com.skillforge.analytics.options.JobOptions;
import com.skillforge.analytics.options.WarehouseKind;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.Migration;
import com.skillforge.analytics.sql.RepairTables;
import com.skillforge.analytics.sql.SchemaDiff;
import com.skillforge.analytics.sql.Snowflake;
import com.skillforge.analytics.sql.WarehouseCatalog;
import com.skillforge.analytics.sql.WarehouseSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The warehouses that a run writes to. Each commits by itself: when one fails, each of the others
 * holds the whole run or nothing of it, and the same run, started again, completes all.
 */
public final class Warehouses implements EarlierRuns {
  private final List<WarehouseSink> sinks;

  private Warehouses(List<WarehouseSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  /** Opens those that the options name, in that order. */
  static Warehouses open(Launch launch, TrackingPlan plan) {
    return new Warehouses(
        launch.request().warehouses().stream()
            .map(kind -> open(kind, launch.options(), plan))
            .toList());
  }

  private static WarehouseSink open(WarehouseKind kind, JobOptions options, TrackingPlan plan) {
    return new StagingSink(connector(kind, options, plan), plan);
  }

  /** How each warehouse is reached; all else is the same for all of them. */
  private static WarehouseConnector connector(
      WarehouseKind kind, AllWarehouseOptions options, TrackingPlan plan) {
    return switch (kind) {
      case LOCAL -> new DuckDbConnector(Path.of(options.getLocalWarehouse()));
      case BIGQUERY -> new BigQueryConnector(options, plan);
      case SNOWFLAKE -> new SnowflakeConnector(options);
    };
  }

  /**
   * Opens the raw tables of a warehouse as a source.
   *
   * @param types the record types to read
   * @throws com.skillforge.analytics.io.SourceException when they cannot be read
   */
  static HistorySource history(
      WarehouseKind kind, AllWarehouseOptions options, TrackingPlan plan, List<RecordType> types) {
    return connector(kind, options, plan).history(plan, types);
  }

  /** Opens a warehouse to compare its tables with the tracking plan. */
  public static Migrations migrations(WarehouseKind kind, AllWarehouseOptions options) {
    TrackingPlan plan = TrackingPlan.builtIn();
    return new SchemaMigrations(connector(kind, options, plan), plan);
  }

  /** What a new warehouse of a kind gets, without asking any. */
  public static Migration forNew(WarehouseKind kind) {
    Dialect dialect =
        switch (kind) {
          case LOCAL -> DuckDb.SQL;
          case BIGQUERY -> BigQuery.SQL;
          case SNOWFLAKE -> Snowflake.SQL;
        };
    return SchemaDiff.between(
        new WarehouseCatalog(), WarehouseSchema.of(dialect, TrackingPlan.builtIn()));
  }

  /** Opens a warehouse for queries. */
  public static QueryableWarehouse reader(WarehouseKind kind, AllWarehouseOptions options) {
    return connector(kind, options, TrackingPlan.builtIn()).warehouse();
  }

  /**
   * Opens the dead letters of a warehouse.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be reached
   */
  public static StoredLetters letters(WarehouseKind kind, AllWarehouseOptions options) {
    QueryableWarehouse warehouse = reader(kind, options);
    Dialect dialect = warehouse.dialect();
    TableName repairs = RepairTables.REPAIRS.name();
    return new StoredLetters(
        warehouse,
        catalog(kind, options)
            .tables()
            .contains(new TableName(dialect.defaultSchema(), repairs.table())));
  }

  /**
   * What tables and columns a warehouse has.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when it cannot be reached
   */
  public static WarehouseCatalog catalog(WarehouseKind kind, AllWarehouseOptions options) {
    TrackingPlan plan = TrackingPlan.builtIn();
    WarehouseConnector connector = connector(kind, options, plan);
    connector.warehouse().query("SELECT 1", row -> 1); // no file, or no account, is no empty one
    return connector.catalog(WarehouseSchema.of(connector.warehouse().dialect(), plan));
  }

  /**
   * What is missing before a run can write, by warehouse; a warehouse that lacks nothing is there.
   */
  Map<String, List<String>> check() {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    sinks.forEach(sink -> problems.put(sink.name(), sink.check()));
    return problems;
  }

  /** The ranges that succeeded runs of a pipeline have covered, one list for each warehouse. */
  List<List<TimeRange>> covered(String pipeline, String environment) {
    return sinks.stream().map(sink -> sink.covered(pipeline, environment)).toList();
  }

  /** The offsets that succeeded runs of a pipeline have taken, by warehouse. */
  Map<String, OffsetCoverage> coverage(String pipeline, String environment) {
    Map<String, OffsetCoverage> coverage = new LinkedHashMap<>();
    sinks.forEach(sink -> coverage.put(sink.name(), sink.coverage(pipeline, environment)));
    return coverage;
  }

  @Override
  public Optional<Instant> letInLate(String pipeline, String audit) {
    return sinks.stream()
        .flatMap(sink -> sink.letInLate(pipeline, audit).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * Notes the run as running everywhere; where one refuses, nothing is started.
   *
   * @param offsets what each warehouse notes of the offsets of Kafka when the run has succeeded
   */
  WarehouseRuns begin(RunInfo run, Map<String, RunOffsets> offsets) {
    Map<WarehouseSink, OpenRun> begun = new LinkedHashMap<>();
    try {
      for (WarehouseSink sink : sinks) {
        begun.put(sink, sink.begin(run.with(offsets.getOrDefault(sink.name(), RunOffsets.NONE))));
      }
    } catch (RuntimeException e) {
      begun.values().forEach(open -> open.fail(Processes.explain(e)));
      throw e;
    }
    return new WarehouseRuns(begun);
  }

  PTransform<PBegin, PCollection<RecordBlock>> storedOptOuts() {
    return union(WarehouseSink::storedOptOuts);
  }

  PTransform<PBegin, PCollection<PublishedKpi>> publishedKpis(Optional<Instant> from) {
    return union(sink -> sink.publishedKpis(from));
  }

  /**
   * Who has been erased, as any warehouse has it: for a batch run as it is now, for a stream as it
   * will be.
   */
  SuppressionList erased(boolean streaming) {
    ErasedEverywhere lists =
        new ErasedEverywhere(sinks.stream().map(WarehouseSink::erased).toList());
    if (streaming) {
      return lists;
    }
    ErasedIds now = lists.ids();
    return now.isEmpty() ? ErasedIds.NONE : now;
  }

  private <T> PTransform<PBegin, PCollection<T>> union(
      Function<WarehouseSink, PTransform<PBegin, PCollection<T>>> read) {
    return sinks.size() == 1 ? read.apply(sinks.get(0)) : new Union<>(sinks, read);
  }

  /** What any warehouse has stored: they may have been filled by different runs. */
  private static final class Union<T> extends PTransform<PBegin, PCollection<T>> {
    private static final long serialVersionUID = 1L;
    private final transient List<WarehouseSink> sinks;
    private final transient Function<WarehouseSink, PTransform<PBegin, PCollection<T>>> read;

    Union(
        List<WarehouseSink> sinks,
        Function<WarehouseSink, PTransform<PBegin, PCollection<T>>> read) {
      this.sinks = sinks;
      this.read = read;
    }

    @Override
    public PCollection<T> expand(PBegin begin) {
      PCollectionList<T> parts = PCollectionList.empty(begin.getPipeline());
      for (WarehouseSink sink : sinks) {
        parts = parts.and(begin.apply("From_" + sink.name(), read.apply(sink)));
      }
      return parts.apply("FromAll", Flatten.pCollections());
    }
  }
}
