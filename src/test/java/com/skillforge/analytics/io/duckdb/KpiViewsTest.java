package com.skillforge.analytics.io.duckdb;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.id;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.type;
import static com.skillforge.analytics.io.duckdb.SinkFixture.value;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.model.Period;
import com.skillforge.analytics.model.PeriodGrain;
import com.skillforge.analytics.model.RecordPosition;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The views over a small warehouse that is written once: the tests only read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KpiViewsTest {
  private static final long HOUR = 3_600_000;

  private SinkFixture warehouse;

  @BeforeAll
  void write(@TempDir Path directory) {
    warehouse = new SinkFixture(directory.resolve("w.duckdb"));
    warehouse.write(
        batch("first"),
        output()
            .value(wau(0, MONDAY + 7 * DAY, 10, 4.0))
            .value(wau(1, MONDAY + 9 * DAY, 5, 2.0))
            .value(onboarding("", 3, 2.0, 4.0, 12.5))
            .value(onboarding("self_signup", 3, 1.0, 1.0, null))
            .value(adherence())
            .record(account("early", MONDAY, "self_signup", 1))
            .record(account("late", MONDAY + HOUR, "self_signup", 2))
            .record(account("never", MONDAY + 2 * HOUR, "roster_provisioned", 3))
            .record(account("early", MONDAY + 3 * HOUR, "roster_provisioned", 4))
            .record(completed("early", MONDAY - 1, 5))
            .record(completed("early", MONDAY + 24 * HOUR - 1, 6))
            .record(completed("late", MONDAY + 25 * HOUR, 7)));
    warehouse.write(
        batch("second"),
        output()
            .value(wau(0, MONDAY + 14 * DAY, 12, 4.0))
            .value(wau(1, MONDAY + 14 * DAY, 15, 6.0))
            .value(wau(2, MONDAY + 14 * DAY, 0, 0.0)));
    warehouse.write(batch("third"), output().value(wau(1, MONDAY + 14 * DAY, 14, null)));
  }

  private static KpiValue onboarding(
      String source, int day, double numerator, double denominator, @Nullable Double hours) {
    SortedMap<String, @Nullable Double> measures = new TreeMap<>();
    measures.put("completed_late", 1.0);
    measures.put("never_completed", denominator - numerator - 1);
    measures.put("median_hours_to_complete", hours);
    Period period = Period.containing(PeriodGrain.DAY, MONDAY + day * DAY);
    return value(
        "onboarding_completion",
        source,
        period,
        MONDAY + 9 * DAY,
        numerator,
        denominator,
        measures);
  }

  private static KpiValue adherence() {
    SortedMap<String, @Nullable Double> measures = new TreeMap<>();
    measures.put("on_time", 3.0);
    measures.put("late", 1.0);
    measures.put("missing", 0.0);
    measures.put("assignees", 3.0);
    measures.put("reopened", 2.0);
    measures.put("unmatched_completions", 7.0);
    Period period = Period.containing(PeriodGrain.WEEK, MONDAY);
    return value("plan_adherence", "", period, MONDAY + 9 * DAY, 3.0, 4.0, measures);
  }

  private static AnalyticsRecord account(String user, long created, String source, int offset) {
    return AnalyticsRecord.builder(type("account_created"))
        .recordId(id("account " + offset))
        .environment("prod")
        .canonicalUserId(user)
        .eventTimeMillis(created)
        .recordTimestampMillis(created)
        .position(new RecordPosition("kafka", "platform.accounts", 0, offset))
        .value("user_id", user)
        .value("persona", "student")
        .value("source", source)
        .build();
  }

  private static AnalyticsRecord completed(String user, long at, int offset) {
    return AnalyticsRecord.builder(type("student_onboarding_completed"))
        .recordId(id("completed " + offset))
        .environment("prod")
        .canonicalUserId(user)
        .eventTimeMillis(at)
        .recordTimestampMillis(at)
        .position(new RecordPosition("kafka", "analytics.events.student", 0, offset))
        .value("user_id", user)
        .build();
  }

  @Test
  void currentHasTheNewestRowOfEachFigure() {
    assertThat(
            warehouse.query(
                "SELECT period_start, as_of, pane_index, value FROM kpi_current"
                    + " WHERE kpi = 'weekly_active_users' ORDER BY ALL"))
        .containsExactly(
            "2026-01-05 00:00:00.0|2026-01-19 00:00:00.0|0|12.0",
            "2026-01-12 00:00:00.0|2026-01-19 00:00:00.0|1|14.0",
            "2026-01-19 00:00:00.0|2026-01-19 00:00:00.0|0|0.0");
  }

  @Test
  void restatementsSayWhatChangedAndByHowMuch() {
    assertThat(
            warehouse.query(
                "SELECT period_start, as_of_before, as_of_after, pane_index_before,"
                    + " pane_index_after, value_before, value_after, value_delta,"
                    + " numerator_delta, denominator_delta, run_id_before <> run_id_after"
                    + " FROM kpi_restatements ORDER BY ALL"))
        .containsExactly(
            "2026-01-05 00:00:00.0|2026-01-12 00:00:00.0|2026-01-19 00:00:00.0|0|0|"
                + "10.0|12.0|2.0|2.0|NULL|true",
            "2026-01-12 00:00:00.0|2026-01-14 00:00:00.0|2026-01-19 00:00:00.0|0|0|"
                + "5.0|15.0|10.0|10.0|NULL|true",
            "2026-01-12 00:00:00.0|2026-01-19 00:00:00.0|2026-01-19 00:00:00.0|0|1|"
                + "15.0|14.0|-1.0|-1.0|NULL|true");
  }

  @Test
  void theTrendSetsTheLastWeekBesideTheOneBefore() {
    assertThat(
            warehouse.query(
                "SELECT kpi, period_start, value, value_7d_before, delta, relative_change"
                    + " FROM kpi_trend_7d ORDER BY ALL"))
        .containsExactly(
            "onboarding_completion|2026-01-08 00:00:00.0|0.5|NULL|NULL|NULL",
            "plan_adherence|2026-01-05 00:00:00.0|0.75|NULL|NULL|NULL",
            "weekly_active_users|2026-01-12 00:00:00.0|14.0|12.0|2.0|" + 2.0 / 12);
  }

  @Test
  void eachKpiHasATypedView() {
    assertThat(
            warehouse.query(
                "SELECT period_start, active_users, trailing_7d, new_users, returning_users,"
                    + " events, excluded_opt_out, excluded_unresolved"
                    + " FROM weekly_active_users WHERE active_users > 0 ORDER BY ALL"))
        .containsExactly(
            "2026-01-05 00:00:00.0|12|12|4|12|24|1|2",
            "2026-01-12 00:00:00.0|14|14|NULL|14|28|1|2");
    assertThat(
            warehouse.query(
                "SELECT dimension, dimension_value, completed_in_time, accounts,"
                    + " completion_rate, completed_late, never_completed,"
                    + " median_hours_to_complete FROM onboarding_completion ORDER BY ALL"))
        .containsExactly("||2|4|0.5|1|1|12.5", "source|self_signup|1|1|1.0|1|-1|NULL");
    assertThat(
            warehouse.query(
                "SELECT completed_when_due, tasks_due, adherence, on_time, late, missing,"
                    + " assignees, reopened, unmatched_completions FROM plan_adherence"))
        .containsExactly("3|4|0.75|3|1|0|3|2|7");
  }

  @Test
  void rowsOfTwoDefinitionsStayApart(@TempDir Path directory) {
    SinkFixture upgraded = new SinkFixture(directory.resolve("upgraded.duckdb"));
    KpiValue first = wau(0, MONDAY + 7 * DAY, 10, 4.0);
    upgraded.write(batch("before"), output().value(first));
    upgraded.write(batch("after"), output().value(secondDefinition(first)));

    for (String view : List.of("kpi_current", "weekly_active_users", "kpi_trend_7d")) {
      assertThat(
              upgraded.query(
                  "SELECT DISTINCT definition_version, period_start FROM "
                      + view
                      + " WHERE period_start = TIMESTAMP '2026-01-05' ORDER BY ALL"))
          .as(view)
          .containsExactly("1|2026-01-05 00:00:00.0", "2|2026-01-05 00:00:00.0");
    }
    assertThat(upgraded.query("SELECT * FROM kpi_restatements"))
        .as("another definition restates nothing")
        .isEmpty();
  }

  private static KpiValue secondDefinition(KpiValue row) {
    KpiKey key = row.key();
    return new KpiValue(
        new KpiKey(
            key.kpi(),
            2,
            key.environment(),
            key.tenantId(),
            key.persona(),
            key.dimension(),
            key.dimensionValue(),
            key.period()),
        row.asOfMillis(),
        row.numerator(),
        row.denominator(),
        row.value(),
        row.pending(),
        row.excludedOptOut() + 1,
        row.excludedUnresolved(),
        row.measures(),
        row.isFinal(),
        row.paneIndex());
  }

  @Test
  void dashboardsFindTheirNames() {
    assertThat(warehouse.query("SELECT * FROM user_events_wau ORDER BY ALL"))
        .hasSize(3)
        .isEqualTo(warehouse.query("SELECT * FROM weekly_active_users ORDER BY ALL"));
    assertThat(
            warehouse.query(
                "SELECT tenant_id, environment, day, source, accounts, completed,"
                    + " completed_within_24h, completion_rate_24h"
                    + " FROM analytics.onboarding_funnel_daily ORDER BY ALL"))
        .containsExactly(
            "default|prod|2026-01-05|roster_provisioned|1|0|0|0.0",
            "default|prod|2026-01-05|self_signup|2|2|1|0.5");
  }
}
