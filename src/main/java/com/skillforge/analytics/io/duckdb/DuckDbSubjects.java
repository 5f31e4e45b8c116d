package com.skillforge.analytics.io.duckdb;

import com.skillforge.analytics.io.LastRun;
import com.skillforge.analytics.io.SubjectHistory;
import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptContributionsCoder;
import com.skillforge.analytics.model.LinkChange;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.model.RecordBlock;
import com.skillforge.analytics.model.RecordBlockCoder;
import com.skillforge.analytics.model.RecordChoice;
import com.skillforge.analytics.model.StoredTable;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.Provenance;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The records and contributions of single subjects in the local warehouse. */
final class DuckDbSubjects implements SubjectHistory {
  private final DuckDbWarehouse warehouse;
  private final TrackingPlan plan;
  private final ArrayList<TableSnapshot> filled;

  DuckDbSubjects(DuckDbWarehouse warehouse, TrackingPlan plan, List<TableSnapshot> tables) {
    this.warehouse = warehouse;
    this.plan = plan;
    this.filled =
        tables.stream()
            .filter(table -> table.rows() > 0)
            .collect(Collectors.toCollection(ArrayList::new));
  }

  private RawTable raw(TableSnapshot table) {
    return RawTable.of(plan.recordType(table.type()).orElseThrow(), plan);
  }

  @Override
  public Map<String, StoredTable> tables() {
    Map<String, StoredTable> tables = new TreeMap<>();
    filled.forEach(
        table -> tables.put(table.type(), new StoredTable(table.rows(), table.newestMicros())));
    return tables;
  }

  @Override
  public OptionalLong latestEventTimeMillis() {
    return each(
            filled,
            table ->
                "SELECT epoch_ms(max("
                    + DuckDb.SQL.identifier(raw(table).type().eventTimeProperty())
                    + ")) AS n, '' AS type FROM "
                    + DuckDb.SQL.name(raw(table).table().name())
                    + " WHERE "
                    + table.condition())
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max();
  }

  @Override
  public Map<String, Long> rowsOf(Map<String, StoredTable> earlier) {
    return each(
        filled,
        table ->
            "SELECT count(*) AS n, '"
                + table.type()
                + "' AS type FROM "
                + DuckDb.SQL.name(raw(table).table().name())
                + " WHERE "
                + storedUntil(earlier.get(table.type())));
  }

  private static String storedUntil(StoredTable earlier) {
    return earlier == null
        ? "false"
        : Provenance.INGESTED_AT + " <= make_timestamp(" + earlier.newestMicros() + ")";
  }

  /** Notes of copies name the record that was kept: here one that has come since. */
  @Override
  public Map<String, Long> replacedSince(Map<String, StoredTable> earlier) {
    List<TableSnapshot> known =
        filled.stream().filter(table -> earlier.containsKey(table.type())).toList();
    String position =
        Provenance.POSITION.stream()
            .map(column -> "r." + column + " = d." + column.replace("record_", "kept_"))
            .collect(Collectors.joining(" AND "));
    return each(
        known,
        table ->
            "SELECT count(*) AS n, '"
                + table.type()
                + "' AS type FROM "
                + DuckDb.SQL.name(FixedTables.DUPLICATE_RECORDS.name())
                + " AS d JOIN "
                + DuckDb.SQL.name(raw(table).table().name())
                + " AS r ON "
                + position
                + " WHERE d.record_type = '"
                + table.type()
                + "' AND d.stage = 'store' AND r."
                + Provenance.INGESTED_AT
                + " > make_timestamp("
                + earlier.get(table.type()).newestMicros()
                + ")");
  }

  /** One number for each table, by the name of its record type. */
  private Map<String, Long> each(
      List<TableSnapshot> tables, Function<TableSnapshot, String> query) {
    Map<String, Long> numbers = new HashMap<>();
    if (!tables.isEmpty()) {
      String sql = tables.stream().map(query).collect(Collectors.joining(" UNION ALL "));
      warehouse
          .query(sql, row -> Map.entry(text(row.text(1)), number(row.integer(0))))
          .forEach(entry -> numbers.merge(entry.getKey(), entry.getValue(), Math::max));
    }
    return numbers;
  }

  private static String text(String text) {
    return Objects.requireNonNull(text);
  }

  private static long number(Long number) {
    return Objects.requireNonNull(number);
  }

  @Override
  public void forEach(RecordChoice choice, Projection needed, Consumer<AnalyticsRecord> consumer) {
    new ChosenRecords(warehouse, plan, filled, choice, needed).forEach(consumer);
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(RecordChoice choice, Projection needed) {
    return new ReadOnce<>(
        "ReadChosen",
        new ReadFn(new ChosenRecords(warehouse, plan, filled, choice, needed)),
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
  public Optional<LastRun> lastRun(String scope) {
    return KeptRows.lastRun(warehouse, scope);
  }

  @Override
  public long subjects(String scope) {
    return KeptRows.subjects(warehouse, scope);
  }

  @Override
  public Set<SubjectKey> changing(String scope, long asOfMillis) {
    return new HashSet<>(KeptRows.changing(warehouse, scope, asOfMillis));
  }

  @Override
  public List<LinkChange> linkChanges(LastRun since) {
    return KeptRows.linkChanges(warehouse, since.writtenAt());
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
      Set<SubjectKey> unknown = new HashSet<>(subjects);
      for (KeptContributions kept : ofSubjects()) {
        unknown.remove(kept.subject());
        out.output(kept);
      }
      unknown.forEach(subject -> out.output(KeptContributions.none(subject)));
      KeptRows.sums(warehouse, scope).forEach(out::output);
    }

    private List<KeptContributions> ofSubjects() {
      if (subjects.isEmpty()) {
        return List.of();
      }
      return warehouse.read(
          connection -> {
            WantedRows.ofSubjects(connection, subjects);
            return DuckDbTransaction.query(
                connection,
                "SELECT "
                    + KeptRows.columns(DuckDb.SQL)
                    + " FROM "
                    + DuckDb.SQL.name(FixedTables.KPI_CONTRIBUTIONS.name())
                    + " AS kept JOIN "
                    + WantedRows.SUBJECTS
                    + " AS wanted ON kept.tenant_id = wanted.tenant_id"
                    + " AND kept.subject_kind = wanted.kind AND kept.subject = wanted.name"
                    + " WHERE kept.scope = "
                    + DuckDb.SQL.literal(scope),
                KeptRows::read);
          });
    }
  }
}
