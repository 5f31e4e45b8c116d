package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.cli.PlanDiffCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.sql.DuckDb;
import com.skillforge.analytics.sql.RawTable;
import com.skillforge.analytics.testing.NewerPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another tracking plan would make of the same records, by name, count and position. */
class PlanDiffIT {
  @TempDir Path folder;
  private String input;

  private record Answer(ExitCode code, String text) {
    /** The row that begins with some words, with single spaces. */
    String row(String start) {
      return text.lines()
          .map(line -> line.strip().replaceAll(" +", " "))
          .filter(line -> line.startsWith(start))
          .findFirst()
          .orElse("none of:\n" + text);
    }
  }

  private static Answer ask(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ExitCode code =
        new PlanDiffCommand().run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Answer(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private static String session(int user, String name, String more) {
    return """
        {"event_name": "%s", "event_timestamp": "2026-01-06T09:30:00Z",\
         "anonymous_id": "00000000-0000-4000-8000-0000000000%02d", "user_id": "usr_%d",\
         "persona": "student", "context_page": "/", "opt_out_status": false%s}"""
        .formatted(name, user, user, more);
  }

  @BeforeEach
  void writeRecords() throws IOException {
    Path file = folder.resolve("analytics.events.student.ndjson");
    Files.write(
        file,
        List.of(
            session(1, "session_started", ", \"mood\": \"fine\""),
            session(2, "session_started", ", \"mood\": \"fine\""),
            session(3, "session_started", ""),
            session(4, "session_started_v2", ""),
            "no JSON"));
    input = "--input=" + file;
  }

  private String plan(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "plan", ".yaml"), yaml).toString();
  }

  private String withMood(String more) throws IOException {
    return plan(NewerPlan.withMood(more));
  }

  @Test
  void aPlanThatAddsIsSafe() throws Exception {
    Answer answer = ask(withMood(""), "--source=files", input);

    assertThat(answer.row("would have the property"))
        .isEqualTo("would have the property session_started mood 2 analytics.events.student-0@0");
    assertThat(answer.row("would be accepted"))
        .isEqualTo(
            "would be accepted session_started $.event_name UNSUPPORTED_VERSION 1"
                + " analytics.events.student-0@3");
    assertThat(answer.text())
        .contains("5 records: 3 accepted and 2 rejected by the older plan, 4 and 1 by the newer")
        .contains("Nothing that was valid would be rejected");
    assertThat(answer.row("weekly_active_users default local all week"))
        .contains("week 2026-01-05", "3 ", "4 ");
    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aPlanThatRequiresMoreIsNot() throws Exception {
    Answer answer = ask(withMood("        required: true\n"), "--source=files", input);

    assertThat(answer.row("breaking")).contains("session_started.mood");
    assertThat(answer.row("would be rejected"))
        .isEqualTo(
            "would be rejected session_started $.mood MISSING_PROPERTY 1"
                + " analytics.events.student-0@2");
    assertThat(answer.text()).contains("cannot be rolled out on its own");
    assertThat(answer.code()).isEqualTo(ExitCode.CHECK);
    assertThat(ask(withMood("        required: true\n"), "--plansOnly").code())
        .isEqualTo(ExitCode.CHECK);
  }

  private String stored(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--localWarehouse=" + folder.resolve("w.duckdb"));
    Runs.rawEvents(all);
    return "--localWarehouse=" + folder.resolve("w.duckdb");
  }

  @Test
  void whatIsStoredAndRejectedIsJudgedAnew() throws Exception {
    String warehouse = stored("--source=files", input);

    Answer answer = ask(withMood("        required: true\n"), "--source=warehouse", warehouse);

    assertThat(answer.row("would be rejected"))
        .isEqualTo(
            "would be rejected session_started $.mood MISSING_PROPERTY 3"
                + " analytics.events.student-0@0");
    assertThat(answer.row("would be rejected for something else"))
        .contains("UNSUPPORTED_VERSION -> MISSING_PROPERTY 1 analytics.events.student-0@3");
    assertThat(answer.text())
        .contains("Read 3 stored records and 2 dead letters.")
        .contains("5 records: 3 accepted and 2 rejected by the older plan, 0 and 5 by the newer");
    assertThat(answer.code()).isEqualTo(ExitCode.CHECK);
  }

  @Test
  void everyStoredRecordIsAcceptedAsItIs() throws Exception {
    String warehouse =
        stored(SmallSemester.write(folder.resolve("semester")).toArray(String[]::new));
    new DuckDbWarehouse(folder.resolve("w.duckdb")).execute("DELETE FROM dead_letters");
    String same = plan(NewerPlan.yaml("revision", "revision"));

    Answer answer = ask(same, same, "--source=warehouse", warehouse);

    long reduced = 0;
    long whole = 0;
    for (RawTable raw : RawTable.all(TrackingPlan.builtIn())) {
      String table = DuckDb.SQL.name(raw.table().name());
      String left = raw.compacted() ? "opted_out OR coalesce(tombstone, false)" : "opted_out";
      reduced += count(table + " WHERE " + left);
      whole += count(table + " WHERE NOT (" + left + ")");
    }
    assertThat(reduced).isPositive();
    assertThat(answer.text())
        .contains("Read %,d stored records and".formatted(whole))
        .contains("%,d rows are left out that an opt-out has reduced".formatted(reduced))
        .contains("%1$,d records: %1$,d accepted and 0 rejected by the older".formatted(whole))
        .contains("0 of ")
        .doesNotContain("would be stored");
    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThatThrownBy(() -> ask(same, same, "--source=warehouse", warehouse, "--replay=PT1H"))
        .hasMessageContaining("holds no records of that time");
  }

  private long count(String from) {
    return Long.parseLong(
        Tables.query(folder.resolve("w.duckdb"), "SELECT count(*) FROM " + from).get(0));
  }

  @Test
  void theSamePlanTwiceDiffersInNothing() throws Exception {
    String same = plan(NewerPlan.yaml("revision", "revision"));

    Answer answer = ask(same, same, "--source=files", input);

    assertThat(answer.text())
        .contains("The plans: 0 differences", "0 of ")
        .doesNotContain("would be accepted", "would be stored", "would have", "would lack");
    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void allProblemsAreNamedAtOnce() throws Exception {
    String broken = Files.writeString(folder.resolve("broken.yaml"), "revision: none\n").toString();

    assertThatThrownBy(
            () -> ask(broken, "gone.yaml", "--source=files", "--replay=P7D", "--from=2026-01-01"))
        .isInstanceOfSatisfying(
            UsageException.class,
            e ->
                assertThat(e.getMessage())
                    .contains(
                        "broken.yaml is no tracking plan",
                        "gone.yaml cannot be read",
                        "--input is required",
                        "--replay goes with --source=kafka and warehouse",
                        "--from, --to and --range"));
  }
}
