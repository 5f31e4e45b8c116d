package com.skillforge.analytics.pipelines.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.RawTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run reads, and in which fields of it the properties of records are. */
final class InputDatasets {
  /** A field of a dataset. */
  record Field(Dataset dataset, String name) {}

  /**
   * Something that is read.
   *
   * @param types the record types in it
   * @param table the table that it is; empty for a topic or a folder, where records of several
   *     types may be, each with its properties
   * @param warehouse of the table; empty without one
   * @param rows how many rows are read, where that is known
   * @param offsets of a topic: by partition its first offset and the one behind the last, or only
   *     the first where a stream reads on
   * @param files how many files of a folder
   */
  record Input(
      Dataset dataset,
      List<RecordType> types,
      Optional<RawTable> table,
      String warehouse,
      Optional<Long> rows,
      Map<String, List<Long>> offsets,
      int files) {
    /** The field that holds a property of a record type, which must be one of those in it. */
    Field field(RecordType type, String property) {
      return new Field(dataset, table.isPresent() ? property : type.name() + "." + property);
    }
  }

  private final List<Input> all = new ArrayList<>();

  private InputDatasets() {}

  /**
   * Reads what the ledger says of a run's source.
   *
   * @param types the record types that the run is about
   */
  static InputDatasets of(
      JsonNode source, List<RecordType> types, TrackingPlan plan, DatasetNames names) {
    InputDatasets inputs = new InputDatasets();
    inputs.addTopics(source.path("topics"), types, plan, names);
    inputs.addFolders(source.path("files"), types, names);
    for (String warehouse : DatasetNames.warehouses()) {
      inputs.addTables(warehouse, source.path(warehouse), types, plan, names);
    }
    return inputs;
  }

  List<Input> all() {
    return List.copyOf(all);
  }

  /** Everywhere where a property of a record type is read. */
  List<Field> fields(RecordType type, String property) {
    return all.stream()
        .filter(input -> input.types().contains(type))
        .map(input -> input.field(type, property))
        .toList();
  }

  private void addTopics(
      JsonNode topics, List<RecordType> types, TrackingPlan plan, DatasetNames names) {
    for (Map.Entry<String, JsonNode> topic : topics.properties()) {
      List<RecordType> onIt =
          plan.topic(topic.getKey()).stream()
              .flatMap(
                  known ->
                      types.stream()
                          .filter(type -> known.recordTypes().contains(type.name()))
                          .filter(
                              type ->
                                  known.persona().isEmpty()
                                      || type.personas().contains(known.persona().get())))
              .toList();
      Map<String, List<Long>> offsets = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
        offsets.put(partition.getKey(), offsets(partition.getValue()));
      }
      all.add(
          new Input(
              names.topic(topic.getKey()),
              onIt,
              Optional.empty(),
              "",
              Optional.empty(),
              offsets,
              0));
    }
  }

  private static List<Long> offsets(JsonNode range) {
    return range.isArray()
        ? List.of(range.get(0).asLong(), range.get(1).asLong())
        : List.of(range.asLong());
  }

  private void addFolders(JsonNode files, List<RecordType> types, DatasetNames names) {
    Map<Dataset, Integer> folders = new LinkedHashMap<>();
    files.forEach(file -> folders.merge(names.folder(file.path("path").asText()), 1, Integer::sum));
    folders.forEach(
        (folder, count) ->
            all.add(
                new Input(folder, types, Optional.empty(), "", Optional.empty(), Map.of(), count)));
  }

  private void addTables(
      String warehouse,
      JsonNode tables,
      List<RecordType> types,
      TrackingPlan plan,
      DatasetNames names) {
    for (RecordType type : types) {
      RawTable raw = RawTable.of(type, plan);
      JsonNode read = tables.path(raw.table().name().toString());
      if (!read.isMissingNode()) {
        all.add(
            new Input(
                names.table(warehouse, raw.table().name()),
                List.of(type),
                Optional.of(raw),
                warehouse,
                Optional.of(read.path("rows").asLong()),
                Map.of(),
                0));
      }
    }
  }
}
