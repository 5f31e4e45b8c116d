package com.skillforge.analytics.report;

import com.skillforge.analytics.status.Finding;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that stands on the page, as texts and coordinates; the template decides nothing.
 *
 * @param lead whose figures they are, and up to when
 * @param moved what has changed, in a sentence
 */
record Page(
    String title,
    String lead,
    String moved,
    List<KpiSection> kpis,
    List<DataSection> data,
    String footer) {

  /** Makes the page of what was read. */
  static Page of(
      Review review,
      List<Finding> findings,
      Function<Restated, String> causes,
      Function<KpiReview, List<String>> checks) {
    ReportQuestion question = review.question();
    List<KpiSection> kpis =
        review.kpis().stream().map(kpi -> KpiSection.of(kpi, causes, checks)).toList();
    return new Page(
        "KPI review, " + Numbers.date(review.asOf().minusMillis(1)),
        question.environment()
            + ", "
            + question
                .tenant()
                .orElseGet(() -> Numbers.count(review.tenants(), "institution", "institutions"))
            + ", as of "
            + Numbers.instant(review.asOf()),
        moved(kpis),
        kpis,
        DataSection.all(review, findings),
        "Weeks begin on Monday, days at 00:00 UTC. n is of how many units a value is; a unit whose"
            + " observation window is open is pending and in neither part of the value. pp are"
            + " percentage points. The page shows what readers of the marts may see, small groups"
            + " too: it is not for advisors, who have the views for_advisors.");
  }

  private static String moved(List<KpiSection> kpis) {
    String sentences =
        Stream.of(went(kpis, Change.UP, "Up"), went(kpis, Change.DOWN, "Down"))
            .filter(sentence -> !sentence.isEmpty())
            .collect(Collectors.joining(" "));
    return sentences.isEmpty() ? "Nothing has changed against the period before." : sentences;
  }

  private static String went(List<KpiSection> kpis, String direction, String word) {
    List<String> titles =
        kpis.stream()
            .filter(kpi -> kpi.headline().went(direction))
            .map(kpi -> withinSentence(kpi.title()))
            .toList();
    return titles.isEmpty() ? "" : word + ": " + String.join(", ", titles) + ".";
  }

  /** Without the capital of its first word, unless that is a name. */
  private static String withinSentence(String title) {
    return title.length() > 1 && Character.isLowerCase(title.charAt(1))
        ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)
        : title;
  }
}
