package com.skillforge.analytics.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What there is of a KPI.
 *
 * @param version the newest version of its definition
 * @param asOf the newest as-of of its rows
 * @param tenant the institution that it is of, where rows of several do not add up; else empty
 * @param tenants how many institutions there are
 */
record Extent(Caption caption, int version, Instant asOf, Optional<String> tenant, int tenants) {

  /** What there is of one institution. */
  record OfTenant(String kpi, String tenant, int version, Instant asOf, double units) {}

  /** Of all that there is; empty where there is nothing. */
  static Optional<Extent> of(Caption caption, List<OfTenant> all) {
    List<OfTenant> own = all.stream().filter(each -> each.kpi().equals(caption.name())).toList();
    Optional<OfTenant> largest =
        own.stream()
            .max(
                Comparator.comparingDouble(OfTenant::units)
                    .thenComparing(OfTenant::tenant, Comparator.reverseOrder()));
    return largest.map(
        most ->
            new Extent(
                caption,
                own.stream().mapToInt(OfTenant::version).max().orElseThrow(),
                own.stream().map(OfTenant::asOf).max(Comparator.naturalOrder()).orElseThrow(),
                caption.addsUp() || own.size() == 1 ? Optional.empty() : Optional.of(most.tenant()),
                own.size()));
  }
}
