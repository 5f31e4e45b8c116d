package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.plan.TableName;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the events of OpenLineage: START when a run has been noted, COMPLETE or FAIL when it has
 * ended. Each has all inputs and outputs, so that a collector that has missed one knows all.
 */
public final class LineageEvents {
  private static final String PRODUCER = "urn:skillforge:analytics-pipelines:";

  private final TrackingPlan plan;
  private final DatasetNames names;
  private final List<String> warehouses;
  private final String namespace;

  /**
   * Of a deployment.
   *
   * @param plan with the topics of the deployment
   * @param warehouses that runs write to, as {@code --warehouses} names them
   * @param namespace of the jobs; the environment is added to it
   */
  public LineageEvents(
      TrackingPlan plan, DatasetNames names, List<String> warehouses, String namespace) {
    this.plan = plan;
    this.names = names;
    this.warehouses = List.copyOf(warehouses);
    this.namespace = namespace;
  }

  /** The event that a run has started. */
  public RunEvent started(LineageRun run) {
    return event(run, EventType.START, run.startedAt(), Optional.empty());
  }

  /** The event that a run has ended, well or not. */
  public RunEvent ended(LineageRun run, RunEnd end) {
    EventType type = end.error().isPresent() ? EventType.FAIL : EventType.COMPLETE;
    return event(run, type, end.at(), Optional.of(end));
  }

  private RunEvent event(LineageRun run, EventType type, Instant at, Optional<RunEnd> end) {
    OpenLineage openLineage = new OpenLineage(URI.create(PRODUCER + run.version()));
    LineageScope scope = LineageScope.of(run.pipeline());
    InputDatasets inputs = InputDatasets.of(run.parsedSource(), scope.types(plan), plan, names);
    DatasetFacets facets = new DatasetFacets(openLineage);
    return openLineage
        .newRunEventBuilder()
        .eventTime(utc(at))
        .eventType(type)
        .run(
            openLineage
                .newRunBuilder()
                .runId(run.uuid())
                .facets(runFacets(openLineage, run, end))
                .build())
        .job(
            openLineage
                .newJobBuilder()
                .namespace(namespace + "." + run.environment())
                .name(run.pipeline())
                .facets(
                    openLineage
                        .newJobFacetsBuilder()
                        .jobType(
                            openLineage.newJobTypeJobFacet(
                                run.streaming() ? "STREAMING" : "BATCH", "BEAM", "PIPELINE", null))
                        .build())
                .build())
        .inputs(inputs(facets, inputs))
        .outputs(outputs(facets, scope, new ColumnLineage(openLineage, inputs, plan), end))
        .build();
  }

  private static ZonedDateTime utc(Instant at) {
    return at.atZone(ZoneOffset.UTC);
  }

  private static OpenLineage.RunFacets runFacets(
      OpenLineage openLineage, LineageRun run, Optional<RunEnd> end) {
    RunFacetsBuilder facets =
        openLineage
            .newRunFacetsBuilder()
            .processing_engine(
                openLineage.newProcessingEngineRunFacet(
                    run.version(), "SkillForge pipelines", null));
    if (run.from().isPresent() && run.to().isPresent()) {
      facets.nominalTime(
          openLineage.newNominalTimeRunFacet(utc(run.from().get()), utc(run.to().get())));
    }
    end.flatMap(RunEnd::error)
        .ifPresent(
            error -> facets.errorMessage(openLineage.newErrorMessageRunFacet(error, "JAVA", null)));
    return facets.build();
  }

  private static List<InputDataset> inputs(DatasetFacets facets, InputDatasets inputs) {
    return inputs.all().stream().map(facets::input).toList();
  }

  private List<OutputDataset> outputs(
      DatasetFacets facets, LineageScope scope, ColumnLineage lineage, Optional<RunEnd> end) {
    List<OutputDataset> outputs = new ArrayList<>();
    for (String warehouse : warehouses) {
      Map<String, Long> rows =
          end.map(ended -> ended.rows().getOrDefault(warehouse, Map.of())).orElse(Map.of());
      boolean counted = end.filter(ended -> ended.error().isEmpty()).isPresent();
      for (Output output : outputs(scope, lineage)) {
        outputs.add(
            facets.output(
                names.table(warehouse, output.name()),
                DatasetNames.dialect(warehouse),
                output.columns(),
                output.lineage(),
                counted && output.isCounted()
                    ? Optional.of(rows.getOrDefault(output.name().toString(), 0L))
                    : Optional.empty()));
      }
    }
    return outputs;
  }

  /**
   * Something that is written.
   *
   * @param isCounted whether the ledger says how many rows of it
   */
  private record Output(
      TableName name,
      List<Column> columns,
      Optional<ColumnLineageDatasetFacet> lineage,
      boolean isCounted) {
    static Output of(Table table, Optional<ColumnLineageDatasetFacet> lineage) {
      return new Output(table.name(), table.columns(), lineage, true);
    }
  }

  private List<Output> outputs(LineageScope scope, ColumnLineage lineage) {
    List<Output> outputs = new ArrayList<>();
    if (!scope.kpis().isEmpty()) {
      Table values = FixedTables.KPI_VALUES;
      outputs.add(
          Output.of(
              values,
              Optional.of(lineage.ofMart(values.columns(), scope.kpis(), Optional.empty()))));
      for (Kpi kpi : scope.kpis()) {
        KpiDeclaration declaration = kpi.declaration();
        List<Column> columns = MartColumns.ofView(declaration);
        outputs.add(
            new Output(
                TableName.parse(kpi.name()),
                columns,
                Optional.of(lineage.ofMart(columns, List.of(kpi), Optional.of(declaration))),
                false));
      }
      return outputs;
    }
    for (RawTable raw : RawTable.all(plan)) {
      outputs.add(
          Output.of(
              raw.table(),
              scope.stores() ? Optional.of(lineage.ofRawTable(raw)) : Optional.empty()));
    }
    if (scope.stores()) {
      outputs.add(Output.of(FixedTables.DEAD_LETTERS, Optional.empty()));
      outputs.add(Output.of(FixedTables.DUPLICATE_RECORDS, Optional.empty()));
    }
    return outputs;
  }
}
