package com.skillforge.analytics.io.duckdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.StoredHistory;
import com.skillforge.analytics.io.rows.StoredRecords;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The raw tables of the local warehouse as a source: the history that Kafka no longer has. Tables
 * are read side by side, each as it was when the source was opened; what other runs store meanwhile
 * is not read. The canonical user of a record is the one that was stored.
 */
public final class DuckDbSource extends StoredRecords {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final List<TableSnapshot> tables;
  private final Instant openedAt;

  private DuckDbSource(
      DuckDbWarehouse warehouse, TrackingPlan plan, List<TableSnapshot> tables, Instant openedAt) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.tables = List.copyOf(tables);
    this.openedAt = openedAt;
  }

  /**
   * Notes which rows there are.
   *
   * @param types the record types to read
   * @throws SourceException when there is no such file, or when a table has a column that the
   *     tracking plan does not know
   */
  public static DuckDbSource open(
      DuckDbWarehouse warehouse, TrackingPlan plan, Collection<RecordType> types) {
    if (!warehouse.exists()) {
      throw new SourceException(
          "The local warehouse "
              + warehouse.file()
              + " does not exist, so that it holds no history: run raw-events with"
              + " --localWarehouse="
              + warehouse.file()
              + " first, or read Kafka or files with --source.");
    }
    Instant openedAt = Instant.now();
    return warehouse.read(
        connection -> {
          List<TableSnapshot> tables = new ArrayList<>();
          for (RecordType type : types) {
            tables.add(TableSnapshot.take(connection, RawTable.of(type, plan)));
          }
          return new DuckDbSource(warehouse, plan, tables, openedAt);
        });
  }

  private static RawTable raw(TableSnapshot table, TrackingPlan plan) {
    return RawTable.of(plan.recordType(table.type()).orElseThrow(), plan);
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(Projection needed) {
    return new ReadTables(
        warehouse, plan, needed, tables.stream().filter(table -> table.rows() > 0).toList());
  }

  @Override
  public Optional<SubjectHistory> bySubject() {
    return Optional.of(DuckDbSubjects.of(warehouse, plan, tables, openedAt));
  }

  /** For each table that has rows, how many, and when the newest of them was written. */
  @Override
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode described = json.putObject("local");
    for (TableSnapshot table : tables) {
      if (table.rows() > 0) {
        Instant newest = Instant.EPOCH.plus(table.newestMicros(), ChronoUnit.MICROS);
        described
            .putObject(raw(table, plan).table().name().toString())
            .put("rows", table.rows())
            .put("ingested_until", newest.toString());
      }
    }
    return json.toString();
  }

  @Override
  protected StoredHistory history() {
    new DuckDbSchema(plan).update(warehouse); // it may be of a release that kept no offsets
    return StoredHistory.of(warehouse, tables.stream().map(table -> raw(table, plan)).toList());
  }

  @Override
  public long size() {
    return tables.stream().mapToLong(TableSnapshot::rows).sum();
  }

  private static final class ReadTables extends PTransform<PBegin, PCollection<RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final DuckDbWarehouse warehouse;
    private final TrackingPlan plan;
    private final Projection needed;
    private final ArrayList<TableSnapshot> tables;

    ReadTables(
        DuckDbWarehouse warehouse,
        TrackingPlan plan,
        Projection needed,
        List<TableSnapshot> tables) {
      this.warehouse = warehouse;
      this.plan = plan;
      this.needed = needed;
      this.tables = new ArrayList<>(tables);
    }

    @Override
    public PCollection<RecordBlock> expand(PBegin begin) {
      return begin
          .apply("Tables", Create.of(tables).withCoder(SerializableCoder.of(TableSnapshot.class)))
          .apply("SideBySide", Reshuffle.viaRandomKey())
          .apply("ReadTable", ParDo.of(new ReadFn(warehouse, plan, needed)))
          .setCoder(RecordBlockCoder.of());
    }
  }

  private static final class ReadFn extends DoFn<TableSnapshot, RecordBlock> {
    private static final long serialVersionUID = 1L;
    private final DuckDbWarehouse warehouse;
    private final TrackingPlan plan;
    private final Projection needed;

    ReadFn(DuckDbWarehouse warehouse, TrackingPlan plan, Projection needed) {
      this.warehouse = warehouse;
      this.plan = plan;
      this.needed = needed;
    }

    @ProcessElement
    public void process(@Element TableSnapshot table, OutputReceiver<RecordBlock> out) {
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      RawTable raw = raw(table, plan);
      long rows =
          new RawTableReader(warehouse, plan)
              .forEach(
                  new RawRowDecoder(raw, needed),
                  table.condition(),
                  record -> {
                    packed.add(record);
                    if (packed.isFull()) {
                      out.output(packed.build());
                    }
                  });
      if (!packed.isEmpty()) {
        out.output(packed.build());
      }
      if (rows != table.rows()) {
        throw new SourceException(
            "Table "
                + raw.table().name()
                + " of the local warehouse lost or replaced rows while it was read: run this again"
                + " when the run that writes it has ended.");
      }
    }
  }
}
