package com.skillforge.analytics.report;

import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.report.KpiReview.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The headline periods of KPIs, cut by persona, dimension and institution.
 *
 * @param headlines by KPI
 */
record Parts(KpiCells cells, List<Extent> extents, Map<String, Point> headlines) {
  List<KpiReview> reviews(Map<String, Trends> trends, List<Restated> restated) {
    List<Extent> shown =
        extents.stream().filter(extent -> headlines.containsKey(extent.caption().name())).toList();
    Function<Extent, Point> period = extent -> headlines.get(extent.caption().name());
    List<Cell> personas = cells.byPersona(shown, period);
    List<Cell> dimensions = cells.byDimension(shown, period);
    List<Cell> tenants = cells.byTenant(shown, period);
    List<KpiReview> reviews = new ArrayList<>();
    for (Caption caption : Caption.all()) {
      reviews.add(
          new KpiReview(
              caption,
              extents.stream().filter(each -> each.caption().equals(caption)).findFirst(),
              Optional.ofNullable(trends.get(caption.name())),
              parts(caption, personas),
              parts(caption, dimensions),
              parts(caption, tenants),
              restated.stream().filter(each -> each.key().kpi().equals(caption.name())).toList()));
    }
    return reviews;
  }

  /** By label, the largest first: weeks of days, unless there are rows of weeks. */
  private List<Part> parts(Caption caption, List<Cell> all) {
    Map<String, List<Cell>> byLabel = new HashMap<>();
    all.stream()
        .filter(cell -> cell.kpi().equals(caption.name()))
        .forEach(cell -> byLabel.computeIfAbsent(cell.label(), key -> new ArrayList<>()).add(cell));
    Point headline = headlines.get(caption.name());
    List<Part> parts = new ArrayList<>();
    byLabel.forEach(
        (label, cells) -> {
          List<Cell> whole =
              cells.stream().filter(cell -> cell.grain() != PeriodGrain.DAY).toList();
          Sums sums =
              whole.isEmpty()
                  ? Trends.weeks(caption, cells).get(0).sums()
                  : whole.stream().map(Cell::sums).reduce(Sums::plus).orElseThrow();
          parts.add(
              new Part(label, new Point(caption, headline.start(), headline.end(), "", sums)));
        });
    parts.sort(
        Comparator.comparingDouble((Part part) -> -part.point().sums().denominator())
            .thenComparingDouble(part -> -part.point().sums().value())
            .thenComparing(Part::label));
    return parts;
  }
}
