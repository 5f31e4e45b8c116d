package com.skillforge.analytics.report;

import java.util.List;
import java.util.Optional;

/**
 * All that is shown of a KPI.
 *
 * @param extent what there is; empty where there is no row
 * @param trends over time
 * @param personas the headline period by persona
 * @param parts the headline period by the KPI's dimension
 * @param tenants the headline period by institution
 * @param restated its figures that were final once, the newest first
 */
record KpiReview(
    Caption caption,
    Optional<Extent> extent,
    Optional<Trends> trends,
    List<Part> personas,
    List<Part> parts,
    List<Part> tenants,
    List<Restated> restated) {

  /** A part of the headline period. */
  record Part(String label, Point point) {}

  Optional<Point> headline() {
    return trends.flatMap(Trends::headline);
  }

  /** The period with which the headline is compared. */
  Optional<Point> before() {
    return headline().flatMap(point -> trends.flatMap(all -> all.before(point)));
  }
}
