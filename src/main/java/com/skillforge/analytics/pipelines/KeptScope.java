package com.skillforge.analytics.pipelines;

import com.skillforge.analytics.kpi.Kpi;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.ops.Version;
import com.skillforge.analytics.plan.TrackingPlan;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether contributions that an earlier run has kept are of the same computation. */
final class KeptScope {
  /** Rises when what is kept changes its form. */
  private static final int FORMAT = 4;

  private KeptScope() {}

  /** The names of KPIs as a run that keeps contributions notes them. */
  static String names(List<Kpi> kpis) {
    return kpis.stream().map(Kpi::name).sorted().collect(Collectors.joining(","));
  }

  /**
   * A digest of all that contributions depend on beside records, see {@link KeptRun#scope}: the
   * release, the definitions, the tracking plan with its topics, the terms.
   */
  static String of(List<Kpi> kpis, TrackingPlan plan, List<Term> terms) {
    String definitions =
        kpis.stream()
            .map(kpi -> kpi.name() + " " + kpi.definitionVersion())
            .sorted()
            .collect(Collectors.joining(","));
    String types =
        plan.recordTypes().stream()
            .map(type -> type.name() + type.kind() + type.behaviour() + type.properties())
            .collect(Collectors.joining(","));
    String topics =
        plan.topics().stream()
            // A set's own order is another one in every process.
            .map(topic -> topic.name() + new TreeSet<>(topic.recordTypes()))
            .collect(Collectors.joining(","));
    String known =
        terms.stream()
            .sorted(Comparator.comparing(Term::tenantId).thenComparing(Term::termId))
            .map(Term::toString)
            .collect(Collectors.joining(","));
    String all =
        String.join("|", "" + FORMAT, Version.current(), definitions, types, topics, known);
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
