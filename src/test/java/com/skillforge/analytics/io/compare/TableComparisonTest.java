package com.skillforge.analytics.io.compare;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableComparisonTest {
  @TempDir Path directory;
  private SinkFixture left;
  private SinkFixture right;

  @BeforeEach
  void open() {
    left = new SinkFixture(directory.resolve("left.duckdb"));
    right = new SinkFixture(directory.resolve("right.duckdb"));
    SinkFixture.Output output =
        output()
            .record(session("u1", "a", MONDAY, 1).build())
            .record(session("u2", "b", MONDAY + DAY, 2).build())
            .letter(letter(3, "x"))
            .value(wau(0, MONDAY + DAY, 5, 1.0));
    left.write(batch("one run"), output);
    right.write(batch("another run"), output);
  }

  private List<TableComparison.Result> compare() {
    TableComparison comparison =
        new TableComparison(new DuckDbWarehouse(left.file()), new DuckDbWarehouse(right.file()));
    return ComparedTable.all(PLAN).stream().map(comparison::compare).toList();
  }

  private void change(String sql) {
    new DuckDbWarehouse(right.file())
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              }
            });
  }

  private TableComparison.Result onlyDifference() {
    List<TableComparison.Result> different =
        compare().stream().filter(result -> !result.isEqual()).toList();
    assertThat(different).hasSize(1);
    return different.get(0);
  }

  @Test
  void whoWroteARowAndWhenIsNoDifference() {
    assertThat(compare()).allMatch(TableComparison.Result::isEqual);
    assertThat(compare().stream().mapToLong(TableComparison.Result::rows).sum()).isEqualTo(4);
  }

  @Test
  void aChangedColumnIsFoundOnItsDay() {
    change("UPDATE user_sessions SET context_page = '/other' WHERE user_id = 'u2'");
    TableComparison.Result result = onlyDifference();
    assertThat(result.table().name()).hasToString("analytics.session_metrics");
    assertThat(result.rows()).isEqualTo(1);
    assertThat(result.days())
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.day()).contains(LocalDate.parse("2026-01-06"));
              assertThat(day.left()).isEqualTo(1);
              assertThat(day.right()).isEqualTo(1);
              assertThat(day.onlyLeft()).singleElement().asString().contains("\"u2\"", "\"/\"");
              assertThat(day.onlyRight()).singleElement().asString().contains("\"/other\"");
            });
  }

  @Test
  void whatIsDifferentInARowIsNamed() {
    change("UPDATE user_sessions SET context_page = '/other' WHERE user_id = 'u2'");
    TableComparison.Result result = onlyDifference();
    TableComparison.DayDifference day = result.days().get(0);

    DifferentRows rows = DifferentRows.of(result.table(), day.onlyLeft(), day.onlyRight());

    assertThat(rows.onlyLeft()).isEmpty();
    assertThat(rows.onlyRight()).isEmpty();
    assertThat(rows.changed())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.columns())
                    .containsExactly(
                        new DifferentRows.ChangedColumn("context_page", "\"/\"", "\"/other\"")));
  }

  @Test
  void rowsThatHaveLittleInCommonAreNoPair() {
    ComparedTable table =
        ComparedTable.all(PLAN).stream()
            .filter(compared -> compared.name().table().equals("terms"))
            .findFirst()
            .orElseThrow();
    String left = row(table, "left");
    String right = row(table, "right");

    DifferentRows rows = DifferentRows.of(table, List.of(left), List.of(right));

    assertThat(rows.changed()).isEmpty();
    assertThat(rows.onlyLeft()).containsExactly(left);
    assertThat(rows.onlyRight()).containsExactly(right);
  }

  private static String row(ComparedTable table, String value) {
    return table.columns().stream()
        .map(column -> "\"" + value + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aMissingRowIsFound() {
    change("DELETE FROM dead_letters");
    assertThat(onlyDifference().days())
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.left()).isEqualTo(1);
              assertThat(day.right()).isZero();
              assertThat(day.onlyRight()).isEmpty();
            });
  }

  @Test
  void aRowThatIsThereTwiceIsFound() {
    change("INSERT INTO kpi_values SELECT * FROM kpi_values");
    assertThat(onlyDifference().days())
        .singleElement()
        .satisfies(
            day -> {
              assertThat(day.left()).isEqualTo(1);
              assertThat(day.right()).isEqualTo(2);
              assertThat(day.onlyRight()).hasSize(1);
            });
  }

  @Test
  void aMeasureAndARowWithoutADayAreFound() {
    change("UPDATE kpi_values SET measures = '{\"events\": 11}'");
    assertThat(onlyDifference().table().name()).hasToString("kpi_values");
    change("UPDATE kpi_values SET measures = NULL");
    change("UPDATE dead_letters SET record_timestamp = NULL");
    assertThat(
            compare().stream()
                .filter(result -> result.table().name().toString().equals("dead_letters"))
                .flatMap(result -> result.days().stream())
                .map(TableComparison.DayDifference::day))
        .containsExactly(Optional.empty(), Optional.of(LocalDate.parse("2026-01-05")));
  }

  @Test
  void whetherAWholeNumberHasAFractionOfZeroIsNoDifference() {
    change(
        "UPDATE kpi_values SET measures ="
            + " '{\"trailing_7d\":5.0, \"new_users\":1, \"events\":10.0,\"returning_users\":5}'");
    assertThat(compare()).allMatch(TableComparison.Result::isEqual);
  }
}
