package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.model.LookedAt;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.simulation.SemesterSimulator;
import com.skillforge.analytics.simulation.Simulation;
import com.skillforge.analytics.simulation.SimulationFiles;
import com.skillforge.analytics.simulation.SimulationSettings;
import com.skillforge.analytics.simulation.SimulationSettings.Medium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that looks only at those of whom something is new has the rows of one that looks at all.
 */
class IncrementalKpisIT {
  /** All rows as of an instant, but for who computed them when. */
  private static final String ROWS =
      """
      SELECT concat_ws(' ', kpi, definition_version, environment, tenant_id, persona, dimension,
        dimension_value, period_start, period_end, 'numerator', numerator, 'denominator',
        denominator, 'value', value, 'pending', pending, 'excluded', excluded_opt_out,
        excluded_unresolved, measures, is_final)
      FROM kpi_values
      WHERE as_of = TIMESTAMP '%s'
      ORDER BY ALL
      """;

  /** Those that have units: not those that say of an earlier row that it has none any more. */
  private static final String ROWS_WITH_UNITS =
      ROWS.replace(
          "ORDER BY",
          "AND (numerator > 0 OR denominator > 0 OR pending > 0 OR excluded_opt_out > 0"
              + " OR excluded_unresolved > 0) ORDER BY");

  private static final Predicate<String> OPT_OUT =
      line -> line.contains("settings_tracking_opt_out");

  @TempDir static Path files;
  @TempDir Path directory;
  private static String links;
  private static String terms;

  @BeforeAll
  static void simulate() throws IOException {
    Simulation simulation =
        SemesterSimulator.simulate(
            new SimulationSettings(17, 2_000, 0.3, Optional.empty(), Medium.FILES));
    SimulationFiles.write(simulation, files);
    links = simulation.identityLinksCsv();
    terms = simulation.termsCsv();
  }

  private Path stored() {
    return directory.resolve("stored.duckdb");
  }

  /** Stores the records at some part of the way through each file. */
  private void store(double from, double to, String... more) throws IOException {
    store(from, to, line -> true, more);
  }

  private void store(double from, double to, Predicate<String> wanted, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--source=files",
                "--input=" + part(from, to, wanted),
                "--localWarehouse=" + stored()));
    arguments.addAll(Arrays.asList(more));
    Runs.rawEvents(arguments);
  }

  private Path part(double from, double to) throws IOException {
    return part(from, to, line -> true);
  }

  private Path part(double from, double to, Predicate<String> wanted) throws IOException {
    Path part = Files.createDirectories(directory.resolve("part-" + from + "-" + to));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files, "*.ndjson")) {
      for (Path file : all) {
        // Latin-1 keeps bytes that are no UTF-8 as they are.
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        Files.write(
            part.resolve(file.getFileName()),
            lines.subList((int) (lines.size() * from), (int) (lines.size() * to)).stream()
                .filter(wanted)
                .toList(),
            StandardCharsets.ISO_8859_1);
      }
    }
    return part;
  }

  private List<String> fromStored(Path warehouse, String to, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--source=warehouse",
                "--localWarehouse=" + warehouse,
                "--terms=" + Files.writeString(directory.resolve("terms.csv"), terms),
                "--to=" + to));
    arguments.addAll(Arrays.asList(more));
    return arguments;
  }

  private LookedAt run(String to, String... more) throws IOException {
    RunReport run = Runs.kpi(fromStored(stored(), to, more));
    assertThat(run.counts().isConserved()).isTrue();
    return run.looked().orElseThrow();
  }

  /** Runs the KPIs, and once more over everything in a copy: the rows must be the same. */
  private LookedAt runAsOf(String to, String... more) throws IOException {
    Path copy = directory.resolve("copy.duckdb");
    Files.copy(stored(), copy, StandardCopyOption.REPLACE_EXISTING);
    LookedAt looked = run(to, more);
    List<String> full = fromStored(copy, to, more);
    full.add("--recompute=full");
    Runs.kpi(full);

    assertThat(Tables.query(stored(), ROWS.formatted(to)))
        .hasSizeGreaterThan(100)
        .containsExactlyElementsOf(Tables.query(copy, ROWS.formatted(to)));
    return looked;
  }

  /** The rows that the same records give when they are read from files, where nothing is kept. */
  private void assertThatRowsAreThoseOfFiles(double part, String to) throws IOException {
    Path direct = directory.resolve("direct.duckdb");
    Files.deleteIfExists(direct);
    Runs.kpi(
        List.of(
            "--source=files",
            "--input=" + part(0, part),
            "--localWarehouse=" + direct,
            "--terms=" + directory.resolve("terms.csv"),
            "--to=" + to));
    assertThat(Tables.query(stored(), ROWS_WITH_UNITS.formatted(to)))
        .containsExactlyElementsOf(Tables.query(direct, ROWS_WITH_UNITS.formatted(to)));
  }

  @Test
  void everyRunHasTheRowsOfOneOverEverything() throws IOException {
    store(0, 0.5);
    assertThat(run("2026-03-10").isAll()).isTrue();
    assertThatRowsAreThoseOfFiles(0.5, "2026-03-10");

    store(0.5, 0.6);
    LookedAt news = runAsOf("2026-03-20");
    assertThat(news.subjects()).isPositive().isLessThan(news.known());
    assertThatRowsAreThoseOfFiles(0.6, "2026-03-20");

    List<String> without = fromStored(stored(), "2026-03-20");
    without.removeIf(argument -> argument.startsWith("--terms="));
    LookedAt again = Runs.kpi(without).looked().orElseThrow(); // the terms are stored
    assertThat(again.subjects()).isZero();
    assertThat(again.toText()).matches("looked at 0 of [\\d,]+ subjects");

    store(0.55, 0.8); // some of it once more
    assertThat(runAsOf("2026-04-15").isAll()).isFalse();
    assertThatRowsAreThoseOfFiles(0.8, "2026-04-15");

    store(0.8, 1);
    assertThat(runAsOf("2026-06-30").isAll()).isFalse();
    assertThatRowsAreThoseOfFiles(1, "2026-06-30");
  }

  @Test
  void aReportOfAFewDaysKeepsWhatTheNextOneNeeds() throws IOException {
    store(0, 0.6);
    run("2026-03-20", "--from=2026-03-01");
    store(0.6, 0.7);
    assertThat(runAsOf("2026-04-01", "--from=2026-03-12").isAll()).isFalse();
    assertThat(runAsOf("2026-04-10", "--from=2026-03-30").isAll()).isFalse();

    LookedAt wider = run("2026-04-10", "--from=2026-03-20");
    assertThat(wider.reason()).contains("starts earlier");
  }

  @Test
  void peopleWhoTurnOutToBeOneAreLookedAt() throws IOException {
    store(0, 0.6);
    run("2026-03-20");

    String identities =
        "--identityLinks=" + Files.writeString(directory.resolve("links.csv"), links);
    store(0.6, 0.7, identities);
    LookedAt merged = runAsOf("2026-04-01");

    assertThat(Tables.query(stored(), "SELECT alias FROM identity.link_changes")).isNotEmpty();
    assertThat(merged.subjects()).isPositive();
  }

  @Test
  void whatHasGoneFromTheTablesIsNoLongerCounted() throws IOException {
    store(0, 0.7);
    run("2026-04-01");
    new DuckDbWarehouse(stored())
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(
                    "DELETE FROM user_sessions WHERE hash(event_id) % 3 = 0");
              }
            });

    LookedAt anew = runAsOf("2026-04-01");

    assertThat(anew.isAll()).isTrue();
    assertThat(anew.reason()).contains("deleted").contains("session_started");
  }

  @Test
  void whatOptOutsRemoveIsNoReasonToLookAtEverybody() throws IOException {
    store(0, 0.6, OPT_OUT.negate());
    run("2026-03-20");

    store(0, 0.6, OPT_OUT.and(line -> line.hashCode() % 2 == 0));
    RunReport before = Runs.privacyAudit(List.of("--localWarehouse=" + stored()));
    assertThat(before.summary().rowsRemoved()).containsKey("frontend.timings");
    LookedAt unseen = runAsOf("2026-03-20");
    assertThat(unseen.isAll()).as(unseen.toText()).isFalse();
    assertThat(unseen.subjects()).isPositive().isLessThan(unseen.known());

    store(0, 0.6, OPT_OUT.and(line -> line.hashCode() % 2 != 0));
    assertThat(runAsOf("2026-03-21").isAll()).isFalse();
    RunReport after = Runs.privacyAudit(List.of("--localWarehouse=" + stored()));
    assertThat(after.summary().rowsRemoved()).isNotEmpty();
    LookedAt seen = runAsOf("2026-03-21");
    assertThat(seen.isAll()).as(seen.toText()).isFalse();

    assertThat(run("2026-03-21").subjects()).isZero();
  }

  @Test
  void whoIsErasedIsTakenFromTheSums() throws IOException {
    store(0, 0.7);
    run("2026-04-01");

    erase("kpi_contributions.subject_kind = 'sender' AND r.persona = 'student'");
    LookedAt few = runAsOf("2026-04-01");
    assertThat(few.isAll()).as(few.toText()).isFalse();
    assertThat(few.subjects()).isPositive().isLessThan(50);
    assertThat(run("2026-04-01").subjects()).isZero();

    erase("kpi_contributions.subject_kind = 'sender' AND r.persona = 'advisor'");
    LookedAt all = runAsOf("2026-04-01");
    assertThat(all.reason())
        .as("an advisor's records are part of what students contribute")
        .isNotEmpty();
    assertThat(all.isAll()).isTrue();
  }

  /** Erases the one with most sessions of those of whom something is kept. */
  private void erase(String condition) {
    String user =
        Tables.query(
                stored(),
                """
                SELECT concat(r.tenant_id, ' ', r.user_id)
                FROM user_sessions AS r JOIN kpi_contributions
                  ON subject = r.canonical_user_id AND kpi_contributions.tenant_id = r.tenant_id
                WHERE r.user_id IS NOT NULL AND %s
                GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1"""
                    .formatted(condition))
            .get(0);
    String[] name = user.split(" ", 2);
    Runs.erasure(
        List.of(
            "--tenant=" + name[0],
            "--user=" + name[1],
            "--requestId=" + name[1],
            "--localWarehouse=" + stored()));
    assertThat(
            Tables.query(
                stored(),
                "SELECT subject FROM kpi_contributions WHERE contains(subject, '" + name[1] + "')"))
        .isEmpty();
  }

  @Test
  void anEarlierInstantLeavesAloneWhatIsKept() throws IOException {
    store(0, 0.7);
    run("2026-04-01");

    RunReport earlier = Runs.kpi(fromStored(stored(), "2026-03-01"));

    assertThat(earlier.looked()).isEmpty();
    assertThat(run("2026-04-01").subjects()).isZero();
  }
}
