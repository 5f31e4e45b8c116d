package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.io.rows.StoredSubjects;
import com.skillforge.analytics.io.rows.WantedNames;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptContributionsCoder;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The records and contributions of single subjects in the local warehouse. */
final class DuckDbSubjects extends StoredSubjects {
  private final DuckDbWarehouse warehouse;
  private final List<TableSnapshot> filled;
  private final Instant openedAt;

  private DuckDbSubjects(
      DuckDbWarehouse warehouse, TrackingPlan plan, List<TableSnapshot> filled, Instant openedAt) {
    super(
        warehouse,
        new DuckDbSnapshot(filled),
        filled.stream().map(table -> raw(table, plan)).toList());
    this.warehouse = warehouse;
    this.filled = filled;
    this.openedAt = openedAt;
  }

  /**
   * Creates it.
   *
   * @param openedAt before the tables were looked at
   */
  static DuckDbSubjects of(
      DuckDbWarehouse warehouse, TrackingPlan plan, List<TableSnapshot> tables, Instant openedAt) {
    return new DuckDbSubjects(
        warehouse, plan, tables.stream().filter(table -> table.rows() > 0).toList(), openedAt);
  }

  private static RawTable raw(TableSnapshot table, TrackingPlan plan) {
    return RawTable.of(plan.recordType(table.type()).orElseThrow(), plan);
  }

  @Override
  public Map<String, StoredTable> tables() {
    Map<String, StoredTable> tables = new TreeMap<>();
    filled.forEach(
        table -> tables.put(table.type(), new StoredTable(table.rows(), table.newestMicros())));
    return tables;
  }

  /** A commit of the same millisecond may have come later. */
  @Override
  public long seenAtMillis() {
    return openedAt.toEpochMilli() - 1;
  }

  @Override
  public long rows() {
    return filled.stream().mapToLong(TableSnapshot::rows).sum();
  }

  @Override
  public void forEach(RecordChoice choice, Projection needed, Consumer<AnalyticsRecord> consumer) {
    new ChosenRecords(warehouse, queries(), choice, needed).forEach(consumer);
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(RecordChoice choice, Projection needed) {
    return new ReadOnce<>(
        "ReadChosen",
        new ReadFn(new ChosenRecords(warehouse, queries(), choice, needed)),
        RecordBlockCoder.of());
  }

  /** What one element of work reads. */
  private static final class ReadOnce<T> extends PTransform<PBegin, PCollection<T>> {
    private static final long serialVersionUID = 1L;
    private final String step;
    private final DoFn<Integer, T> fn;
    private final Coder<T> coder;

    ReadOnce(String step, DoFn<Integer, T> fn, Coder<T> coder) {
      this.step = step;
      this.fn = fn;
      this.coder = coder;
    }

    @Override
    public PCollection<T> expand(PBegin begin) {
      return begin
          .apply("Once", Create.of(0).withCoder(VarIntCoder.of()))
          .apply(step, ParDo.of(fn))
          .setCoder(coder);
    }
  }

  private static final class ReadFn extends DoFn<Integer, RecordBlock> {
    private static final long serialVersionUID = 1L;
    private final ChosenRecords chosen;

    ReadFn(ChosenRecords chosen) {
      this.chosen = chosen;
    }

    @ProcessElement
    public void process(OutputReceiver<RecordBlock> out) {
      RecordBlock.Builder packed = new RecordBlock.Builder(Projection.EVERYTHING);
      chosen.forEach(
          record -> {
            packed.add(record);
            if (packed.isFull()) {
              out.output(packed.build());
            }
          });
      if (!packed.isEmpty()) {
        out.output(packed.build());
      }
    }
  }

  @Override
  public PTransform<PBegin, PCollection<KeptContributions>> readKept(
      String scope, Set<SubjectKey> subjects) {
    return new ReadOnce<>(
        "ReadContributions",
        new ReadKeptFn(warehouse, scope, subjects),
        KeptContributionsCoder.of());
  }

  private static final class ReadKeptFn extends DoFn<Integer, KeptContributions> {
    private static final long serialVersionUID = 1L;
    private final DuckDbWarehouse warehouse;
    private final String scope;
    private final HashSet<SubjectKey> subjects;

    ReadKeptFn(DuckDbWarehouse warehouse, String scope, Set<SubjectKey> subjects) {
      this.warehouse = warehouse;
      this.scope = scope;
      this.subjects = new HashSet<>(subjects);
    }

    @ProcessElement
    public void process(OutputReceiver<KeptContributions> out) {
      warehouse
          .read(
              connection -> {
                if (!subjects.isEmpty()) {
                  WantedRows.fill(connection, WantedNames.of(subjects));
                }
                return DuckDbTransaction.query(
                    connection,
                    KeptRows.query(
                        DuckDb.SQL,
                        Snapshot.current(DuckDb.SQL),
                        scope,
                        subjects.isEmpty() ? Optional.empty() : Optional.of(WantedRows.TABLE),
                        columns -> String.join(", ", columns.values())),
                    KeptRows::read);
              })
          .forEach(out::output);
    }
  }
}
