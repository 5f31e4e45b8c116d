package com.skillforge.analytics.io.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.rows.RawRowDecoder;
import com.skillforge.analytics.io.rows.StoredHistory;
import com.skillforge.analytics.io.rows.StoredRecords;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The raw tables of a warehouse over a network as a source, all of them as they were when it was
 * opened: the warehouse itself goes back to that time, so that whatever others store, replace or
 * delete meanwhile makes no difference. One query reads all tables, and of each only the columns
 * that are needed. The canonical user of a record is the one that was stored.
 */
final class RemoteHistory extends StoredRecords {
  private final RemoteConnector connector;
  private final TrackingPlan plan;
  private final List<RawTable> all;
  private final Instant asOf;
  private final List<Filled> filled;

  /**
   * A table that has rows.
   *
   * @param rows how many
   * @param newest when the newest of them was written
   */
  private record Filled(RawTable raw, long rows, Instant newest) {}

  private RemoteHistory(
      RemoteConnector connector,
      TrackingPlan plan,
      List<RawTable> all,
      Instant asOf,
      List<Filled> filled) {
    this.connector = connector;
    this.plan = plan;
    this.all = all;
    this.asOf = asOf;
    this.filled = List.copyOf(filled);
  }

  /**
   * Notes the time of the warehouse, and which rows there are.
   *
   * @param types the record types to read
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse lacks tables, or
   *     cannot be reached
   */
  static RemoteHistory open(
      RemoteConnector connector, TrackingPlan plan, Collection<RecordType> types) {
    RemoteWarehouse warehouse = connector.warehouse();
    Dialect dialect = warehouse.dialect();
    List<RawTable> all = types.stream().map(type -> RawTable.of(type, plan)).toList();
    Instant asOf =
        warehouse
            .query(
                "SELECT " + dialect.epochMillis(dialect.now()),
                row -> Instant.ofEpochMilli(Objects.requireNonNull(row.integer(0))))
            .get(0);
    String sql =
        all.stream()
            .map(raw -> counted(raw, warehouse, asOf))
            .collect(Collectors.joining(" UNION ALL "));
    List<Filled> filled =
        warehouse.query(
            "SELECT type_name, row_count, newest FROM ("
                + sql
                + ") AS counted WHERE row_count > 0 ORDER BY type_name",
            row ->
                new Filled(
                    RawTable.of(plan.recordType(String.valueOf(row.text(0))).orElseThrow(), plan),
                    Objects.requireNonNull(row.integer(1)),
                    Instant.ofEpochMilli(Objects.requireNonNull(row.integer(2)))));
    return new RemoteHistory(connector, plan, all, asOf, filled);
  }

  private static String counted(RawTable raw, RemoteWarehouse warehouse, Instant asOf) {
    Dialect dialect = warehouse.dialect();
    return "SELECT "
        + dialect.literal(raw.type().name())
        + " AS type_name, count(*) AS row_count, "
        + dialect.epochMillis("max(" + Provenance.INGESTED_AT + ")")
        + " AS newest"
        + from(raw, warehouse, asOf);
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(Projection needed) {
    return new Read(connector, plan, needed, query(needed));
  }

  /** Its rows are those of all tables, each with the name of its table, see {@link StagedRow}. */
  private String query(Projection needed) {
    RemoteWarehouse warehouse = connector.warehouse();
    Dialect dialect = warehouse.dialect();
    return all.stream()
        .map(
            raw ->
                "SELECT "
                    + dialect.literal(raw.table().name().toString())
                    + " AS table_name, "
                    + dialect.document(new RawRowDecoder(raw, needed).select(dialect))
                    + " AS document"
                    + from(raw, warehouse, asOf))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String from(RawTable raw, RemoteWarehouse warehouse, Instant asOf) {
    String every =
        warehouse.dialect().everyPartition("r", raw).map(rows -> " WHERE " + rows).orElse("");
    return " FROM " + warehouse.asOf(raw.table().name(), "r", asOf) + every;
  }

  /** For each table that has rows, how many, and when the newest of them was written. */
  @Override
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode described = json.putObject(connector.warehouse().name());
    for (Filled table : filled) {
      described
          .putObject(table.raw().table().name().toString())
          .put("rows", table.rows())
          .put("ingested_until", table.newest().toString());
    }
    return json.toString();
  }

  @Override
  protected StoredHistory history() {
    return StoredHistory.of(connector.warehouse(), all);
  }

  @Override
  public long size() {
    return filled.stream().mapToLong(Filled::rows).sum();
  }

  private static final class Read extends PTransform<PBegin, PCollection<RecordBlock>> {
    private static final long serialVersionUID = 1L;
    private final transient RemoteConnector connector;
    private final TrackingPlan plan;
    private final Projection needed;
    private final String query;

    Read(RemoteConnector connector, TrackingPlan plan, Projection needed, String query) {
      this.connector = connector;
      this.plan = plan;
      this.needed = needed;
      this.query = query;
    }

    @Override
    public PCollection<RecordBlock> expand(PBegin begin) {
      return begin
          .apply("ReadDocuments", connector.read(query))
          .apply("ToRecords", ParDo.of(new ToBlocksFn(plan, needed)))
          .setCoder(RecordBlockCoder.of());
    }
  }
}
