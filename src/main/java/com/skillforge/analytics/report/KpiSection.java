package com.skillforge.analytics.report;

import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.report.KpiReview.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the page has of one KPI.
 *
 * @param id its anchor
 * @param definition what it counts
 * @param headline one line for the summary
 * @param notes what a reader should know of the figure
 * @param charts its trends
 * @param cuts its parts, as tables
 * @param restatements what was final once; empty where nothing was restated
 * @param checks commands with which the figure can be checked
 */
record KpiSection(
    String id,
    String title,
    String definition,
    SummaryLine headline,
    List<String> notes,
    List<Chart> charts,
    List<Table> cuts,
    Table restatements,
    List<String> checks) {
  /** Whether there are commands. */
  boolean checkable() {
    return !checks.isEmpty();
  }

  static final String VALUE = "Value";

  /** So many parts are listed; one page for three hundred institutions stays one page. */
  private static final int PARTS = 25;

  /** Of so many restatements the causes are looked for. */
  private static final int CAUSES = 3;

  private static final int RESTATEMENTS = 10;

  /**
   * Puts it together.
   *
   * @param causes says why a figure was restated; empty where that cannot be said
   * @param checks commands with which a figure can be checked
   */
  static KpiSection of(
      KpiReview kpi, Function<Restated, String> causes, Function<KpiReview, List<String>> checks) {
    Caption caption = kpi.caption();
    return new KpiSection(
        caption.name(),
        caption.title(),
        caption.meaning(),
        SummaryLine.of(kpi),
        notes(kpi),
        charts(kpi),
        Stream.of(
                table("By persona", "Persona", kpi, kpi.personas()),
                table("By " + caption.cut(), capital(caption.cut()), kpi, kpi.parts()),
                table("By institution", "Institution", kpi, kpi.tenants()))
            .filter(table -> !table.empty())
            .toList(),
        restatements(kpi, causes),
        checks.apply(kpi));
  }

  private static String capital(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static List<String> notes(KpiReview kpi) {
    List<String> notes = new ArrayList<>();
    Optional<Point> headline = kpi.headline();
    if (headline.isEmpty()) {
      notes.add("There is no row of this KPI up to the as-of of this page.");
      return notes;
    }
    Point point = headline.get();
    kpi.extent()
        .flatMap(Extent::tenant)
        .ifPresent(
            tenant ->
                notes.add(
                    "Of "
                        + tenant
                        + ", the institution with the most "
                        + kpi.caption().units()
                        + ": medians do not add up, the others stand in the table below."));
    if (point.sums().pending() > 0) {
      notes.add(
          Numbers.count(point.sums().pending())
              + " pending: they are in neither part of the value until their window has closed.");
    }
    long later = kpi.trends().map(trends -> trends.pendingAfter(point)).orElse(0L);
    if (later > 0) {
      notes.add(
          "Newer weeks have "
              + Numbers.count(later)
              + " pending; the value is that of the newest week that nothing can change any more.");
    }
    if (point.sums().excluded() > 0) {
      notes.add(
          Numbers.count(point.sums().excluded())
              + " left out because of an opt-out: whoever cannot be seen has not failed.");
    }
    kpi.trends()
        .filter(trends -> trends.grain() == PeriodGrain.WEEK && trends.days().isEmpty())
        .ifPresent(
            trends ->
                notes.add(
                    trends.daily()
                        ? "There was nothing to count in the last 7 days."
                        : "It is counted by week: the last 7 days are the newest point."));
    return notes;
  }

  private static List<Chart> charts(KpiReview kpi) {
    if (kpi.trends().isEmpty()) {
      return List.of();
    }
    Trends trends = kpi.trends().get();
    List<Chart> charts = new ArrayList<>();
    String name = kpi.caption().name();
    String periods =
        switch (trends.grain()) {
          case TERM -> "Terms";
          case MONTH -> "Months";
          default -> "Weeks";
        };
    Chart.of(name + "-periods", periods, trends.periods()).ifPresent(charts::add);
    Chart.of(name + "-days", "The last 7 days", trends.days()).ifPresent(charts::add);
    return charts;
  }

  private static Table table(String caption, String first, KpiReview kpi, List<Part> parts) {
    boolean units = kpi.caption().hasUnits();
    boolean pending = parts.stream().anyMatch(part -> part.point().sums().pending() > 0);
    Table.Builder table = Table.of(caption, first).numbers(VALUE);
    if (units) {
      table.numbers("n (" + kpi.caption().units() + ")");
    }
    if (pending) {
      table.numbers("Pending").numbers("Can still become");
    }
    kpi.headline().ifPresent(point -> table.note(point.period()));
    for (Part part : parts.subList(0, Math.min(PARTS, parts.size()))) {
      Point point = part.point();
      List<String> cells = new ArrayList<>();
      cells.add(point.text());
      if (units) {
        cells.add(point.units());
      }
      if (pending) {
        cells.add(Numbers.count(point.sums().pending()));
        cells.add(point.possibleText());
      }
      table.row(part.label(), cells.toArray(String[]::new));
    }
    if (parts.size() > PARTS) {
      table.note(
          "The largest " + PARTS + " of " + Numbers.count(parts.size()) + "; --tenant names one.");
    }
    return table.build();
  }

  private static Table restatements(KpiReview kpi, Function<Restated, String> causes) {
    Table.Builder table =
        Table.of("Restated after it was final", "Period")
            .texts("Institution")
            .numbers("Was")
            .numbers("Is")
            .texts("As of")
            .texts("Cause");
    List<Restated> all = kpi.restated();
    Unit unit = kpi.caption().unit();
    for (Restated each : all.subList(0, Math.min(RESTATEMENTS, all.size()))) {
      table.row(
          Numbers.days(each.start(), each.end()),
          each.key().tenantId(),
          Numbers.value(unit, each.before()),
          Numbers.value(unit, each.after()),
          Numbers.instant(each.asOfAfter()),
          table.size() < CAUSES ? causes.apply(each) : "kpi.sh why tells");
    }
    if (all.size() > RESTATEMENTS) {
      table.note("The newest " + RESTATEMENTS + " of " + Numbers.count(all.size()) + ".");
    }
    return table.build();
  }

  /** Whether a figure can still change, in a word or two. */
  static String state(Point point) {
    if (point.sums().rows() == 0) {
      return "no row";
    }
    return point.isSettled() || (point.sums().isFinal() && point.sums().pending() == 0)
        ? "settled"
        : point.sums().pending() > 0 ? "pending" : "not over";
  }
}
