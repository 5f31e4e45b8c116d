package com.skillforge.analytics.pipelines.lineage;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pipeline is about, by its name in the ledger: that, and what the KPIs declare, says which
 * properties go where.
 *
 * @param kpis those that it computes; none for a pipeline that is about records
 * @param stores whether it adds records to the raw tables
 */
record LineageScope(List<Kpi> kpis, boolean stores) {
  private static final String RAW_EVENTS = "raw-events";
  private static final String ALL = "all";

  /** What every KPI looks at in every record: when, whose, and whether it may. */
  private static final List<Role> ALWAYS = List.of(Role.USER, Role.VISITOR, Role.OPT_OUT);

  /** The name of a run over one KPI is the KPI's, over several {@code kpi(one,other)}. */
  static LineageScope of(String pipeline) {
    String names = pipeline.replaceFirst("^kpi\\((.*)\\)$", "$1");
    List<Kpi> kpis = new ArrayList<>();
    for (Kpi kpi : new Kpis(List.of()).all()) {
      if (names.equals(ALL) || Set.of(names.split(",")).contains(kpi.name())) {
        kpis.add(kpi);
      }
    }
    return new LineageScope(kpis, pipeline.equals(RAW_EVENTS));
  }

  /** The record types that it is about, in the order of the plan. */
  List<RecordType> types(TrackingPlan plan) {
    if (kpis.isEmpty()) {
      return plan.recordTypes();
    }
    Set<String> names = new LinkedHashSet<>();
    kpis.forEach(kpi -> names.addAll(kpi.recordTypes(plan)));
    return plan.recordTypes().stream().filter(type -> names.contains(type.name())).toList();
  }

  /**
   * The properties of a record type that a KPI reads, also to find whom a record concerns; at least
   * its name.
   */
  static Set<String> needed(Kpi kpi, RecordType type) {
    Set<String> needed = new TreeSet<>(kpi.needs().getOrDefault(type.name(), Set.of()));
    needed.addAll(Kpis.guests(List.of(kpi)).needs().getOrDefault(type.name(), Set.of()));
    if (needed.isEmpty()) {
      needed.add(type.kind().nameProperty()); // that there is a record counts
    }
    return needed;
  }

  /** The properties that decide in which row a record counts, and whether it does. */
  static List<String> deciding(RecordType type) {
    List<String> deciding = new ArrayList<>(List.of(type.eventTimeProperty()));
    ALWAYS.stream().filter(type::has).map(Role::property).forEach(deciding::add);
    return deciding;
  }
}
