package com.skillforge.analytics.io.warehouse;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.PLAN;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.letter;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.session;
import static com.skillforge.analytics.io.duckdb.SinkFixture.since;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.io.rows.KeptRows;
import com.skillforge.analytics.io.rows.Snapshot;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.KeptContributions;
import com.skillforge.analytics.model.KeptRun;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.SubjectKey;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.testing.Links;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commits of runs: against tables that are computed row by row, and those of a warehouse that
 * runs statements one by one against those of one that gets all at once.
 */
class CommitTest {
  private static final List<String> TABLES =
      List.of(
          "SELECT * EXCLUDE (ingested_at) FROM user_sessions",
          "SELECT * EXCLUDE (dead_lettered_at) FROM dead_letters",
          "SELECT * EXCLUDE (written_at) FROM duplicate_records",
          "SELECT * EXCLUDE (written_at) FROM kpi_values",
          "SELECT * EXCLUDE (written_at) FROM identity.links",
          "SELECT * EXCLUDE (written_at) FROM identity.link_changes",
          "SELECT * EXCLUDE (written_at) FROM dimensions.terms",
          "SELECT * EXCLUDE (finished_at, rows_written) FROM pipeline_runs");

  @TempDir Path directory;
  private SinkFixture local;
  private SinkFixture remote;

  @BeforeEach
  void open() {
    local = new SinkFixture(directory.resolve("local.duckdb"));
    remote = new SinkFixture(directory.resolve("remote.duckdb"));
    // The tables are there before a pipeline runs: it makes none.
    local.write(batch("first"), output());
    remote.write(batch("first"), output());
  }

  private RunSummary write(String source, SinkFixture.Output output) {
    StagingSink sink =
        new StagingSink(new DuckDbStandIn.Connector(new DuckDbStandIn(remote.file())), PLAN);
    return SinkFixture.write(sink, batch(source), output);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  void runsLeaveTheTablesThatTheyShould(long seed) {
    Random random = new Random(seed);
    ExpectedTables expected = new ExpectedTables();
    for (int i = 0; i < 6; i++) {
      String source = "run " + random.nextInt(4);
      SinkFixture.Output output = anyOutput(random);
      RunSummary here = local.write(batch(source), output);
      RunSummary there = write(source, output);
      expected.commit(batch(source).id(), output);

      assertThat(here.status()).isEqualTo("succeeded").isEqualTo(there.status());
      assertThat(here.counts().read())
          .isEqualTo(there.counts().read())
          .isEqualTo(
              output.records().size() + output.letters().size() + output.duplicates().size());
      for (Map.Entry<String, List<String>> rows : expected.rows().entrySet()) {
        assertThat(local.query(rows.getKey()))
            .as("after run %d, %s", i, rows.getKey())
            .containsExactlyInAnyOrderElementsOf(rows.getValue());
      }
      for (String table : TABLES) {
        assertThat(remote.query(table + " ORDER BY ALL"))
            .as("after run %d, %s", i, table)
            .isEqualTo(local.query(table + " ORDER BY ALL"));
      }
    }
    assertThat(local.query("SELECT count(*) FROM user_sessions")).isNotEqualTo(List.of("0"));
  }

  private static SinkFixture.Output anyOutput(Random random) {
    SinkFixture.Output output = output();
    List<AnalyticsRecord> records = new ArrayList<>();
    for (int offset = 0; offset < 12; offset++) {
      // What lies at an offset is always the same; runs read different parts of it.
      Random fixed = new Random(offset);
      String user = "u" + fixed.nextInt(4);
      AnalyticsRecord record =
          session(user, "e" + fixed.nextInt(5), MONDAY + fixed.nextInt(3), offset).build();
      boolean copy =
          records.stream()
              .anyMatch(
                  other ->
                      other.recordId().equals(record.recordId())
                          && String.valueOf(other.canonicalUserId())
                              .equals(record.canonicalUserId()));
      if (random.nextBoolean() && !copy) {
        records.add(record);
        output.record(record);
      }
    }
    for (int offset = 0; offset < 4; offset++) {
      if (random.nextBoolean()) {
        output.letter(letter(offset, "payload " + random.nextInt(2)));
      }
    }
    if (!records.isEmpty() && random.nextBoolean()) {
      AnalyticsRecord kept = records.get(0);
      output.duplicate(session("u1", "copy", MONDAY, 90 + random.nextInt(3)).build(), kept);
    }
    for (int week = 0; week < 3; week++) {
      if (random.nextBoolean()) {
        Double newUsers = random.nextBoolean() ? null : Double.valueOf(random.nextInt(2) / 3.0);
        Long historyFrom = random.nextInt(3) > 0 ? null : Long.valueOf(MONDAY - DAY);
        output.value(
            since(
                wau(week, MONDAY + random.nextInt(2) * DAY, random.nextInt(3), newUsers),
                historyFrom));
      }
    }
    if (random.nextInt(3) == 0) {
      output.term(new Term("default", "term " + random.nextInt(2), MONDAY, MONDAY + 90 * DAY));
    }
    if (random.nextInt(3) > 0) {
      List<IdentityLink> links = new ArrayList<>();
      for (int user = 0; user < 3; user++) {
        if (random.nextBoolean()) {
          links.add(Links.merge("u" + user, "u" + (user + 1 + random.nextInt(3))));
        }
      }
      output.links(links);
    }
    return output;
  }

  @Test
  void aRerunWritesNothing() {
    SinkFixture.Output output =
        output()
            .record(session("u1", "a", MONDAY, 1).build())
            .letter(letter(3, "x"))
            .value(wau(0, MONDAY + DAY, 5, 1.0));
    assertThat(write("a", output).rowsWritten())
        .containsEntry("user_sessions", 1L)
        .containsEntry("dead_letters", 1L)
        .containsEntry("kpi_values", 1L);
    RunSummary again = write("a", output);
    assertThat(again.rowsWritten().values()).containsOnly(0L);
    assertThat(remote.query("SELECT attempt FROM pipeline_runs WHERE read > 0"))
        .containsExactly("2");
  }

  @Test
  void aTopicThatWasMadeAnewHasOtherRecordsAtItsOffsets() {
    SinkFixture.Output old =
        output()
            .record(session("u1", "a", MONDAY, 1).build())
            .record(session("u2", "a", MONDAY + 1, 7).build())
            .letter(letter(3, "old"));
    SinkFixture.Output anew =
        output()
            .record(session("u3", "b", MONDAY + DAY, 7).build())
            .letter(letter(3, MONDAY + DAY, "anew"));
    SinkFixture.Output linked = output().links(List.of(Links.merge("u2", "u1")));
    for (SinkFixture warehouse : List.of(local, remote)) {
      for (SinkFixture.Output output : List.of(old, anew, linked)) {
        String source = "run " + List.of(old, anew, linked).indexOf(output);
        if (warehouse == local) {
          local.write(batch(source), output);
        } else {
          write(source, output);
        }
      }
      assertThat(warehouse.query("SELECT payload FROM dead_letters ORDER BY ALL"))
          .containsExactly("anew", "old");
      // Of what was two users' and became one's, the copy goes; not the record of its offset.
      assertThat(
              warehouse.query(
                  "SELECT canonical_user_id || ' ' || record_offset FROM user_sessions"
                      + " ORDER BY ALL"))
          .containsExactly("u1 1", "u3 7");
    }
  }

  @Test
  void whatARunWouldKeepIsDroppedWhenAnotherHasTakenItsPredecessorsPlace() {
    for (SinkFixture warehouse : List.of(local, remote)) {
      writeTo(warehouse, "anew", output().kept(keptRun(KeptRun.ANEW), ofAnn("one")));
      long anew = lastRun(warehouse);
      writeTo(warehouse, "next", output().kept(keptRun(anew), ofAnn("two")));
      long next = lastRun(warehouse);
      writeTo(warehouse, "overtaken", output().kept(keptRun(anew), ofAnn("three")));

      assertThat(kept(warehouse)).containsExactly("two");
      assertThat(lastRun(warehouse)).isEqualTo(next).isGreaterThan(anew);

      writeTo(warehouse, "all once more", output().kept(keptRun(KeptRun.ANEW), ofAnn("four")));
      assertThat(kept(warehouse)).containsExactly("four");
      writeTo(warehouse, "late", output().kept(keptRun(next), ofAnn("five")));
      assertThat(kept(warehouse)).containsExactly("four");
    }
  }

  private RunSummary writeTo(SinkFixture warehouse, String source, SinkFixture.Output output) {
    return warehouse == local ? local.write(batch(source), output) : write(source, output);
  }

  private static KeptRun keptRun(long followsMillis) {
    return new KeptRun(
        "scope", "plan_adherence", MONDAY, Long.MIN_VALUE, Map.of(), MONDAY, 0, followsMillis);
  }

  private static KeptContributions ofAnn(String packed) {
    return new KeptContributions(SubjectKey.sender("north", "ann"), packed, Long.MAX_VALUE);
  }

  private static long lastRun(SinkFixture warehouse) {
    return KeptRows.lastRun(
            new DuckDbWarehouse(warehouse.file()), Snapshot.current(DuckDb.SQL), "scope")
        .orElseThrow()
        .writtenAt()
        .toEpochMilli();
  }

  private static List<String> kept(SinkFixture warehouse) {
    return new DuckDbWarehouse(warehouse.file())
        .query("SELECT contributions FROM kpi_contributions", row -> String.valueOf(row.text(0)));
  }

  @Test
  void anEmptyRunSucceedsToo() {
    assertThat(write("nothing", output()).status()).isEqualTo("succeeded");
  }

  @Test
  void nothingOfARunWhoseCommitFailsIsVisible() {
    // Dead letters are merged after the records.
    new DuckDbStandIn(remote.file()).execute("ALTER TABLE dead_letters DROP COLUMN payload");
    StagingSink sink =
        new StagingSink(new DuckDbStandIn.Connector(new DuckDbStandIn(remote.file())), PLAN);
    assertThatThrownBy(
            () ->
                SinkFixture.write(
                    sink,
                    batch("a"),
                    output().record(session("u1", "a", MONDAY, 1).build()).letter(letter(2, "x"))))
        .hasRootCauseInstanceOf(SQLException.class)
        .hasStackTraceContaining(WarehouseException.class.getName());
    assertThat(remote.query("SELECT count(*) FROM user_sessions")).containsExactly("0");
  }
}
