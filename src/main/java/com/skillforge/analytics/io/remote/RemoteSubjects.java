package com.skillforge.analytics.io.remote;

import com.skillforge.analytics.io.rows.KeptRows;
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
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.FixedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The records and contributions of single subjects in a warehouse over a network. What has changed
 * is looked for in the process that starts the run; what is computed from is read by the workers.
 */
final class RemoteSubjects extends StoredSubjects {
  /** Rows come through the service for queries, and names go back by statements. */
  private static final Limits LIMITS = new Limits(1_000_000, 200_000);

  private final RemoteConnector connector;
  private final TrackingPlan plan;
  private final RemoteTables tables;
  private final WantedTables wanted;

  RemoteSubjects(RemoteConnector connector, TrackingPlan plan, RemoteTables tables) {
    super(connector.warehouse(), tables.snapshot(), tables.raw());
    this.connector = connector;
    this.plan = plan;
    this.tables = tables;
    this.wanted = new WantedTables(connector.warehouse());
  }

  @Override
  public Map<String, StoredTable> tables() {
    Map<String, StoredTable> settled = new TreeMap<>();
    for (RemoteTables.Filled table : tables.filled()) {
      if (table.settled().rows() > 0) {
        settled.put(table.raw().type().name(), table.settled());
      }
    }
    return settled;
  }

  @Override
  public long seenAtMillis() {
    return tables.linksSeenAt().toEpochMilli();
  }

  @Override
  public long rows() {
    return tables.rows();
  }

  @Override
  public Limits limits() {
    return LIMITS;
  }

  @Override
  public void forEach(RecordChoice choice, Projection needed, Consumer<AnalyticsRecord> consumer) {
    RecordDocuments documents = new RecordDocuments(plan, needed);
    query(choice, needed)
        .ifPresent(
            sql ->
                connector
                    .warehouse()
                    .query(
                        sql,
                        row -> {
                          String table = Objects.requireNonNull(row.text(0));
                          String document = Objects.requireNonNull(row.text(1));
                          consumer.accept(documents.record(new StagedRow(table, document)));
                          return true;
                        }));
  }

  /** Empty where no row can be of the choice. */
  private Optional<String> query(RecordChoice choice, Projection needed) {
    if (choice.isNothing()) {
      return Optional.empty();
    }
    WantedNames names = WantedNames.of(choice);
    String table = names.rows().isEmpty() ? "" : wanted.of(names);
    List<String> parts = new ArrayList<>();
    queries()
        .tablesOf(choice)
        .forEach(
            raw ->
                queries()
                    .chosen(raw, choice, table)
                    .map(
                        condition ->
                            RecordDocuments.query(
                                raw, needed, queries().dialect(), queries().snapshot(), condition))
                    .ifPresent(parts::add));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" UNION ALL ", parts));
  }

  @Override
  public PTransform<PBegin, PCollection<RecordBlock>> read(RecordChoice choice, Projection needed) {
    return query(choice, needed)
        .<PTransform<PBegin, PCollection<RecordBlock>>>map(
            sql -> new ReadRecords(connector, plan, needed, sql))
        .orElseGet(() -> Create.empty(RecordBlockCoder.of()));
  }

  @Override
  public PTransform<PBegin, PCollection<KeptContributions>> readKept(
      String scope, Set<SubjectKey> subjects) {
    Dialect dialect = queries().dialect();
    Optional<String> names =
        subjects.isEmpty() ? Optional.empty() : Optional.of(wanted.of(WantedNames.of(subjects)));
    String source = dialect.literal(FixedTables.KPI_CONTRIBUTIONS.name().toString());
    return new ReadKept(
        connector,
        KeptRows.query(
            dialect,
            queries().snapshot(),
            scope,
            names,
            columns -> source + " AS table_name, " + dialect.document(columns) + " AS document"));
  }

  private static final class ReadKept extends PTransform<PBegin, PCollection<KeptContributions>> {
    private static final long serialVersionUID = 1L;
    private final transient RemoteConnector connector;
    private final String query;

    ReadKept(RemoteConnector connector, String query) {
      this.connector = connector;
      this.query = query;
    }

    @Override
    public PCollection<KeptContributions> expand(PBegin begin) {
      return begin
          .apply("ReadDocuments", connector.read(query))
          .apply("ToContributions", ParDo.of(new ToKeptFn()))
          .setCoder(KeptContributionsCoder.of());
    }
  }

  private static final class ToKeptFn extends DoFn<StagedRow, KeptContributions> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element StagedRow row, OutputReceiver<KeptContributions> out) {
      out.output(KeptRows.read(DocumentValues.of(KeptRows.COLUMNS, row)));
    }
  }

  /** Removes what was put beside the tables to ask for names. */
  void release() {
    wanted.drop();
  }
}
