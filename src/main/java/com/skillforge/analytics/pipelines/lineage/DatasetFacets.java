package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.pipelines.lineage.InputDatasets.Input;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.Dialect;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputDatasetFacet;
import io.openlineage.client.OpenLineage.InputDatasetInputFacetsBuilder;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is told of a dataset: its fields, how much of it was read or written, where from. */
final class DatasetFacets {
  /** The facet of our own: OpenLineage has none for positions in a log. */
  static final String OFFSETS = "skillforge_kafkaOffsets";

  private final OpenLineage openLineage;

  DatasetFacets(OpenLineage openLineage) {
    this.openLineage = openLineage;
  }

  InputDataset input(Input input) {
    InputDatasetInputFacetsBuilder read = openLineage.newInputDatasetInputFacetsBuilder();
    input
        .rows()
        .ifPresent(
            rows ->
                read.inputStatistics(
                    openLineage.newInputStatisticsInputDatasetFacet(rows, null, null)));
    if (input.files() > 0) {
      read.inputStatistics(
          openLineage.newInputStatisticsInputDatasetFacet(null, null, (long) input.files()));
    }
    if (!input.offsets().isEmpty()) {
      read.put(OFFSETS, offsets(input));
    }
    return openLineage
        .newInputDatasetBuilder()
        .namespace(input.dataset().namespace())
        .name(input.dataset().name())
        .facets(
            openLineage
                .newDatasetFacetsBuilder()
                .schema(openLineage.newSchemaDatasetFacet(fields(input)))
                .build())
        .inputFacets(read.build())
        .build();
  }

  private InputDatasetFacet offsets(Input input) {
    List<Map<String, Object>> partitions = new ArrayList<>();
    input
        .offsets()
        .forEach(
            (partition, range) -> {
              Map<String, Object> offsets = new LinkedHashMap<>();
              offsets.put("partition", Integer.valueOf(partition));
              offsets.put("startOffset", range.get(0));
              if (range.size() > 1) {
                offsets.put("endOffset", range.get(1));
              }
              partitions.add(offsets);
            });
    InputDatasetFacet facet = openLineage.newInputDatasetFacet();
    facet.getAdditionalProperties().put("partitions", partitions);
    return facet;
  }

  private List<SchemaDatasetFacetFields> fields(Input input) {
    return input.table().isPresent()
        ? columns(input.table().get().table().columns(), DatasetNames.dialect(input.warehouse()))
        : input.types().stream().map(this::structure).toList();
  }

  /** Records of a type, as one field that has their properties. */
  private SchemaDatasetFacetFields structure(RecordType type) {
    return field(
        type.name(),
        "struct",
        type.description(),
        type.properties().stream().map(this::property).toList());
  }

  private SchemaDatasetFacetFields property(Property property) {
    return field(
        property.name(),
        property.type().name().toLowerCase(Locale.ROOT),
        property.description(),
        null);
  }

  private List<SchemaDatasetFacetFields> columns(List<Column> columns, Dialect dialect) {
    return columns.stream()
        .map(
            column ->
                field(column.name(), dialect.typeName(column.type()), column.description(), null))
        .toList();
  }

  private SchemaDatasetFacetFields field(
      String name, String type, String description, List<SchemaDatasetFacetFields> fields) {
    return openLineage.newSchemaDatasetFacetFields(name, type, description, null, fields);
  }

  OutputDataset output(
      Dataset dataset,
      Dialect dialect,
      List<Column> columns,
      Optional<ColumnLineageDatasetFacet> lineage,
      Optional<Long> rows) {
    DatasetFacetsBuilder facets =
        openLineage
            .newDatasetFacetsBuilder()
            .schema(openLineage.newSchemaDatasetFacet(columns(columns, dialect)));
    lineage.ifPresent(facets::columnLineage);
    return openLineage
        .newOutputDatasetBuilder()
        .namespace(dataset.namespace())
        .name(dataset.name())
        .facets(facets.build())
        .outputFacets(
            openLineage
                .newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(
                    rows.map(
                            count ->
                                openLineage.newOutputStatisticsOutputDatasetFacet(
                                    count, null, null))
                        .orElse(null))
                .build())
        .build();
  }
}
