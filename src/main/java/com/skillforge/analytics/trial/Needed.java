package com.skillforge.analytics.trial;

import com.skillforge.analytics.io.Erasure;
import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.kpi.Kpis;
import com.skillforge.analytics.model.Projection;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.FixedTables;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Table;
import com.skillforge.analytics.transforms.history.OptOutIntervals;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a warehouse has to be in a copy on which records are stored and KPIs are computed: of the
 * records that come all that is there, of others what those KPIs read that read such records.
 *
 * @param kpis the KPIs that may change; {@code all}, or none
 * @param whole the record types of which everything is needed; empty when that is all of them
 * @param others of other record types that are needed, these properties
 * @param types the record types that are needed
 */
public record Needed(
    List<String> kpis, Optional<Set<String>> whole, Projection others, Set<String> types) {
  /** Of no use to a run that is tried. */
  private static final Set<Table> NEVER =
      Set.of(
          FixedTables.KPI_CONTRIBUTIONS, FixedTables.KPI_CONTRIBUTION_RUNS, FixedTables.RUN_COUNTS);

  /** What earlier runs have noted for people: nothing that a run looks at. */
  private static final Set<Table> NOTES =
      Set.of(
          FixedTables.DUPLICATE_RECORDS,
          FixedTables.QUALITY_CHECKS,
          FixedTables.IDENTITY_LINK_CHANGES,
          FixedTables.KPI_CONTRIBUTION_REMOVALS);

  /** Everything but what runs keep to spare themselves work. */
  public static final Needed EVERYTHING =
      new Needed(List.of("all"), Optional.empty(), Projection.EVERYTHING, Set.of());

  /** Opt-outs and requests for erasure change what there is of other types. */
  private static final Set<String> CONCERNS_ALL =
      Set.of(OptOutIntervals.RECORD_TYPE, Erasure.RECORD_TYPE);

  public Needed {
    kpis = List.copyOf(kpis);
    whole = whole.map(Set::copyOf);
    types = Set.copyOf(types);
  }

  /**
   * What is needed where records of some types come.
   *
   * @param come the types; those that the plan does not know are never stored
   */
  public static Needed whereRecordsCome(Set<String> come, TrackingPlan plan) {
    if (come.stream().anyMatch(CONCERNS_ALL::contains)) {
      return EVERYTHING;
    }
    List<Kpi> kpis =
        new Kpis(List.of())
            .all().stream()
                .filter(kpi -> kpi.recordTypes(plan).stream().anyMatch(come::contains))
                .toList();
    Set<String> types = new TreeSet<>(come);
    kpis.forEach(kpi -> types.addAll(kpi.recordTypes(plan)));
    types.addAll(CONCERNS_ALL);
    Set<String> whole = new HashSet<>(come);
    whole.addAll(CONCERNS_ALL);
    return new Needed(
        kpis.stream().map(Kpi::name).toList(),
        Optional.of(whole),
        Kpis.projection(kpis).withIdentity(),
        types);
  }

  /** Whether rows of a table are needed that holds no records. */
  boolean includes(Table table) {
    return !NEVER.contains(table) && (whole.isEmpty() || !NOTES.contains(table));
  }

  /** Whether records of a type are needed. */
  boolean includes(RawTable raw) {
    return whole.isEmpty() || types.contains(raw.type().name());
  }

  /** Whether a column of a raw table is needed where its records are. */
  boolean includes(RawTable raw, String column) {
    RecordType type = raw.type();
    if (whole.map(all -> all.contains(type.name())).orElse(true)) {
      return true;
    }
    boolean[] reads = others.reads(type);
    for (int i = 0; i < reads.length; i++) {
      if (type.properties().get(i).name().equals(column)) {
        return reads[i];
      }
    }
    return true; // what pipelines know of a record
  }
}
