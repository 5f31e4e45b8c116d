package com.skillforge.analytics.io.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.rows.StoredHistory;
import com.skillforge.analytics.io.rows.StoredRecords;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.RawTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw tables of a warehouse over a network as a source, all of them as they were when it was
 * opened: the warehouse itself goes back to that time, so that whatever others store, replace or
 * delete meanwhile makes no difference. One query reads all tables, and of each only the columns
 * that are needed. The canonical user of a record is the one that was stored.
 */
final class RemoteHistory extends StoredRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteHistory.class);

  private final RemoteConnector connector;
  private final TrackingPlan plan;
  private final List<RawTable> all;
  private final RemoteTables tables;
  private final RemoteSubjects subjects;

  private RemoteHistory(
      RemoteConnector connector, TrackingPlan plan, List<RawTable> all, RemoteTables tables) {
    this.connector = connector;
    this.plan = plan;
    this.all = all;
    this.tables = tables;
    this.subjects = new RemoteSubjects(connector, plan, tables);
  }

  /**
   * Notes the time of the warehouse, and which rows there are.
   *
   * @param types the record types to read
   * @throws WarehouseException when the warehouse lacks tables, or cannot be reached
   */
  static RemoteHistory open(
      RemoteConnector connector, TrackingPlan plan, Collection<RecordType> types) {
    List<RawTable> all = types.stream().map(type -> RawTable.of(type, plan)).toList();
    return new RemoteHistory(
        connector, plan, all, RemoteTables.look(connector.warehouse(), plan, all));
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(Projection needed) {
    Dialect dialect = connector.warehouse().dialect();
    String query =
        all.stream()
            .map(
                raw ->
                    RecordDocuments.query(
                        raw, needed, dialect, tables.snapshot(), tables.snapshot().rows(raw, "r")))
            .collect(Collectors.joining(" UNION ALL "));
    return new ReadRecords(connector, plan, needed, query);
  }

  @Override
  public Optional<SubjectHistory> bySubject() {
    return Optional.of(subjects);
  }

  /** What cannot be removed expires by itself, or takes no part in later runs. */
  @Override
  public void release() {
    try {
      subjects.release();
    } catch (WarehouseException e) {
      LOG.warn("Names that the run has asked for could not be removed", e);
    }
  }

  /** For each table that has rows, how many, and when the newest of them was written. */
  @Override
  public String describe() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode described = json.putObject(connector.warehouse().name());
    for (RemoteTables.Filled table : tables.filled()) {
      described
          .putObject(table.raw().table().name().toString())
          .put("rows", table.all().rows())
          .put("ingested_until", RemoteTables.newest(table).toString());
    }
    return json.toString();
  }

  @Override
  protected StoredHistory history() {
    return StoredHistory.of(connector.warehouse(), all);
  }

  @Override
  public long size() {
    return tables.rows();
  }
}
