package com.skillforge.analytics.report;

import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.io.rows.QueryableWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that a review shows from one warehouse. */
final class ReviewReader {
  private final QueryableWarehouse warehouse;
  private final ReportQuestion question;

  ReviewReader(QueryableWarehouse warehouse, ReportQuestion question) {
    this.warehouse = warehouse;
    this.question = question;
  }

  /**
   * Reads it.
   *
   * @throws com.skillforge.analytics.io.WarehouseException when the warehouse cannot be read
   */
  Review read() {
    KpiCells cells = new KpiCells(warehouse, question, question.environment());
    List<Extent.OfTenant> there = cells.extents();
    List<Extent> extents = extents(there);
    Instant asOf =
        extents.stream()
            .map(Extent::asOf)
            .max(Comparator.naturalOrder())
            .or(question::until)
            .orElse(question.at());
    Map<String, Trends> trends = trends(cells, extents, asOf);
    Map<String, Point> headlines = new HashMap<>();
    trends.forEach((kpi, all) -> all.headline().ifPresent(point -> headlines.put(kpi, point)));
    List<KpiReview> kpis =
        new Parts(cells, extents, headlines)
            .reviews(trends, Restated.read(warehouse, question, asOf));
    return new Review(
        question,
        asOf,
        Math.toIntExact(there.stream().map(Extent.OfTenant::tenant).distinct().count()),
        kpis,
        Baseline.read(warehouse, question, asOf, baseline(headlines)),
        Rejects.read(warehouse, question, asOf),
        Freshness.read(warehouse, TrackingPlan.builtIn()).stream()
            .filter(each -> each.environment().equals(question.environment()))
            .toList());
  }

  private static List<Extent> extents(List<Extent.OfTenant> there) {
    return Caption.all().stream().flatMap(caption -> Extent.of(caption, there).stream()).toList();
  }

  private Map<String, Trends> trends(KpiCells cells, List<Extent> extents, Instant asOf) {
    List<Cell> headlines = cells.headlines(extents, Trends.firstWeek(asOf, question.weeks()));
    Map<String, Trends> trends = new HashMap<>();
    for (Extent extent : extents) {
      trends.put(extent.caption().name(), Trends.of(extent, headlines, question.weeks()));
    }
    return trends;
  }

  /** The other environment's figures of the same periods. */
  private Map<String, Point> baseline(Map<String, Point> headlines) {
    KpiCells cells = new KpiCells(warehouse, question, question.baseline());
    List<Extent> extents = extents(cells.extents());
    Map<String, Point> figures = new HashMap<>();
    if (!extents.isEmpty() && !headlines.isEmpty()) {
      Instant first =
          headlines.values().stream()
              .map(Point::start)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      List<Cell> all = cells.headlines(extents, first);
      for (Extent extent : extents) {
        Optional.ofNullable(headlines.get(extent.caption().name()))
            .flatMap(
                point ->
                    Trends.of(extent, all, question.weeks()).periods().stream()
                        .filter(other -> other.start().equals(point.start()))
                        .filter(other -> other.sums().rows() > 0)
                        .findFirst())
            .ifPresent(point -> figures.put(extent.caption().name(), point));
      }
    }
    return figures;
  }
}
