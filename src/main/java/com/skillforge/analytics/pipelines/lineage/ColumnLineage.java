package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.RawTable;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacetFieldsBuilder;
import io.openlineage.client.OpenLineage.InputField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From which properties of which records the columns of a table are made. */
final class ColumnLineage {
  private final OpenLineage openLineage;
  private final InputDatasets inputs;
  private final TrackingPlan plan;

  ColumnLineage(OpenLineage openLineage, InputDatasets inputs, TrackingPlan plan) {
    this.openLineage = openLineage;
    this.inputs = inputs;
    this.plan = plan;
  }

  /** A property becomes the column of its name; who sent the record is worked out from several. */
  ColumnLineageDatasetFacet ofRawTable(RawTable raw) {
    RecordType type = raw.type();
    ColumnLineageDatasetFacetFieldsBuilder fields =
        openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    for (Property property : type.properties()) {
      put(fields, property.name(), fields(type, property.name(), "IDENTITY"));
    }
    List<InputField> sender = new ArrayList<>();
    for (Role role : List.of(Role.USER, Role.VISITOR, Role.PII_HASH)) {
      if (type.has(role)) {
        sender.addAll(fields(type, role.property(), "TRANSFORMATION"));
      }
    }
    put(fields, RawTable.CANONICAL_USER_ID, sender);
    return openLineage.newColumnLineageDatasetFacet(fields.build(), List.of());
  }

  /**
   * Figures are made of what the KPIs declare that they need; when, by whom and whether at all a
   * record counts concerns all columns.
   *
   * @param declaration of the KPI whose view it is; empty for the table of all KPIs
   */
  ColumnLineageDatasetFacet ofMart(
      List<Column> columns, List<Kpi> kpis, Optional<KpiDeclaration> declaration) {
    ColumnLineageDatasetFacetFieldsBuilder fields =
        openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    for (Column column : columns) {
      Set<InputField> from = new LinkedHashSet<>();
      for (Kpi kpi : kpis) {
        for (RecordType type : new LineageScope(List.of(kpi), false).types(plan)) {
          from.addAll(
              switch (MartColumns.origin(column.name(), declaration)) {
                case SAME_PROPERTY ->
                    type.property(column.name()).isPresent()
                        ? fields(type, column.name(), "IDENTITY")
                        : List.<InputField>of();
                case EVENT_TIME -> fields(type, type.eventTimeProperty(), "TRANSFORMATION");
                case NEEDED -> needed(kpi, type);
                case NONE -> List.<InputField>of();
              });
        }
      }
      put(fields, column.name(), distinct(from));
    }
    return openLineage.newColumnLineageDatasetFacet(fields.build(), deciding(kpis));
  }

  private List<InputField> needed(Kpi kpi, RecordType type) {
    return LineageScope.needed(kpi, type).stream()
        .flatMap(property -> fields(type, property, "AGGREGATION").stream())
        .toList();
  }

  private List<InputField> deciding(List<Kpi> kpis) {
    List<InputField> deciding = new ArrayList<>();
    for (RecordType type : new LineageScope(kpis, false).types(plan)) {
      for (String property : LineageScope.deciding(type)) {
        for (InputDatasets.Field field : inputs.fields(type, property)) {
          deciding.add(field(field, "INDIRECT", "FILTER"));
        }
      }
    }
    return deciding;
  }

  private List<InputField> fields(RecordType type, String property, String how) {
    return inputs.fields(type, property).stream()
        .map(field -> field(field, "DIRECT", how))
        .toList();
  }

  private InputField field(InputDatasets.Field field, String type, String subtype) {
    return openLineage.newInputField(
        field.dataset().namespace(),
        field.dataset().name(),
        field.name(),
        List.of(openLineage.newInputFieldTransformations(type, subtype, "", false)));
  }

  /** Two KPIs may need the same property; its fields are no values that can be compared. */
  private static List<InputField> distinct(Set<InputField> fields) {
    Set<List<String>> known = new LinkedHashSet<>();
    return fields.stream()
        .filter(
            field -> known.add(List.of(field.getNamespace(), field.getName(), field.getField())))
        .toList();
  }

  private void put(
      ColumnLineageDatasetFacetFieldsBuilder fields, String column, List<InputField> from) {
    if (!from.isEmpty()) {
      fields.put(
          column, openLineage.newColumnLineageDatasetFacetFieldsAdditional(from, null, null));
    }
  }
}
