package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.sql.Column;
import com.skillforge.analytics.sql.ColumnType;
import com.skillforge.analytics.sql.FixedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the columns of KPI marts are made of, as far as that is the same for all KPIs. */
final class MartColumns {
  /** Columns of the mart that hold what records say of themselves. */
  enum Origin {
    /** The property of the same name. */
    SAME_PROPERTY,
    /** The time at which something happened. */
    EVENT_TIME,
    /** What the KPI declares that it needs of records. */
    NEEDED,
    /** No record: the run, or the definition. */
    NONE
  }

  private static final Set<String> SAME = Set.of("environment", "tenant_id", "persona");
  private static final Set<String> TIMES = Set.of("period_start", "period_end");
  private static final Set<String> COUNTS =
      Set.of(
          "dimension",
          "dimension_value",
          "numerator",
          "denominator",
          "value",
          "value_low",
          "value_high",
          "pending",
          "excluded_opt_out",
          "excluded_unresolved",
          "measures");

  private MartColumns() {}

  /** Where a column of {@code kpi_values}, or of a KPI's view, comes from. */
  static Origin origin(String column, Optional<KpiDeclaration> kpi) {
    if (SAME.contains(column)) {
      return Origin.SAME_PROPERTY;
    }
    if (TIMES.contains(column)) {
      return Origin.EVENT_TIME;
    }
    boolean figure =
        kpi.stream()
            .flatMap(KpiDeclaration::figures)
            .anyMatch(named -> named.name().equals(column));
    return figure || COUNTS.contains(column) ? Origin.NEEDED : Origin.NONE;
  }

  /** The columns of a KPI's view that tell something of records. */
  static List<Column> ofView(KpiDeclaration kpi) {
    List<Column> columns = new ArrayList<>();
    for (Column column : FixedTables.KPI_VALUES.columns()) {
      if (SAME.contains(column.name())
          || TIMES.contains(column.name())
          || Set.of("dimension", "dimension_value", "as_of", "pending").contains(column.name())) {
        columns.add(column);
      }
    }
    kpi.figures()
        .map(
            figure ->
                new Column(
                    figure.name(),
                    figure.whole() ? ColumnType.INTEGER : ColumnType.NUMBER,
                    "Figure of " + kpi.name() + "."))
        .forEach(columns::add);
    return columns;
  }
}
