package com.skillforge.analytics.cli;

import static com.skillforge.analytics.cli.KpiScenario.account;
import static com.skillforge.analytics.cli.KpiScenario.event;
import static com.skillforge.analytics.cli.KpiScenario.optOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.rows.AuditRows;
import com.skillforge.analytics.testing.TestRecords;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records arrive in the real pipelines, and the command is asked about their KPIs. */
class KpiCommandIT {
  private static final String WAU = "weekly_active_users";
  private static final String WEEK = "--period=2026-01-12";

  @TempDir Path directory;
  private KpiScenario scenario;

  @BeforeEach
  void begin() {
    scenario = new KpiScenario(directory);
  }

  private static String visit(String user, String at) {
    return event("session_started", user, at, user + at);
  }

  /** Reason, user and event time of each line. */
  private List<String> why(String kpi, String... more) throws Exception {
    String[] words = new String[more.length + 3];
    words[0] = "why";
    words[1] = kpi;
    words[2] = "--format=csv";
    System.arraycopy(more, 0, words, 3, more.length);
    return scenario
        .ask(words)
        .lines()
        .skip(1)
        .map(line -> line.replace("\"\"", "").split(",", -1))
        .map(c -> c[0] + "|" + c[3] + "|" + c[2] + "|" + c[7] + ":" + c[6] + "|" + c[9])
        .toList();
  }

  @Test
  void tellsLateRecordsFromThoseOnTimeAndNamesCopies() throws Exception {
    String seen = visit("ann", "2026-01-13T08:00:00Z");
    scenario
        .arrives(seen, visit("bob", "2026-01-14T08:00:00Z"))
        .computes(WAU, "2026-01-16")
        .arrives(
            visit("cid", "2026-01-13T09:00:00Z"),
            seen,
            visit("dee", "2026-01-17T10:00:00Z"),
            visit("eve", "2026-01-05T10:00:00Z"))
        .computes(WAU, "2026-01-19");

    assertThat(why(WAU, WEEK))
        .containsExactly(
            "duplicate|ann|2026-01-13T08:00:00Z|day2.ndjson:1|"
                + "copy of analytics.events.student-0@0",
            "late|cid|2026-01-13T09:00:00Z|day2.ndjson:0|",
            "on time|dee|2026-01-17T10:00:00Z|day2.ndjson:2|");
    assertThat(scenario.ask("why", WAU, WEEK))
        .startsWith(
            """
            weekly_active_users, week of 2026-01-12, tenant default, environment local, persona all
              as of 2026-01-16T00:00:00Z: value 2
              as of 2026-01-19T00:00:00Z: value 4
              measures: events 2 → 4, new_users 2 → 4, trailing_7d 2 → 4
            reason\
            """)
        .contains("(3 rows)");
    assertThat(scenario.ask("why", WAU, WEEK, "--limit=1"))
        .contains("(1 row)\n… and 2 more: --limit=3 lists them all.\n");
  }

  @Test
  void theReviewSaysWhyAFinalFigureHasChanged() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"))
        .computes(WAU, "2026-01-19")
        .arrives(visit("bob", "2026-01-14T08:00:00Z"), visit("ann", "2026-01-20T08:00:00Z"))
        .computes(WAU, "2026-01-26");
    Path page = directory.resolve("pages/review.html");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ExitCode code =
        ReportCommand.COMMAND.run(
            new String[] {"--localWarehouse=" + directory.resolve("w.duckdb"), "--output=" + page},
            new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(code).isEqualTo(ExitCode.DONE);
    assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo(page.toString());
    assertThat(Files.readString(page))
        .contains("Restated after it was final", "12 Jan – 18 Jan 2026", "<td>1 late</td>");
  }

  @Test
  void namesTheOptOutThatTookAUserOut() throws Exception {
    scenario
        .arrives(
            event("student_onboarding_completed", "ann", "2026-01-13T08:00:00Z", "a"),
            event("student_onboarding_completed", "bob", "2026-01-13T08:00:00Z", "b"))
        .computes(WAU, "2026-01-16")
        .arrives(
            optOut("ann", "2026-01-12T00:00:00Z", true),
            // Bob's comes too late to change this week.
            optOut("bob", "2026-01-15T08:00:00Z", true))
        .computes(WAU, "2026-01-19");

    // It is also a record of that week that came late: one that is kept when its user opts out, by
    // which she is counted as left out.
    assertThat(why(WAU, WEEK))
        .containsExactly(
            "late|ann|2026-01-12T00:00:00Z|day2.ndjson:0|",
            "opt-out|ann|2026-01-12T00:00:00Z|day2.ndjson:0|opted out");
  }

  @Test
  void namesTheLinkThatMadeTwoUsersOne() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"), visit("bob", "2026-01-14T08:00:00Z"))
        .computes(WAU, "2026-01-19")
        .execute(
            """
            INSERT INTO identity.links VALUES ('default', 'user_id', 'bob', 'ann', 'ann',
              TIMESTAMP '2026-01-20', 'links', TIMESTAMP '2100-01-01');
            INSERT INTO identity.link_changes VALUES ('default', 'user_id', 'bob', NULL, 'ann',
              'links', TIMESTAMP '2100-01-01');
            INSERT INTO kpi_values
              SELECT * REPLACE (1 AS numerator, 1 AS value, TIMESTAMP '2026-01-20' AS as_of,
                TIMESTAMP '2100-01-01' AS written_at)
              FROM kpi_values\
            """);

    assertThat(why(WAU, WEEK))
        .containsExactly("identity link|ann|2026-01-14T08:00:00Z|day1.ndjson:1|was of bob");
  }

  @Test
  void namesTheErasureAfterWhichRecordsAreGone() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"), visit("bob", "2026-01-14T08:00:00Z"))
        .computes(WAU, "2026-01-16")
        .erases("bob", "TICKET-1")
        .computesFromStored(WAU, "2026-01-20");

    assertThat(why(WAU, WEEK))
        .containsExactly("erasure|||:|request TICKET-1 removed 1 rows of one person");
  }

  @Test
  void namesTheRepairOfARecordThatHadBeenRejected() throws Exception {
    String repair = "{\"context_page\": \"/\", * : .}";
    String broken = visit("bob", "2026-01-14T08:00:00Z").replace("\"context_page\"", "\"page\"");
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"), broken)
        .computesFromStored(WAU, "2026-01-20")
        .repairs(repair)
        .computesFromStored(WAU, "2026-01-21");

    assertThat(why(WAU, WEEK))
        .singleElement()
        .asString()
        .startsWith("repair|bob|")
        .contains("context_page");
  }

  @Test
  void saysThatTheDefinitionOrTheReleaseHasChanged() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"))
        .computes(WAU, "2026-01-19")
        .computes(WAU, "2026-01-20")
        .execute(
            "UPDATE kpi_values SET pipeline_version = '0.0.9', numerator = 7, value = 7"
                + " WHERE as_of = TIMESTAMP '2026-01-19'");
    assertThat(why(WAU, WEEK))
        .singleElement()
        .asString()
        .startsWith("definition|||:|release 0.0.9 gave value 7; release ");

    scenario.execute(
        "UPDATE kpi_values SET definition_version = 1 WHERE as_of = TIMESTAMP '2026-01-19'");
    assertThat(why(WAU, WEEK))
        .containsExactly("definition|||:|definition 1 gave way to definition 2");
    assertThatThrownBy(() -> scenario.ask("explain", WAU, WEEK, "--toAsOf=2026-01-19"))
        .hasMessage(
            "The row of 2026-01-19T00:00:00Z was computed by definition 1 of weekly_active_users,"
                + " which has given way to definition 2: run the pipeline over its period again,"
                + " or name a newer row by --toAsOf.");
  }

  @Test
  void saysSoWhenNothingButTimePassed() throws Exception {
    scenario
        .arrives(account("ann", "2026-01-13T10:00:00Z"))
        .computes("onboarding_completion", "2026-01-13T12:00:00Z")
        .computes("onboarding_completion", "2026-01-15");
    assertThat(scenario.ask("why", "onboarding_completion", "--period=2026-01-13"))
        .contains("as of 2026-01-13T12:00:00Z: value none, 0 of 0, 1 pending\n")
        .contains("as of 2026-01-15T00:00:00Z: value 0, 0 of 1\n")
        .contains("No record that concerns this row arrived between the two");
  }

  @Test
  void comparesTheRowsThatAreAskedFor() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"))
        .computes(WAU, "2026-01-14")
        .arrives(visit("bob", "2026-01-13T09:00:00Z"))
        .computes(WAU, "2026-01-15")
        .arrives(visit("cid", "2026-01-13T10:00:00Z"))
        .computes(WAU, "2026-01-16");

    assertThat(why(WAU, WEEK)).singleElement().asString().startsWith("late|cid");
    assertThat(why(WAU, WEEK, "--toAsOf=2026-01-15"))
        .singleElement()
        .asString()
        .startsWith("late|bob");
    assertThat(why(WAU, WEEK, "--fromAsOf=2026-01-14")).hasSize(2);
    assertThat(why(WAU, WEEK, "--toAsOf=2026-01-14")).isEmpty();
    assertThat(scenario.ask("why", WAU, WEEK, "--toAsOf=2026-01-14"))
        .contains("as of 2026-01-14T00:00:00Z: value 1\n", "nothing has been restated");
    assertThatThrownBy(() -> why(WAU, WEEK, "--fromAsOf=2026-01-13"))
        .hasMessageContaining("--fromAsOf: there is no row as of 2026-01-13T00:00:00Z; there are")
        .hasMessageContaining("2026-01-14T00:00:00Z, 2026-01-15T00:00:00Z");
  }

  @Test
  void explainsWhatARowIsMadeOf() throws Exception {
    scenario
        .arrives(
            account("ann", "2026-01-13T10:00:00Z"),
            account("bob", "2026-01-13T11:00:00Z"),
            account("cid", "2026-01-14T11:00:00Z"),
            event("student_onboarding_completed", "ann", "2026-01-13T12:30:00Z", "done"))
        .computes("onboarding_completion", "2026-01-20");

    assertThat(
            scenario.ask("explain", "onboarding_completion", "--period=2026-01-13", "--format=csv"))
        .isEqualToNormalizingNewlines(
            """
            unit,record_type,event_time,user_id,record_topic,record_partition,record_offset,\
            record_source,record_id,contributes
            1,account_created,2026-01-13T10:00:00Z,ann,platform.accounts,0,0,day1.ndjson,%s,\
            "denominator, numerator, hours_to_complete=2.5"
            1,student_onboarding_completed,2026-01-13T12:30:00Z,ann,analytics.events.student,0,3,\
            day1.ndjson,%s,"denominator, numerator, hours_to_complete=2.5"
            2,account_created,2026-01-13T11:00:00Z,bob,platform.accounts,0,1,day1.ndjson,%s,\
            denominator
            """
                .formatted(
                    TestRecords.uuid("account ann"),
                    TestRecords.uuid("done"),
                    TestRecords.uuid("account bob")));
  }

  /** Who came, who went, and what each week has learnt since it was final: 5 against 4. */
  @Test
  void splitsTheDifferenceOfTwoWeeks() throws Exception {
    scenario
        .arrives(
            visit("ann", "2026-01-06T08:00:00Z"),
            visit("bob", "2026-01-06T08:00:00Z"),
            visit("cid", "2026-01-06T08:00:00Z"),
            visit("bobby", "2026-01-06T09:00:00Z"),
            visit("ann", "2026-01-13T08:00:00Z"),
            visit("dee", "2026-01-13T08:00:00Z"),
            visit("old", "2025-12-30T08:00:00Z"),
            visit("old", "2026-01-14T08:00:00Z"))
        .computes(WAU, "2026-01-19")
        .arrives(
            visit("eve", "2026-01-06T10:00:00Z"),
            visit("fay", "2026-01-15T10:00:00Z"),
            visit("gus", "2026-01-15T10:00:00Z"),
            visit("ann", "2026-01-13T08:00:00Z"),
            optOut("cid", "2026-01-06T07:00:00Z", true))
        .computes(WAU, "2026-01-26");

    assertThat(scenario.ask("attribute", WAU, WEEK, "--format=csv"))
        .isEqualToNormalizingNewlines(
            """
            cause,period,persona,people,part,exact
            new,"",student,1,1.0,1
            returning,"",student,1,1.0,1
            stayed,"",student,1,0.0,0
            lost,"",student,3,-3.0,-3
            late,2026-01-12,"",2,2.0,2
            late,2026-01-05,"",1,-1.0,-1
            opt-out,2026-01-05,"",1,1.0,1
            """);
    assertThat(scenario.ask("attribute", WAU, WEEK, "--against=2026-01-05"))
        .contains("2026-01-05, as of 2026-01-26T00:00:00Z: value 4, 1 excluded by opt-outs\n")
        .contains("2026-01-12, as of 2026-01-26T00:00:00Z: value 5\n")
        .contains("The parts add up to the difference, exactly: 1.\n");
    assertThatThrownBy(() -> scenario.ask("attribute", WAU, WEEK, "--against=2026-02-02"))
        .hasMessageContaining("the nearest: week of --period=2026-01-12");

    scenario.execute(
        """
            INSERT INTO identity.links VALUES ('default', 'user_id', 'bobby', 'bob', 'bob',
              TIMESTAMP '2026-01-20', 'links', TIMESTAMP '2100-01-01');
            INSERT INTO identity.link_changes VALUES ('default', 'user_id', 'bobby', NULL, 'bob',
              'links', TIMESTAMP '2100-01-01');
            INSERT INTO kpi_values
              SELECT * REPLACE (3 AS numerator, 3 AS value, TIMESTAMP '2026-01-27' AS as_of,
                TIMESTAMP '2100-01-01' AS written_at)
              FROM kpi_values
              WHERE as_of = TIMESTAMP '2026-01-26' AND period_start = TIMESTAMP '2026-01-05'""");
    assertThat(scenario.ask("attribute", WAU, WEEK, "--format=csv"))
        .contains("identity link,2026-01-05,\"\",1,1.0,1");
  }

  @Test
  void splitsTheDifferenceOfTwoShares() throws Exception {
    scenario
        .arrives(
            account("ann", "2026-01-13T10:00:00Z"),
            account("bob", "2026-01-13T11:00:00Z"),
            account("cid", "2026-01-14T11:00:00Z"),
            account("dee", "2026-01-14T11:00:00Z"),
            account("eve", "2026-01-14T11:00:00Z"),
            event("student_onboarding_completed", "ann", "2026-01-13T12:30:00Z", "a"),
            event("student_onboarding_completed", "eve", "2026-01-14T12:30:00Z", "e"))
        .computes("onboarding_completion", "2026-01-20");

    // 1 of 2, then 1 of 3: both halves of it are a twelfth below what is usual in the two, 5/12.
    assertThat(scenario.ask("attribute", "onboarding_completion", "--period=2026-01-14"))
        .contains("2026-01-13, as of 2026-01-20T00:00:00Z: value 0.500000, 1 of 2\n")
        .contains("2026-01-14, as of 2026-01-20T00:00:00Z: value 0.333333, 1 of 3\n")
        .containsPattern("new +student +3 +-0\\.08333\\d* +-1/12\n")
        .containsPattern("lost +student +2 +-0\\.08333\\d* +-1/12\n")
        .contains("exactly: -2/12, or -0.1666");
  }

  @Test
  void takesRowsTogetherAndSaysBetweenWhatTheyLie() throws Exception {
    String north = visit("nan", "2026-01-13T08:00:00Z");
    scenario
        .arrives(
            visit("ann", "2026-01-06T08:00:00Z"),
            visit("bob", "2026-01-06T08:00:00Z"),
            visit("ann", "2026-01-13T08:00:00Z"),
            north.replace("\"persona\"", "\"tenant_id\":\"north\",\"persona\""),
            account("ann", "2026-01-06T10:00:00Z"),
            account("bob", "2026-01-07T10:00:00Z"),
            event("student_onboarding_completed", "ann", "2026-01-06T12:30:00Z", "a"))
        .computes("all", "2026-01-19");

    assertThat(
            scenario.ask(
                "show", WAU, "--by=month", "--persona=all", "--tenant=default", "--format=csv"))
        .isEqualToNormalizingNewlines(
            """
            definition_version,environment,tenant_id,persona,dimension,dimension_value,period,\
            period_start,period_end,cells,not_final,numerator,denominator,value,at_least,at_most,\
            pending,excluded_opt_out
            2,local,default,all,"","",2026-01,2026-01-05T00:00:00Z,2026-01-19T00:00:00Z,2,0,3.0,,,\
            2.0,3.0,0,0
            """);
    assertThat(
            scenario.ask(
                "show", WAU, "--by=quarter", "--persona=all", "--tenant=all", "--format=csv"))
        .contains(",all,all,\"\",\"\",2026-Q1,")
        .contains(",3,0,4.0,,,3.0,4.0,0,0");
    assertThat(
            scenario.ask(
                "show", "onboarding_completion", "--by=week", "--persona=all", "--format=csv"))
        .contains(",2026-W02,", ",2,0,1.0,2.0,0.5,0.5,0.5,0,0");
    assertThat(scenario.ask("show", "onboarding_completion", "--by=month"))
        .contains("numerators and denominators add up");
    assertThatThrownBy(() -> scenario.ask("show", WAU, "--by=year"))
        .hasMessage("--by must be week or month or quarter or term, not 'year'.");
    assertThatThrownBy(() -> scenario.ask("why", WAU, WEEK, "--by=month", "--against=2026-01-05"))
        .hasMessage("--by goes with show only.\n--against goes with attribute only.");
  }

  @Test
  void refusesToExplainWhatTheRawTablesNoLongerGive() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"), visit("bob", "2026-01-14T08:00:00Z"))
        .computes(WAU, "2026-01-19")
        .execute("DELETE FROM user_sessions WHERE user_id = 'bob'");

    assertThatThrownBy(() -> scenario.ask("explain", WAU, WEEK))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "The raw tables no longer give the row of 2026-01-19T00:00:00Z (stored value 2;"
                + " computed again value 1): records were never loaded by raw-events, or were"
                + " changed or removed since.")
        .satisfies(e -> assertThat(((UserError) e).exitCode()).isEqualTo(ExitCode.CHECK));
  }

  @Test
  void listsKpisRowsAndTheirChanges() throws Exception {
    scenario
        .arrives(visit("ann", "2026-01-13T08:00:00Z"))
        .computes(WAU, "2026-01-14")
        .arrives(visit("bob", "2026-01-13T09:00:00Z"))
        .computes(WAU, "2026-01-19");

    assertThat(scenario.ask("list", "--format=csv"))
        .isEqualToNormalizingNewlines(
            """
            kpi,definition_version,newest_as_of,current_rows,pending,final_rows
            weekly_active_users,2,2026-01-19T00:00:00Z,2,0,2
            """);
    assertThat(scenario.ask("show", WAU, "--persona=all", "--format=json"))
        .contains("\"persona\":\"all\"", "\"active_users\":2")
        .doesNotContain("student");
    assertThat(scenario.ask("show", WAU, "--persona=all"))
        .contains("kpi ", "institution", "low-high", "week 2026-01-12", "(1 row)")
        .doesNotContain("run_id");
    assertThat(scenario.ask("show", WAU, "--persona=all", "--columns=value,events", "--format=csv"))
        .startsWith("value,events\r\n2,");
    assertThat(scenario.ask("show", WAU, "--grain=week", "--format=csv").lines()).hasSize(3);
    assertThat(scenario.ask("show", WAU, "--grain=day", "--format=csv").lines()).hasSize(1);
    assertThat(scenario.ask("show", WAU, "--period=2026-01-20", "--format=csv").lines()).hasSize(1);
    assertThat(scenario.ask("history", WAU, "--persona=student", WEEK, "--format=csv").lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(
            "local,default,student,\"\",\"\",week,2026-01-12T00:00:00Z,2026-01-14T00:00:00Z,"
                + "2026-01-19T00:00:00Z,1.0,2.0,,,1.0,2.0,0,0,0,0,0,0,1.0,\"events 1");
  }

  @Test
  void auditsTheNewestRows() throws Exception {
    scenario
        .arrives(
            visit("ann", "2026-01-13T08:00:00Z"),
            account("ann", "2026-01-13T07:00:00Z"),
            event("student_onboarding_completed", "ann", "2026-01-13T08:00:00Z", "done"))
        .computes("all", "2026-01-19");
    assertThat(scenario.ask("audit", "all", "--format=csv").lines()).hasSize(1);
    assertThat(scenario.exitCode("audit", "all")).isEqualTo(ExitCode.DONE);

    scenario.execute("UPDATE kpi_values SET numerator = 3 WHERE kpi = '" + WAU + "'");
    assertThat(scenario.ask("audit", WAU, "--format=csv").lines())
        .containsExactly(
            "kpi,cell,figure,stored,audited",
            WAU
                + ",--environment=local --tenant=default --persona=all --grain=week"
                + " --period=2026-01-12,numerator,3.0,1.0",
            WAU
                + ",--environment=local --tenant=default --persona=student --grain=week"
                + " --period=2026-01-12,numerator,3.0,1.0");
    assertThat(scenario.exitCode("audit", "all")).isEqualTo(ExitCode.CHECK);
    assertThat(scenario.exitCode("audit", "onboarding_completion")).isEqualTo(ExitCode.DONE);
    assertThat(noted()).containsExactly("onboarding_completion: 0", WAU + ": 2");
  }

  /** What the newest audits have found, of the KPIs that have rows. */
  private List<String> noted() {
    return AuditRows.newest(new DuckDbWarehouse(directory.resolve("w.duckdb"))).stream()
        .filter(audit -> audit.auditedAt().isPresent())
        .map(audit -> audit.kpi() + ": " + audit.differing())
        .toList();
  }

  @Test
  void whoMayOnlyReadTheFileHasTheAnswerOfTheAudit() throws Exception {
    scenario.arrives(visit("ann", "2026-01-13T08:00:00Z")).computes(WAU, "2026-01-19");
    scenario.execute("DROP TABLE quality_checks");
    assertThat(scenario.exitCode("audit", WAU)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void reportsAllWrongOptionsAtOnce() throws Exception {
    assertThatThrownBy(
            () ->
                scenario.ask(
                    "why",
                    "daily_users",
                    "--format=xml",
                    "--limit=0",
                    "--toAsOf=soon",
                    "--grain=x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("There is no KPI 'daily_users'; there are onboarding_completion, ")
        .hasMessageContaining("--period is required by why")
        .hasMessageContaining(
            "--format must be auto or table or vertical or csv or json, not 'xml'.")
        .hasMessageContaining("--limit must be at least 1, not 0.")
        .hasMessageContaining("--toAsOf must be a date")
        .hasMessageContaining("--grain must be day or week or month or term, not 'x'.");
    assertThatThrownBy(() -> scenario.ask("dance"))
        .hasMessage(
            "Say what to do: list, show, history, why, attribute, explain or audit, not 'dance'.");
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(help, true, StandardCharsets.UTF_8);
    assertThat(KpiCommand.COMMAND.run(new String[] {"--help"}, out)).isEqualTo(ExitCode.DONE);
    assertThat(KpiCommand.COMMAND.run(new String[] {}, out)).isEqualTo(ExitCode.USAGE);
    assertThat(help.toString(StandardCharsets.UTF_8))
        .contains("why <kpi>", "--fromAsOf=…", "--localWarehouse=…", "weekly_active_users");
  }

  @Test
  void asksWhichRowIsMeant() throws Exception {
    scenario
        .arrives(
            visit("ann", "2026-01-13T08:00:00Z"),
            visit("bob", "2026-01-13T08:00:00Z")
                .replace("\"persona\"", "\"tenant_id\":\"north\",\"persona\""))
        .computes(WAU, "2026-01-19");
    assertThatThrownBy(() -> scenario.ask("explain", WAU, WEEK))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Say which row is meant: --tenant=")
        .hasMessageContaining("--tenant=north --environment=local --persona=all --grain=week");
    assertThat(scenario.ask("explain", WAU, WEEK, "--tenant=north")).contains("bob", "(1 row)");
    assertThatThrownBy(() -> scenario.ask("explain", WAU, WEEK, "--tenant=south"))
        .hasMessage("weekly_active_users has no institution 'south'; it has 'default', 'north'.");
    assertThatThrownBy(() -> scenario.ask("explain", WAU, "--period=2026-03-02"))
        .hasMessageContaining("the nearest: week of --period=2026-01-12");
    assertThat(scenario.ask("history", WAU)).contains("4 rows, and no change");
    assertThat(scenario.ask("show", WAU, "--persona=advisor"))
        .contains("weekly_active_users has no persona 'advisor'; it has 'all', 'student'.");
  }
}
