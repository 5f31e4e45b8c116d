package com.skillforge.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.skillforge.analytics.report.ReviewFixture.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page says of one row what the warehouse's own view says of it. */
class PossibleTest {
  @TempDir Path directory;

  private record Range(Double low, Double high) {}

  @Test
  void itIsWhatTheViewsSay() {
    Random random = new Random(7);
    for (String kpi :
        List.of(
            "onboarding_completion",
            "resume_conversion",
            "intervention_effectiveness",
            "data_freshness")) {
      ReviewFixture warehouse = new ReviewFixture(directory.resolve(kpi + ".duckdb"));
      List<Row> rows = new ArrayList<>();
      LocalDate day = LocalDate.of(2026, 5, 18);
      for (int i = 0; i < 40; i++) {
        int denominator = random.nextInt(4);
        int pending = random.nextInt(4);
        int converted = random.nextInt(pending + 1);
        rows.add(
            Row.of(kpi)
                .period(kpi.equals("data_freshness") ? "month" : "week", "" + day.minusWeeks(i), 7)
                .ratio(denominator == 0 ? 0 : random.nextInt(denominator + 1), denominator)
                .pending(pending)
                .measures(
                    "{\"pending_converted\": %d, \"pending_low_before\": %d, \"pending_not_low_before\": %d}"
                        .formatted(converted, random.nextInt(4), random.nextInt(4))));
      }
      warehouse.write(rows);
      ReportQuestion question = ReviewFixture.question();
      List<Extent> extents =
          Caption.all().stream()
              .flatMap(
                  caption ->
                      Extent.of(
                          caption, new KpiCells(warehouse.warehouse(), question, "prod").extents())
                          .stream())
              .toList();
      List<Range> shown =
          new KpiCells(warehouse.warehouse(), question, "prod")
              .headlines(extents, ReviewFixture.AS_OF.minusSeconds(86_400L * 400)).stream()
                  .map(
                      cell ->
                          Possible.of(extents.get(0).caption().kpi().bounds(), cell.sums())
                              .map(range -> new Range(range.low(), range.high()))
                              .orElse(new Range(null, null)))
                  .toList();
      List<Range> said =
          warehouse
              .warehouse()
              .query(
                  "SELECT value_low, value_high FROM " + kpi + " ORDER BY period_start",
                  row -> new Range(row.number(0), row.number(1)));

      assertThat(shown).hasSize(40);
      for (int i = 0; i < said.size(); i++) {
        same(shown.get(i).low(), said.get(i).low(), kpi);
        same(shown.get(i).high(), said.get(i).high(), kpi);
      }
    }
  }

  private static void same(Double shown, Double said, String kpi) {
    if (said == null) {
      assertThat(shown).as(kpi).isNull();
    } else {
      assertThat(Objects.requireNonNull(shown)).as(kpi).isCloseTo(said, within(1e-9));
    }
  }
}
