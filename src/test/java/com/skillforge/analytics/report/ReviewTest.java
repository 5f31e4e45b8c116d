package com.skillforge.analytics.report;

import static com.skillforge.analytics.report.ReviewFixture.AS_OF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.report.KpiReview.Part;
import com.skillforge.analytics.report.ReviewFixture.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a review says of warehouses of many shapes. */
class ReviewTest {
  @TempDir Path directory;
  private ReviewFixture warehouse;

  @BeforeEach
  void open() {
    warehouse = new ReviewFixture(directory.resolve("w.duckdb"));
  }

  private static String headline(KpiReview kpi) {
    return kpi.headline().map(point -> point.text() + ", " + point.period()).orElse("none");
  }

  @Test
  void anEmptyWarehouseIsAPageThatSaysSo() {
    Review review = warehouse.review();
    assertThat(review.kpis()).hasSize(9).allMatch(kpi -> kpi.headline().isEmpty());
    assertThat(warehouse.html())
        .contains("There is no row of this KPI")
        .contains("has no records and no figures of staging")
        .contains("0\u00a0institutions")
        .doesNotContain("<figure>");
  }

  @Test
  void institutionsAndDaysAddUp() {
    warehouse.write(
        Row.of("onboarding_completion").day("2026-05-18").tenant("north").ratio(3, 10),
        Row.of("onboarding_completion").day("2026-05-20").tenant("north").ratio(5, 5),
        Row.of("onboarding_completion").day("2026-05-20").tenant("south").ratio(2, 5),
        Row.of("onboarding_completion").day("2026-05-13").tenant("south").ratio(40, 80));

    KpiReview kpi = warehouse.kpi("onboarding_completion");

    assertThat(headline(kpi)).isEqualTo("50.0\u00a0%, 18 May – 24 May 2026");
    assertThat(kpi.headline().orElseThrow().unitsText()).isEqualTo("n\u00a0=\u00a020 accounts");
    assertThat(kpi.before().orElseThrow().period()).isEqualTo("11 May – 17 May 2026");
    assertThat(kpi.tenants()).extracting(Part::label).containsExactly("north", "south");
    assertThat(kpi.tenants())
        .extracting(part -> part.point().text())
        .containsExactly("53.3\u00a0%", "2 of 5");
    assertThat(kpi.trends().orElseThrow().days())
        .as("a day without a row is a gap, but none before the first")
        .extracting(Point::value)
        .containsExactly(0.3, null, 0.7, null, null, null, null);
  }

  @Test
  void whoIsLookedAtEachDayIsNotCountedSevenTimes() {
    warehouse.write(
        Row.of("advisee_activation").day("2026-05-23").ratio(10, 40),
        Row.of("advisee_activation").day("2026-05-24").ratio(30, 40),
        Row.of("advisee_activation")
            .day("2026-05-24")
            .dimension("advisor_id", "adv_1")
            .ratio(12, 16),
        Row.of("advisee_activation")
            .day("2026-05-23")
            .dimension("advisor_id", "adv_1")
            .ratio(1, 16));

    KpiReview kpi = warehouse.kpi("advisee_activation");

    assertThat(headline(kpi)).startsWith("75.0\u00a0%");
    assertThat(kpi.headline().orElseThrow().units()).isEqualTo("40");
    assertThat(kpi.parts()).extracting(part -> part.point().text()).containsExactly("75.0\u00a0%");
  }

  @Test
  void mediansAreOfTheInstitutionWithTheMostSessions() {
    warehouse.write(
        Row.of("planner_engagement").week("2026-05-18").tenant("small").value(90, 3),
        Row.of("planner_engagement").week("2026-05-18").tenant("large").value(7.25, 300),
        Row.of("planner_engagement").day("2026-05-18").tenant("large").value(1, 300));

    KpiReview kpi = warehouse.kpi("planner_engagement");

    assertThat(headline(kpi)).isEqualTo("7.3\u00a0min, 18 May – 24 May 2026");
    assertThat(kpi.extent().orElseThrow().tenant()).contains("large");
    assertThat(kpi.tenants())
        .extracting(part -> part.label() + " " + part.point().text())
        .containsExactly("large 7.3\u00a0min", "small 90.0\u00a0min");
  }

  @Test
  void aSettledWeekGoesBeforeANewerOneThatIsPending() {
    warehouse.write(
        Row.of("resume_conversion").day("2026-05-04").ratio(12, 40),
        Row.of("resume_conversion")
            .day("2026-05-18")
            .ratio(1, 2)
            .pending(2)
            .measures("{\"pending_converted\": 1}"));

    KpiReview kpi = warehouse.kpi("resume_conversion");

    assertThat(headline(kpi)).isEqualTo("30.0\u00a0%, 4 May – 10 May 2026");
    assertThat(kpi.trends().orElseThrow().pendingAfter(kpi.headline().orElseThrow())).isEqualTo(2);
    Point pending = kpi.trends().orElseThrow().periods().get(2);
    assertThat(pending.possible().orElseThrow().low()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(pending.possible().orElseThrow().high()).isEqualTo(0.75);
  }

  @Test
  void whereAllIsPendingThereIsNoValueButARange() {
    warehouse.write(Row.of("onboarding_completion").day("2026-05-24").ratio(0, 0).pending(12));

    KpiReview kpi = warehouse.kpi("onboarding_completion");

    assertThat(headline(kpi)).isEqualTo("–, 18 May – 24 May 2026");
    assertThat(kpi.headline().orElseThrow().possibleText()).isEqualTo("0.0\u00a0% to 100.0\u00a0%");
    assertThat(warehouse.html()).contains("12 pending");
  }

  @Test
  void aFallIsShownAsOne() {
    warehouse.write(
        Row.of("readiness_delta")
            .period("term", "2025-09-01", 120)
            .dimension("term_id", "fall-2025")
            .ratio(50, 10),
        Row.of("readiness_delta")
            .period("term", "2026-01-12", 119)
            .dimension("term_id", "spring-2026")
            .ratio(-35, 10));

    KpiReview kpi = warehouse.kpi("readiness_delta");
    Chart chart = Chart.of("id", "Terms", kpi.trends().orElseThrow().periods()).orElseThrow();

    assertThat(headline(kpi)).isEqualTo("\u22123.5\u00a0points, spring-2026");
    assertThat(kpi.trends().orElseThrow().grain()).isEqualTo(PeriodGrain.TERM);
    assertThat(chart.lines()).filteredOn(Chart.Line::zero).hasSize(1);
    assertThat(chart.lines().get(0).label()).startsWith("\u2212");
  }

  @Test
  void ofFiveYearsTheLastWeeksAreDrawn() {
    List<Row> rows = new ArrayList<>();
    LocalDate last = LocalDate.of(2026, 5, 18);
    for (int week = 0; week < 260; week++) {
      rows.add(
          Row.of("weekly_active_users")
              .week(last.minusWeeks(week).toString())
              .value(1000 - week, 0));
    }
    warehouse.write(rows);

    KpiReview kpi = warehouse.kpi("weekly_active_users");

    assertThat(kpi.trends().orElseThrow().periods())
        .hasSize(12)
        .extracting(Point::text)
        .startsWith("989")
        .endsWith("1,000");
    assertThat(kpi.trends().orElseThrow().days()).isEmpty();
  }

  @Test
  void threeHundredInstitutionsAreOnePage() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(Row.of("plan_adherence").week("2026-05-18").tenant("tenant-" + i).ratio(i, 2.0 * i));
    }
    warehouse.write(rows);

    assertThat(headline(warehouse.kpi("plan_adherence"))).startsWith("50.0\u00a0%");
    assertThat(warehouse.html())
        .contains("300\u00a0institutions", "The largest 25 of 300", "tenant-299")
        .doesNotContain("tenant-100")
        .hasSizeLessThan(200_000);
  }

  @Test
  void theNewestRowCountsUpToTheTimeThatIsAskedFor() {
    Instant before = AS_OF.minus(Duration.ofDays(7));
    warehouse.write(
        Row.of("plan_adherence").week("2026-05-11").asOf(before).ratio(10, 20),
        Row.of("plan_adherence").week("2026-05-11").ratio(15, 20));

    assertThat(headline(warehouse.kpi("plan_adherence"))).startsWith("75.0\u00a0%");
    assertThat(warehouse.kpi("plan_adherence").restated())
        .extracting(Restated::before, Restated::after)
        .containsExactly(org.assertj.core.api.Assertions.tuple(0.5, 0.75));
    Review then = warehouse.review(ReviewFixture.until(before));
    assertThat(then.asOf()).isEqualTo(before);
    assertThat(then.kpis().get(2).headline().orElseThrow().value()).isEqualTo(0.5);
    assertThat(then.kpis().get(2).restated()).isEmpty();
  }

  @Test
  void theBaselineStandsBesideTheSamePeriod() {
    warehouse.write(
        Row.of("plan_adherence").week("2026-05-18").ratio(15, 20),
        Row.of("plan_adherence").week("2026-05-18").environment("staging").ratio(1, 2));

    assertThat(warehouse.html())
        .contains("75.0\u00a0% (n\u00a0&#x3D;\u00a020)", "1 of 2 (n\u00a0&#x3D;\u00a02)");
    assertThat(warehouse.review().tenants()).isEqualTo(1);
  }

  @Test
  void namesCannotBreakThePage() {
    warehouse.write(
        Row.of("plan_adherence")
            .week("2026-05-18")
            .tenant("<script>alert('x')</script>\"&")
            .ratio(15, 20),
        Row.of("plan_adherence").week("2026-05-18").persona("</td>").ratio(1, 20));

    assertThat(warehouse.html())
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;")
        .as("and cannot do anything in a shell to which a command is copied")
        .contains("--tenant&#x3D;&#39;&lt;script&gt;alert(&#39;\\&#39;&#39;x&#39;\\&#39;&#39;)")
        .doesNotContain("<script", "</td></th>");
  }

  @Test
  void rejectsAreCountedByCode() {
    warehouse
        .warehouse()
        .execute(
            """
            INSERT INTO dead_letters (environment, error_codes, record_timestamp, dead_lettered_at)
            VALUES ('prod', ['BAD_FORMAT', 'RAW_PII'], TIMESTAMP '2026-05-24', TIMESTAMP '2026-05-24'),
              ('prod', ['RAW_PII'], TIMESTAMP '2026-05-01', TIMESTAMP '2026-05-24'),
              ('staging', ['RAW_PII'], TIMESTAMP '2026-05-24', TIMESTAMP '2026-05-24')
            """);

    Rejects rejects = warehouse.review().rejects();

    assertThat(rejects.records()).isEqualTo(2);
    assertThat(rejects.codes())
        .containsEntry("BAD_FORMAT", new Rejects.Count(1, 1))
        .containsEntry("RAW_PII", new Rejects.Count(1, 2));
    assertThat(warehouse.html()).contains("An e-mail address or a phone number in clear.");
  }
}
