package com.skillforge.analytics.report;

import com.skillforge.analytics.io.compare.EventParity.Line;
import com.skillforge.analytics.io.rows.Freshness;
import com.skillforge.analytics.status.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the page says of the data behind the KPIs.
 *
 * @param id its anchor
 * @param value in a few words, for the summary
 * @param target what the product document asks for, or a dash
 * @param verdict whether that is met
 * @param notes sentences
 */
record DataSection(
    String id,
    String title,
    String value,
    String target,
    Verdict verdict,
    List<String> notes,
    List<Table> tables) {
  /** The product document: the newest raw event is less than an hour old. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final String RAW = "raw_events";

  /** All of them, in the order of the review's agenda. */
  static List<DataSection> all(Review review, List<Finding> findings) {
    return List.of(baseline(review), rejects(review), freshness(review), coverage(findings));
  }

  private static DataSection baseline(Review review) {
    Baseline baseline = review.baseline();
    String here = review.question().environment();
    String there = review.question().baseline();
    String title = here + " beside the baseline " + there;
    if (!baseline.isThere()) {
      return new DataSection(
          "baseline",
          title,
          "nothing to compare",
          within(),
          Verdict.NONE,
          List.of("This warehouse has no records and no figures of " + there + "."),
          List.of());
    }
    Optional<Line> all = baseline.allEvents();
    return new DataSection(
        "baseline",
        title,
        all.map(line -> "differ by " + Numbers.percent(line.difference())).orElse("no events"),
        within(),
        all.map(line -> Verdict.of(line.difference() <= Baseline.TOLERANCE)).orElse(Verdict.NONE),
        List.of(
            "Events are those of "
                + Numbers.date(baseline.day().from())
                + ", the last day. In metrics the baseline is called _"
                + there
                + "_baseline."),
        List.of(figures(review), events(review)));
  }

  private static String within() {
    return "within " + Numbers.percent(Baseline.TOLERANCE);
  }

  private static Table figures(Review review) {
    Table.Builder table =
        Table.of("The same periods", "KPI")
            .texts("Period")
            .numbers(review.question().environment())
            .numbers(review.question().baseline());
    for (KpiReview kpi : review.kpis()) {
      Point other = review.baseline().figures().get(kpi.caption().name());
      if (other != null && kpi.headline().isPresent()) {
        Point own = kpi.headline().get();
        table.row(kpi.caption().title(), own.period(), withUnits(own), withUnits(other));
      }
    }
    return table.build();
  }

  private static String withUnits(Point point) {
    return point.caption().hasUnits()
        ? point.text() + " (n\u00a0=\u00a0" + point.units() + ")"
        : point.text();
  }

  private static Table events(Review review) {
    Table.Builder table =
        Table.of("Events of the day", "Event")
            .numbers(review.question().environment())
            .numbers(review.question().baseline())
            .numbers("Difference")
            .texts("Verdict");
    for (Line line : review.baseline().events()) {
      table.row(
          line.event(),
          Numbers.count(line.left()),
          Numbers.count(line.right()),
          Numbers.percent(line.difference()),
          line.verdict().toString());
    }
    return table.build();
  }

  private static DataSection rejects(Review review) {
    Rejects rejects = review.rejects();
    Table.Builder table =
        Table.of("Rejected records by code", "Code")
            .numbers("Last 7 days")
            .numbers("A year")
            .texts("What is wrong with them");
    rejects.codes().entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().year(), one.getValue().year()))
        .forEach(
            code ->
                table.row(
                    code.getKey(),
                    Numbers.count(code.getValue().week()),
                    Numbers.count(code.getValue().year()),
                    Rejects.meaning(code.getKey())));
    List<String> notes = new ArrayList<>();
    notes.add(
        Numbers.count(rejects.records(), "record", "records")
            + " rejected in a year; one that is wrong in several ways has several codes.");
    if (rejects.read() > 0) {
      notes.add(
          "Of "
              + Numbers.count(rejects.read())
              + " records that raw-events read in the last 100 days, "
              + Numbers.count(rejects.rejected())
              + " were rejected.");
    }
    return new DataSection(
        "rejects",
        "Rejected records",
        rejects.read() > 0
            ? Numbers.share(rejects.rejected(), rejects.read()) + " of what was read"
            : Numbers.count(rejects.records(), "record", "records"),
        Numbers.NONE,
        Verdict.NONE,
        notes,
        List.of(table.build()));
  }

  private static DataSection freshness(Review review) {
    Table.Builder table = Table.of("Newest event by dataset", "Dataset");
    table.texts("Newest event").numbers("Age");
    for (Freshness each : review.freshness()) {
      table.row(
          each.dataset(),
          Numbers.instant(each.newest()),
          Numbers.age(each.age(review.question().at())));
    }
    Optional<Duration> raw =
        review.freshness().stream()
            .filter(each -> each.dataset().equals(RAW))
            .map(each -> each.age(review.question().at()))
            .findFirst();
    return new DataSection(
        "freshness",
        "Freshness",
        raw.map(age -> RAW + " is " + Numbers.age(age) + " old").orElse("no raw events"),
        "less than " + Numbers.age(FRESH),
        raw.map(age -> Verdict.of(age.compareTo(FRESH) < 0)).orElse(Verdict.NONE),
        List.of("Ages are told for " + Numbers.instant(review.question().at()) + "."),
        List.of(table.build()));
  }

  private static DataSection coverage(List<Finding> findings) {
    Table.Builder wrong =
        Table.of("What is not as it should be", "Subject").texts("Reason").texts("What helps");
    Table.Builder all =
        Table.of("All checks", "Subject").texts("Area").texts("State").texts("What was seen");
    long failed = 0;
    for (Finding finding : findings) {
      boolean bad = finding.verdict() == Finding.Verdict.FAILED;
      if (bad) {
        failed++;
        wrong.row(finding.subject(), finding.detail(), finding.help());
      }
      all.row(
          finding.subject(),
          finding.area(),
          finding.verdict().name().toLowerCase(Locale.ROOT),
          finding.detail());
    }
    return new DataSection(
        "coverage",
        "Coverage",
        failed == 0
            ? Numbers.count(findings.size(), "check holds", "checks hold")
            : Numbers.count(failed) + " of " + Numbers.count(findings.size()) + " checks failed",
        "all hold",
        Verdict.of(failed == 0),
        List.of("What status.sh says: runs by their schedules, lost offsets, gates, the figures."),
        List.of(wrong.build(), all.build()));
  }
}
