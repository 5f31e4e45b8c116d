package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityCommandTest {
  private static final String MONDAY = "2026-01-05";
  private static final String TUESDAY = "2026-01-06";

  @TempDir Path directory;
  private DuckDbWarehouse one;
  private DuckDbWarehouse other;

  private record Answer(ExitCode code, String text) {}

  @BeforeEach
  void open() {
    one = new DuckDbWarehouse(new SinkFixture(directory.resolve("one.duckdb")).file());
    other = new DuckDbWarehouse(new SinkFixture(directory.resolve("other.duckdb")).file());
  }

  /** Sessions that follow each other by seconds from the beginning of a day on. */
  private static void sessions(DuckDbWarehouse into, String environment, String day, int count) {
    into.execute(
        """
        INSERT INTO user_sessions (event_id, event_timestamp, environment, tenant_id, canonical_user_id)
        SELECT '%2$s %1$s ' || i, TIMESTAMP '%2$s 00:00:00' + to_seconds(i), '%1$s', 'north', 'ann'
        FROM range(%3$d) AS seconds (i)"""
            .formatted(environment, day, count));
  }

  private static void optOuts(DuckDbWarehouse into, String environment, String day, int count) {
    into.execute(
        """
        INSERT INTO privacy.preferences (event_id, event_timestamp, environment, tenant_id, canonical_user_id)
        SELECT 'opt-out %1$s ' || i, TIMESTAMP '%2$s 23:59:59', '%1$s', 'north', 'ann'
        FROM range(%3$d) AS seconds (i)"""
            .formatted(environment, day, count));
  }

  private static Answer ask(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code =
        ParityCommand.COMMAND.run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Answer(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private Answer environments(String... more) throws Exception {
    String[] args = new String[more.length + 2];
    System.arraycopy(more, 0, args, 2, more.length);
    args[0] = "--localWarehouse=" + one.file();
    args[1] = "--environments=prod,staging";
    return ask(args);
  }

  private Answer files(String... more) throws Exception {
    String[] args = new String[more.length + 2];
    System.arraycopy(more, 0, args, 2, more.length);
    args[0] = "--localWarehouse=" + one.file();
    args[1] = "--otherLocalWarehouse=" + other.file();
    return ask(args);
  }

  @Test
  void environmentsThatAreNearEnoughTakeOneLine() throws Exception {
    sessions(one, "prod", MONDAY, 1000);
    sessions(one, "staging", MONDAY, 985);
    sessions(one, "staging", TUESDAY, 500); // out of the range

    Answer answer = environments("--from=" + MONDAY, "--to=" + TUESDAY);

    assertThat(answer.code()).as(answer.text()).isEqualTo(ExitCode.DONE);
    assertThat(answer.text())
        .startsWith("Within: prod of local and staging of local, from 2026-01-05T00:00:00Z")
        .contains("session_started on 2026-01-05 with 1.5 %")
        .hasLineCount(1);
  }

  @Test
  void whatIsOutsideIsListedByEventAndDay() throws Exception {
    sessions(one, "prod", MONDAY, 1000);
    sessions(one, "staging", MONDAY, 1000);
    sessions(one, "prod", TUESDAY, 1000);
    sessions(one, "staging", TUESDAY, 900);

    Answer answer = environments("--from=" + MONDAY, "--to=2026-01-07");

    assertThat(answer.code()).isEqualTo(ExitCode.CHECK);
    assertThat(answer.text())
        .containsPattern("session_started +2026-01-06 +1000 +900 +10.0 +outside")
        .containsPattern("all events +2026-01-06 +1000 +900 +10.0 +outside")
        .doesNotContainPattern("session_started +2026-01-05");
    assertThat(environments("--from=" + MONDAY, "--to=2026-01-07", "--tolerance=10").code())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void anEventThatOneSideHasNotIsOutside() throws Exception {
    sessions(one, "prod", MONDAY, 1000);
    sessions(one, "staging", MONDAY, 1000);
    optOuts(one, "prod", MONDAY, 1);

    Answer answer = environments("--from=" + MONDAY, "--to=" + TUESDAY);

    assertThat(answer.code()).isEqualTo(ExitCode.CHECK);
    assertThat(answer.text())
        .containsPattern("settings_tracking_opt_out +2026-01-05 +1 +0 +100.0 +missing");
    assertThat(
            environments("--from=" + MONDAY, "--to=" + TUESDAY, "--events=session_started").code())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void fewEventsOfTwoEnvironmentsMayDifferButNotThoseOfTwoCopies() throws Exception {
    for (DuckDbWarehouse file : new DuckDbWarehouse[] {one, other}) {
      sessions(file, "prod", MONDAY, 1000);
      sessions(file, "staging", MONDAY, 1000);
      optOuts(file, "prod", MONDAY, 10);
    }
    optOuts(one, "staging", MONDAY, 7);
    optOuts(other, "staging", MONDAY, 6);

    Answer together = environments("--from=" + MONDAY, "--to=" + TUESDAY);
    Answer apart = files("--environments=staging", "--from=" + MONDAY, "--to=" + TUESDAY);

    assertThat(together.code()).as(together.text()).isEqualTo(ExitCode.DONE);
    assertThat(together.text()).contains("1 too few to tell");
    assertThat(apart.code()).isEqualTo(ExitCode.CHECK);
    assertThat(apart.text())
        .containsPattern("settings_tracking_opt_out +2026-01-05 +7 +6 +14.3 +outside")
        .contains("staging of " + one.file(), "staging of " + other.file());
  }

  @Test
  void nothingOnEitherSideIsNoParity() throws Exception {
    sessions(one, "prod", MONDAY, 1000);

    Answer answer = files("--from=2025-01-01", "--to=2025-01-02");

    assertThat(answer.code()).isEqualTo(ExitCode.CHECK);
    assertThat(answer.text()).startsWith("Outside: neither " + one.file() + " nor ");
  }

  @Test
  void twoFilesThatHoldTheSameAreWithinAndAreComparedByName() throws Exception {
    sessions(one, "prod", MONDAY, 3);
    sessions(other, "prod", MONDAY, 3);
    assertThat(files("--from=" + MONDAY, "--to=" + TUESDAY, "--tolerance=0").code())
        .isEqualTo(ExitCode.DONE);

    other.execute("UPDATE user_sessions SET context_page = '/new' WHERE event_id LIKE '% 2'");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code =
        CompareCommand.COMMAND.run(
            new String[] {
              "--localWarehouse=" + one.file(),
              "--otherLocalWarehouse=" + other.file(),
              "--listEqual=false"
            },
            new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(ExitCode.CHECK);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("≠")))
        .satisfiesExactly(
            table -> assertThat(table).startsWith("≠ analytics.session_metrics"),
            day -> assertThat(day).contains("2026-01-05", one.file().toString()),
            column ->
                assertThat(column)
                    .endsWith(
                        "context_page: " + one.file() + " null, " + other.file() + " \"/new\""));
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                ask(
                    "--environments=prod",
                    "--tolerance=100",
                    "--minRows=-1",
                    "--events=no_such_event",
                    "--from=2026-01-06",
                    "--to=2026-01-05"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "or two environments of one",
            "--tolerance must be",
            "--minRows must be at least 0",
            "--events must be",
            "--from must be before --to");
  }
}
