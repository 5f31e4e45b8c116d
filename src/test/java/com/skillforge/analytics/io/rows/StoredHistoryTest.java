package com.skillforge.analytics.io.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.BigQuery;
import com.skillforge.analytics.sql.Dialect;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.sql.Script;
import com.skillforge.analytics.sql.WarehouseSchema;
import com.skillforge.analytics.testing.GoogleSql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

/** What the ledger knows of rows whose years are over. */
class StoredHistoryTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final List<RawTable> TABLES = RawTable.all(PLAN);
  private static final Instant AT = Instant.parse("2025-06-01T03:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2018-06-01T03:00:00Z");

  /** A row of the ledger. */
  private record Run(
      String pipeline, Instant at, @Nullable Instant newest, String written, String accepted)
      implements RowValues {
    @Override
    public @Nullable String text(int column) {
      return List.of(pipeline, "", "", written, accepted).get(column);
    }

    @Override
    public @Nullable Long integer(int column) {
      Instant time = column == 1 ? at : newest;
      return time == null ? null : time.toEpochMilli();
    }

    @Override
    public @Nullable Double number(int column) {
      return null;
    }

    @Override
    public @Nullable Boolean flag(int column) {
      return null;
    }

    @Override
    public @Nullable List<String> texts(int column) {
      return null;
    }
  }

  /** Answers with the same runs whatever it is asked of expired rows, and else with none. */
  private record Ledgers(Dialect dialect, List<Run> runs, GoogleSql analyser)
      implements QueryableWarehouse {
    @Override
    public String name() {
      return dialect.id();
    }

    @Override
    public <A> A fold(String sql, Supplier<A> start, BiConsumer<A, RowValues> add) {
      A all = start.get();
      if (dialect.equals(BigQuery.SQL)) {
        analyser.accept(sql);
      }
      if (sql.contains("rows_removed")) {
        runs.forEach(run -> add.accept(all, run));
      }
      return all;
    }
  }

  private static Map<String, Instant> expired(Dialect dialect, Run... runs) {
    GoogleSql analyser = new GoogleSql();
    WarehouseSchema schema = WarehouseSchema.of(BigQuery.SQL, PLAN);
    for (Script script : List.of(Script.SCHEMAS, Script.OPERATIONS)) {
      schema.statements(script).forEach(analyser::accept);
    }
    return StoredHistory.of(new Ledgers(dialect, List.of(runs), analyser), TABLES).expired();
  }

  private static Run retention(Instant at, String removed) {
    return new Run("retention", at, null, removed, "{}");
  }

  @Test
  void onlyTablesThatHaveLostRowsLackAny() {
    assertThat(expired(DuckDb.SQL, retention(AT, "{}"))).isEmpty();
    assertThat(
            expired(
                DuckDb.SQL,
                retention(AT, "{\"user_sessions\": 3, \"advisor.notes\": 0, \"dead_letters\": 9}")))
        .containsExactly(Map.entry("session_started", Instant.parse("2023-06-01T03:00:00Z")));
  }

  @Test
  void theLatestRunThatHasDeletedSomethingDecides() {
    assertThat(
            expired(
                BigQuery.SQL,
                retention(AT, "{\"user_sessions\": 3}"),
                retention(AT.minus(60, ChronoUnit.DAYS), "{\"user_sessions\": 5}"),
                retention(AT.plus(60, ChronoUnit.DAYS), "{\"user_sessions\": 0}")))
        .containsExactly(Map.entry("session_started", Instant.parse("2023-06-01T03:00:00Z")));
  }

  @Test
  void aWarehouseWithRulesOfItsOwnHasLostWhatOldRunsHadStored() {
    Instant now = Instant.now();
    Run old = new Run("raw-events", LONG_AGO, LONG_AGO, "{}", "{\"session_started\": 7}");
    Run newer =
        new Run("raw-events", now, now, "{}", "{\"session_started\": 7, \"page_timing\": 1}");

    Map<String, Instant> expired = expired(BigQuery.SQL, old, newer);

    assertThat(expired).containsOnlyKeys("session_started");
    assertThat(expired.get("session_started"))
        .isBetween(
            now.atOffset(ZoneOffset.UTC).minusYears(2).toInstant(),
            Instant.now().atOffset(ZoneOffset.UTC).minusYears(2).toInstant());
  }
}
