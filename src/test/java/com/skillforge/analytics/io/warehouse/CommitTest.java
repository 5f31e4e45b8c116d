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
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.model.AnalyticsRecord;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import com.skillforge.analytics.testing.Links;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of a commit, against what the local warehouse makes of the same runs. */
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
  private SinkFixture cloud;

  @BeforeEach
  void open() {
    local = new SinkFixture(directory.resolve("local.duckdb"));
    cloud = new SinkFixture(directory.resolve("cloud.duckdb"));
    // The tables are there before a pipeline runs: it makes none.
    local.write(batch("first"), output());
    cloud.write(batch("first"), output());
  }

  private RunSummary write(String source, SinkFixture.Output output) {
    StagingSink sink =
        new StagingSink(new DuckDbStandIn.Connector(new DuckDbStandIn(cloud.file())), PLAN);
    return SinkFixture.write(sink, batch(source), output);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void runsLeaveTheTablesThatTheLocalWarehouseHas(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      String source = "run " + random.nextInt(4);
      SinkFixture.Output output = anyOutput(random);
      RunSummary expected = local.write(batch(source), output);
      RunSummary written = write(source, output);
      assertThat(written.status()).isEqualTo("succeeded");
      assertThat(written.counts().read()).isEqualTo(expected.counts().read());
      for (String table : TABLES) {
        assertThat(cloud.query(table + " ORDER BY ALL"))
            .as("after run %d, %s", i, table)
            .isEqualTo(local.query(table + " ORDER BY ALL"));
      }
    }
    assertThat(cloud.query("SELECT count(*) FROM user_sessions")).isNotEqualTo(List.of("0"));
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
    assertThat(cloud.query("SELECT attempt FROM pipeline_runs WHERE read > 0"))
        .containsExactly("2");
  }

  @Test
  void anEmptyRunSucceedsToo() {
    assertThat(write("nothing", output()).status()).isEqualTo("succeeded");
  }

  @Test
  void nothingOfARunWhoseCommitFailsIsVisible() {
    // Dead letters are merged after the records.
    new DuckDbStandIn(cloud.file()).execute("ALTER TABLE dead_letters DROP COLUMN payload");
    StagingSink sink =
        new StagingSink(new DuckDbStandIn.Connector(new DuckDbStandIn(cloud.file())), PLAN);
    assertThatThrownBy(
            () ->
                SinkFixture.write(
                    sink, batch("a"), output().record(session("u1", "a", MONDAY, 1).build())))
        .hasRootCauseInstanceOf(SQLException.class)
        .hasStackTraceContaining(WarehouseException.class.getName());
    assertThat(cloud.query("SELECT count(*) FROM user_sessions")).containsExactly("0");
  }
}
