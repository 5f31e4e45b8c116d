package com.skillforge.analytics.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.answers.query.ListedRows;
import com.skillforge.analytics.answers.query.ResultFormat;
import com.skillforge.analytics.answers.query.Rows;
import com.skillforge.analytics.answers.query.Value;
import com.skillforge.analytics.model.kpi.KpiDeclaration;
import com.skillforge.analytics.model.kpi.KpiDeclarations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KpiColumnsTest {
  static List<KpiDeclaration> kpis() {
    return KpiDeclarations.all();
  }

  private static KpiDeclaration kpi(String name) {
    return KpiDeclarations.named(name).orElseThrow();
  }

  /** What the columns make of a row with these values. */
  private static List<String> row(
      KpiDeclaration kpi, ResultFormat format, String columns, Map<String, Value> values) {
    List<String> problems = new ArrayList<>();
    List<String> names = columns.isEmpty() ? List.of() : List.of(columns.split(",", -1));
    List<Rows.Column> stored = values.keySet().stream().map(Rows.Column::of).toList();
    List<Value> row = stored.stream().map(column -> values.get(column.name())).toList();
    Rows shown =
        KpiColumns.read(kpi, names, problems).of(new ListedRows(stored, List.of(row)), format);
    assertThat(problems).isEmpty();
    List<Value> first = shown.next();
    assertThat(first).isNotNull().hasSameSizeAs(shown.columns());
    return first.stream().map(Value::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan_adherence       | 8    | 10 | 0.8    | 80.0 %        | 10",
        "plan_adherence       | 9    | 9  | 1.0    | 9 of 9        | 9",
        "planner_engagement   | 90.0 | 20 | 3.4567 | 3.5 min       | 20",
        "readiness_delta      | 24.0 | 3  | 8      | +8.00 points  | 3",
        "intervention_effectiveness | -1 | 20 | -0.05 | -5.0 %     | 20"
      })
  void peopleReadRoundedFiguresWithTheirUnits(
      String name, double numerator, double denominator, double value, String shown, String n) {
    KpiDeclaration kpi = kpi(name);
    Map<String, Value> stored =
        Map.of(
            "numerator",
            Value.real(numerator),
            "denominator",
            Value.real(denominator),
            kpi.value().name(),
            Value.real(value));

    assertThat(row(kpi, ResultFormat.TABLE, "value,n", stored)).containsExactly(shown, n);
    assertThat(row(kpi, ResultFormat.JSON, "value,n", stored))
        .as("programs get what is stored")
        .containsExactly(String.valueOf(value), String.valueOf(denominator));
  }

  @Test
  void aCountIsItsOwnNumberOfUnits() {
    assertThat(
            row(
                kpi("weekly_active_users"),
                ResultFormat.TABLE,
                "value,n",
                Map.of("numerator", Value.real(1234.0), "active_users", Value.whole(1234L))))
        .containsExactly("1,234", "1,234");
  }

  @Test
  void whatIsReadFirstStandsFirst() {
    Map<String, Value> stored =
        Map.ofEntries(
            Map.entry("tenant_id", Value.text("north")),
            Map.entry("persona", Value.text("all")),
            Map.entry("dimension", Value.text("source")),
            Map.entry("dimension_value", Value.text("web")),
            Map.entry("period_grain", Value.text("day")),
            Map.entry("period_start", new Value.Moment(Instant.parse("2026-01-12T00:00:00Z"))),
            Map.entry("numerator", Value.real(10.0)),
            Map.entry("denominator", Value.real(20.0)),
            Map.entry("completion_rate", Value.real(0.5)),
            Map.entry("value_low", Value.real(0.4)),
            Map.entry("value_high", Value.real(0.6)),
            Map.entry("pending", Value.whole(5L)),
            Map.entry("is_final", new Value.Flag(false)));

    assertThat(row(kpi("onboarding_completion"), ResultFormat.TABLE, "", stored))
        .containsExactly(
            "onboarding_completion",
            "north",
            "day 2026-01-12",
            "all",
            "source web",
            "50.0 %",
            "20",
            "5",
            "40.0 % - 60.0 %",
            "no");
  }

  @ParameterizedTest
  @MethodSource("kpis")
  void everyFigureCanBeAskedForAndProgramsGetTheWholeView(KpiDeclaration kpi) {
    List<String> problems = new ArrayList<>();
    List<String> figures = kpi.figures().map(figure -> figure.name()).toList();
    KpiColumns.read(kpi, figures, problems);
    assertThat(problems).isEmpty();

    ListedRows none = new ListedRows(List.of(), List.of());
    assertThat(KpiColumns.read(kpi, List.of(), problems).of(none, ResultFormat.CSV).columns())
        .extracting(Rows.Column::name)
        .containsAll(figures)
        .contains("tenant_id", "period_start", "run_id")
        .doesNotContain("low-high");
  }

  @Test
  void allUnknownColumnsAreReportedWithThoseThatThereAre() {
    List<String> problems = new ArrayList<>();
    KpiColumns.read(kpi("plan_adherence"), List.of("wat", "value", "worst_hours"), problems);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("--columns: plan_adherence has no column wat, worst_hours; it has kpi, ")
        .contains("adherence, value_low, value_high", "low-high");
  }
}
