package com.skillforge.analytics.sql;

import com.skillforge.analytics.model.kpi.Bounds;
import com.skillforge.analytics.model.kpi.Figure;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import java.util.ArrayList;
import java.util.List;

/** The columns of the typed view of a KPI: the same in every warehouse. */
public final class KpiViewColumns {
  static final String LOW = "value_low";
  static final String HIGH = "value_high";

  private KpiViewColumns() {}

  /** Their names, in their order. */
  public static List<String> names(KpiDeclaration kpi) {
    List<String> names = new ArrayList<>(FixedTables.KPI_KEY.subList(1, 7));
    names.addAll(List.of("period_grain", "period_start", "period_end", "as_of", "history_from"));
    kpi.numerator().map(Figure::name).ifPresent(names::add);
    kpi.denominator().map(Figure::name).ifPresent(names::add);
    names.add(kpi.value().name());
    if (!(kpi.bounds() instanceof Bounds.None)) {
      names.addAll(List.of(LOW, HIGH));
    }
    names.addAll(List.of("pending", "excluded_opt_out", "excluded_unresolved"));
    kpi.measures().stream().map(Figure::name).forEach(names::add);
    names.addAll(List.of("is_final", "pane_index", "run_id", "pipeline_version", "written_at"));
    return names;
  }
}
