package com.skillforge.analytics.io.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.TestRecords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds are the extremes, worked out by hand, and not merely wide enough. */
class KpiBoundsTest {
  @ParameterizedTest(name = "{0}: {1} of {2}, {3} pending ({4}, {5}, {6})")
  @CsvSource({
    // kpi, numerator, denominator, pending, converted, low before, not low before, low, high
    "onboarding_completion, 3, 4, 2, 0, 0, 0, 0.5, 0.8333333333333334",
    "plan_adherence, 3, 4, 0, 0, 0, 0, 0.75, 0.75",
    "data_freshness, 0, 0, 1, 0, 0, 0, 0.0, 1.0",
    "resume_conversion, 0, 0, 0, 0, 0, 0, , ",
    // Of 2 pending uploads 1 has a plan: at worst its user opts out, and the other one fails.
    "resume_conversion, 1, 2, 2, 1, 0, 0, 0.3333333333333333, 0.75",
    // Nobody but an upload that has a plan: the value will be 1, or none.
    "resume_conversion, 0, 0, 1, 1, 0, 0, 1.0, 1.0",
    // Closed: 3 low before, 2 after. Worst: 1 more falls below, the other 2 do not take part.
    "intervention_effectiveness, 1, 3, 1, 0, 2, 1, 0.0, 0.6",
    // Nobody closed. Worst: 1 of the 2 low takes part and stays low, and the other one joins.
    "intervention_effectiveness, 0, 0, 1, 0, 2, 1, -1.0, 1.0",
    "intervention_effectiveness, 0, 0, 1, 0, 0, 4, , ",
  })
  void theBoundsAreTheExtremes(
      String kpi,
      int numerator,
      int denominator,
      int pending,
      int converted,
      int lowBefore,
      int notLowBefore,
      Double low,
      Double high)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (List<String> script :
          WarehouseSchema.of(DuckDb.SQL, TestRecords.PLAN).scripts().values()) {
        for (String sql : script) {
          statement.execute(sql);
        }
      }
      statement.execute(
          """
          INSERT INTO kpi_values (
            kpi, definition_version, numerator, denominator, pending, measures)
          VALUES ('%s', 1, %d, %d, %d, '{"pending_converted": %d, "pending_low_before": %d,
            "pending_not_low_before": %d}')
          """
              .formatted(kpi, numerator, denominator, pending, converted, lowBefore, notLowBefore));
      try (ResultSet row = statement.executeQuery("SELECT value_low, value_high FROM " + kpi)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1)).isEqualTo(low);
        assertThat(row.getObject(2)).isEqualTo(high);
      }
    }
  }
}
