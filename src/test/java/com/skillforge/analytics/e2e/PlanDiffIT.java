package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.cli.PlanDiffCommand;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.testing.NewerPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
                        "--replay goes with --source=kafka",
                        "--from, --to and --range"));
  }
}
