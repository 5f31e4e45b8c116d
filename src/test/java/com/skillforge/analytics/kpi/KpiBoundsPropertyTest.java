package com.skillforge.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.kpi.oracle.Rows;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.KpiKey;
import com.skillforge.analytics.model.KpiValue;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.Crowd;
import com.skillforge.analytics.testing.Histories;
import com.skillforge.analytics.testing.TestRecords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The bounds that the typed views give for a value while units are pending: whatever happens to
 * those units afterwards, the final value lies within.
 */
class KpiBoundsPropertyTest {
  private static final double TOLERANCE = 1e-9;
  private static final long LATER = Duration.ofDays(450).toMillis();

  /** By KPI: the records that make its units. */
  private static final Map<String, String> UNITS =
      Map.of(
          "onboarding_completion", "account_created",
          "plan_adherence", "action_plan_accepted",
          "resume_conversion", "resume_parsed",
          "intervention_effectiveness", "cohort_assessment_assigned",
          "data_freshness", "onet_release_published");

  private record Bounds(@Nullable Double low, @Nullable Double high) {}

  @Provide
  Arbitrary<Crowd> crowds() {
    return Histories.ofAllKpis().list().ofSize(300).map(Crowd::new);
  }

  @Provide
  Arbitrary<Long> instants() {
    return Histories.instants();
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theFinalValueLiesWithinTheBounds(@ForAll("crowds") Crowd crowd, @ForAll("instants") long cut)
      throws SQLException {
    for (String name : UNITS.keySet()) {
      Kpi kpi = new Kpis(crowd.terms()).named(name).orElseThrow();
      List<KpiValue> early = rows(kpi, crowd.records(), cut);
      Map<KpiKey, KpiValue> last =
          rows(kpi, withoutNewUnits(name, crowd.records(), cut), cut + LATER).stream()
              .collect(Collectors.toMap(KpiValue::key, row -> row));
      Map<KpiKey, Bounds> bounds = bounds(name, early);
      for (KpiValue row : early) {
        Bounds own = bounds.get(row.key());
        String lines = Rows.line(row) + " " + own + " then " + Rows.line(last.get(row.key()));
        assertThat(own).as(lines).isNotNull();
        assertWithin(last.get(row.key()), own, lines);
        if (row.pending() == 0) {
          assertWithin(row, own, lines);
          assertThat(own.low() == null).as(lines).isEqualTo(row.value() == null);
        }
      }
    }
  }

  /** A pending intervention: two members low before, one not; of a closed one 3 were low, 2 are. */
  @Property(tries = 1)
  void theBoundsAreTheExtremesAndNotMerelyWideEnough() throws SQLException {
    try (Connection connection = warehouse();
        Statement statement = connection.createStatement()) {
      assertThat(boundsOf(statement, "intervention_effectiveness", 1, 3, 1, "2", "1"))
          // worst: (2 + 1 of the others) of 3 are low after; best: 2 of 5
          .isEqualTo(new Bounds(0.0, 3 / 5.0));
      assertThat(boundsOf(statement, "intervention_effectiveness", 0, 0, 1, "2", "1"))
          // worst: one low member takes part and stays low, the other one falls below too
          .isEqualTo(new Bounds(-1.0, 1.0));
      assertThat(boundsOf(statement, "onboarding_completion", 3, 4, 2, "0", "0"))
          .isEqualTo(new Bounds(3 / 6.0, 5 / 6.0));
      assertThat(boundsOf(statement, "resume_conversion", 0, 0, 0, "0", "0"))
          .isEqualTo(new Bounds(null, null));
    }
  }

  private static Bounds boundsOf(
      Statement statement,
      String kpi,
      double numerator,
      double denominator,
      long pending,
      String pendingLow,
      String pendingNotLow)
      throws SQLException {
    statement.execute("DELETE FROM kpi_values");
    statement.execute(
        "INSERT INTO kpi_values (kpi, definition_version, numerator, denominator, pending, measures)"
            + " VALUES ('%s', 1, %s, %s, %d, '{\"pending_low_before\": %s,"
                .formatted(kpi, numerator, denominator, pending, pendingLow)
            + " \"pending_not_low_before\": %s, \"pending_converted\": 0}')"
                .formatted(pendingNotLow));
    try (ResultSet row = statement.executeQuery("SELECT value_low, value_high FROM " + kpi)) {
      assertThat(row.next()).isTrue();
      return new Bounds((Double) row.getObject(1), (Double) row.getObject(2));
    }
  }

  private static void assertWithin(@Nullable KpiValue last, Bounds bounds, String lines) {
    assertThat(last).as(lines).isNotNull();
    if (last.value() != null) {
      assertThat(bounds.low()).as(lines).isNotNull().isLessThanOrEqualTo(last.value() + TOLERANCE);
      assertThat(bounds.high())
          .as(lines)
          .isNotNull()
          .isGreaterThanOrEqualTo(last.value() - TOLERANCE);
    }
  }

  private static List<KpiValue> rows(Kpi kpi, List<AnalyticsRecord> records, long asOf) {
    return KpiRuns.evaluate(List.of(kpi), records, null, asOf, 2, 1).rows();
  }

  /** After the cut nothing makes a unit or moves one. */
  private static List<AnalyticsRecord> withoutNewUnits(
      String kpi, List<AnalyticsRecord> records, long cut) {
    return records.stream()
        .filter(
            record ->
                record.eventTimeMillis() < cut
                    || !(record.type().name().equals(UNITS.get(kpi)) || record.has("due_at")))
        .toList();
  }

  private static Connection warehouse() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      for (List<String> script : WarehouseSchema.duckDb(TestRecords.PLAN).scripts().values()) {
        for (String sql : script) {
          statement.execute(sql);
        }
      }
    }
    return connection;
  }

  private static Map<KpiKey, Bounds> bounds(String kpi, List<KpiValue> rows) throws SQLException {
    try (Connection connection = warehouse();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO kpi_values (kpi, definition_version, run_id, period_start, numerator,"
                    + " denominator, value, pending, measures) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)");
        Statement select = connection.createStatement()) {
      for (int i = 0; i < rows.size(); i++) {
        KpiValue row = rows.get(i);
        insert.setString(1, kpi);
        insert.setString(2, String.valueOf(i));
        // A period of its own for each row: only the figures matter here.
        insert.setObject(3, LocalDateTime.ofInstant(Instant.ofEpochSecond(i), ZoneOffset.UTC));
        insert.setObject(4, row.numerator());
        insert.setObject(5, row.denominator());
        insert.setObject(6, row.value());
        insert.setLong(7, row.pending());
        insert.setString(
            8,
            row.measures().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}")));
        insert.executeUpdate();
      }
      Map<KpiKey, Bounds> bounds = new HashMap<>();
      try (ResultSet row =
          select.executeQuery("SELECT run_id, value_low, value_high FROM " + kpi)) {
        while (row.next()) {
          bounds.put(
              rows.get(Integer.parseInt(row.getString(1))).key(),
              new Bounds((Double) row.getObject(2), (Double) row.getObject(3)));
        }
      }
      return bounds;
    }
  }
}
