package com.skillforge.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.report.ReviewFixture.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** A page in a real browser: whatever the window, the light, the eyes or the hands. */
class ReportPageIT {
  private static final Path PICTURES = Path.of("target/report-pictures");
  private static final int DESK = 1280;

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open(@TempDir Path directory) throws IOException {
    ReviewFixture warehouse = new ReviewFixture(directory.resolve("w.duckdb")).write(rows());
    warehouse
        .warehouse()
        .execute(
            """
            INSERT INTO dead_letters (environment, error_codes, record_timestamp, dead_lettered_at)
            VALUES ('prod', ['RAW_PII'], TIMESTAMP '2026-05-24', TIMESTAMP '2026-05-24')
            """);
    page = directory.resolve("report.html");
    Files.writeString(page, warehouse.html());
    browser = Browser.open(page);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Three institutions over twelve weeks: pending, restated, few, with a name that is no name. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<String> tenants = List.of("north", "south", "<script>document.title='broken'</script>");
    for (int week = 0; week < 12; week++) {
      String monday = LocalDate.of(2026, 3, 2).plusWeeks(week).toString();
      for (int i = 0; i < tenants.size(); i++) {
        String tenant = tenants.get(i);
        int size = 100 * (i + 1) + 7 * week;
        rows.add(Row.of("weekly_active_users").week(monday).tenant(tenant).value(size, 0));
        rows.add(Row.of("plan_adherence").week(monday).tenant(tenant).ratio(size * 0.6, size));
        rows.add(
            Row.of("planner_engagement").week(monday).tenant(tenant).value(5 + week % 4, size));
        rows.add(
            Row.of("onboarding_completion").day(monday).tenant(tenant).ratio(size / 2.0, size));
        rows.add(
            Row.of("resume_conversion")
                .day(monday)
                .tenant(tenant)
                .ratio(week > 9 ? 0 : size * 0.4, week > 9 ? 0 : size)
                .pending(week > 9 ? size : 0)
                .measures("{\"pending_converted\": 20}"));
        rows.add(
            Row.of("intervention_effectiveness")
                .day(monday)
                .tenant(tenant)
                .ratio(week - 4, 20)
                .pending(week > 8 ? 3 : 0)
                .measures("{\"pending_low_before\": 9, \"pending_not_low_before\": 9}"));
      }
    }
    for (String persona : List.of("student", "career_changer")) {
      rows.add(Row.of("plan_adherence").week("2026-05-18").persona(persona).ratio(30, 60));
    }
    rows.add(
        Row.of("plan_adherence")
            .week("2026-05-04")
            .asOf(ReviewFixture.AS_OF.minusSeconds(7 * 86_400))
            .ratio(1, 100));
    rows.add(Row.of("plan_adherence").week("2026-05-18").environment("staging").ratio(30, 60));
    for (int day = 18; day < 25; day++) {
      rows.add(Row.of("advisee_activation").day("2026-05-" + day).ratio(1_230 + day, 1_375));
    }
    rows.add(
        Row.of("readiness_delta")
            .period("term", "2026-01-12", 119)
            .dimension("term_id", "spring-2026")
            .ratio(19_428, 1_619));
    rows.add(Row.of("data_freshness").period("month", "2026-03-01", 31).ratio(1, 2));
    rows.add(Row.of("data_freshness").period("month", "2026-04-01", 30).ratio(2, 2));
    return rows;
  }

  @Test
  void itAsksForNothingAndRunsNoScript() throws IOException {
    assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file:"));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.ask("document.title")).isEqualTo("KPI review, 24 May 2026");
    assertThat(browser.ask("document.scripts.length")).isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({
    // What is folded is opened in each light and each width once.
    "360, false, false",
    "360, true, true",
    "1280, false, true",
    "1280, true, false"
  })
  void everybodyCanReadIt(int width, boolean dark, boolean open) throws IOException {
    browser.show(width, dark);
    browser.run(
        "document.querySelectorAll('details').forEach(each => { each.dataset.was = each.open;"
            + " each.open ||= arguments[0] })",
        open);
    browser.picture(PICTURES.resolve(width + (dark ? "-dark" : "-light") + ".png"));

    assertThat(browser.findings()).isEmpty();
    assertThat((Long) browser.ask("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);

    browser.run(
        "document.querySelectorAll('details').forEach(each => each.open = each.dataset.was =="
            + " 'true')");
  }

  @Test
  void nothingIsToldByColourAlone() throws IOException {
    browser.show(DESK, false);
    browser.seeAs("achromatopsia");
    browser.picture(PICTURES.resolve("without-colours.png"));
    browser.seeAs("none");

    assertThat(
            browser.ask(
                "[...document.querySelectorAll('.verdict')].every(each => !each.textContent.trim()"
                    + " || /^[✓✕] (not )?met$/.test(each.textContent.trim()))"))
        .isEqualTo(true);
    assertThat(
            browser.ask(
                "[...document.querySelectorAll('figure')].every(each => each.querySelector('title')"
                    + " && each.querySelector('desc') && each.querySelector('table'))"))
        .isEqualTo(true);
  }

  @Test
  void theKeyboardReachesEverything() {
    browser.show(DESK, false);
    browser.run("window.scrollTo(0, 0); document.activeElement.blur()");
    long stops =
        (Long)
            browser.ask(
                "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
                    + ".filter(each => each.checkVisibility()).length");
    Set<Object> reached = new HashSet<>();
    browser.run(
        "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')]"
            + ".forEach((each, i) => each.dataset.stop = i)");
    for (int i = 0; i < stops; i++) {
      browser.press(Keys.TAB);
      Object stop = browser.ask("document.activeElement.dataset.stop");
      if (i == 0) {
        assertThat(browser.ask("document.activeElement.textContent"))
            .isEqualTo("Skip to the summary");
      }
      reached.add(stop);
    }
    assertThat(reached).hasSize((int) stops).doesNotContainNull();
  }

  /** The picture of the README, of a page that the demo has written. */
  @Test
  @EnabledIfSystemProperty(named = "picture", matches = ".+")
  void itsBeginningMakesAPicture() throws IOException {
    Path picture = Path.of("docs/images/report.png");
    browser.show(860, false);
    browser.go(Path.of(System.getProperty("picture")).toAbsolutePath());
    browser.run(
        "document.querySelectorAll('.kpi').forEach(each => each.hidden = each.id !="
            + " 'plan_adherence');document.querySelectorAll('details').forEach(each => each.hidden"
            + " = true)");
    long end =
        (Long)
            browser.ask(
                "Math.round(document.querySelector('#plan_adherence').getBoundingClientRect().bottom)");
    browser.picture(picture, end, 0.7);
    browser.go(page);

    assertThat(Files.size(picture)).isBetween(10_000L, 150_000L);
  }

  @Test
  void theSummaryIsOneSheet() {
    int all = browser.sheets();
    browser.run(
        "document.querySelectorAll('main > section').forEach(each => each.hidden = each.id !="
            + " 'summary')");
    browser.run("document.querySelector('footer').hidden = true");

    assertThat(browser.sheets()).isEqualTo(1).isLessThan(all);

    browser.run("location.reload()");
  }
}
