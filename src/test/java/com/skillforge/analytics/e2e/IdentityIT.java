package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.io.SourceException;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.testing.TestPostgres;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links of a visitor, a merge and a shared hash, from PostgreSQL and from a file. */
class IdentityIT {
  private static final String VISITOR = TestRecords.uuid("visitor");
  private static final String HASH = Links.hash("shared@");

  private static final List<IdentityLink> LINKS =
      List.of(
          Links.link(Alias.anonymousId("default", VISITOR), "old", "new"),
          Links.link(Alias.userId("default", "old"), "new"),
          Links.link(Alias.piiHash("default", 1, HASH), "shared"));

  @TempDir Path directory;
  private Path events;

  @BeforeEach
  void writeEvents() throws IOException {
    events = directory.resolve("events.ndjson");
    Files.write(
        events,
        List.of(
            event("career_match_viewed", "visit", null, VISITOR, "2026-01-05T08:00:00Z", ""),
            event("session_started", "new1", "new", "n", "2026-01-05T09:00:00Z", ""),
            event("session_started", "old1", "old", "o", "2026-01-06T09:00:00Z", ""),
            event("career_match_viewed", "copy", "old", "o", "2026-01-06T10:00:00Z", ""),
            event("career_match_viewed", "copy", "new", "o", "2026-01-06T11:00:00Z", ""),
            event("session_started", "h1", "one", "1", "2026-01-07T09:00:00Z", hash(1)),
            event("session_started", "h2", "two", "2", "2026-01-07T10:00:00Z", hash(1)),
            event("session_started", "h3", "three", "3", "2026-01-07T11:00:00Z", hash(2)),
            event("session_started", "h4", "new", "4", "2026-01-07T12:00:00Z", ""),
            optOut("new", "2026-01-08T00:00:00Z"),
            event("career_match_viewed", "late", "old", "o", "2026-01-08T10:00:00Z", "")));
  }

  private static String hash(int salt) {
    return ",\"pii_hash\":\"" + HASH + "\",\"salt_version\":" + salt;
  }

  private static String event(
      String name, String id, @Nullable String user, String visitor, String time, String more) {
    return ("{\"event_name\":\"%s\",\"event_id\":\"%s\",\"anonymous_id\":\"%s\",%s"
            + "\"event_timestamp\":\"%s\",\"persona\":\"student\",\"context_page\":\"/x\","
            + "\"context_device\":\"desktop\",\"opt_out_status\":false%s%s}")
        .formatted(
            name,
            TestRecords.uuid(id),
            visitor.length() > 1 ? visitor : TestRecords.uuid(visitor),
            user == null ? "" : "\"user_id\":\"" + user + "\",",
            time,
            name.equals("career_match_viewed") ? ",\"occupation_id\":\"15-1252.00\"" : "",
            more);
  }

  private static String optOut(String user, String time) {
    return event("settings_tracking_opt_out", "out" + user, user, "n", time, "")
        .replace("\"opt_out_status\":false", "\"opt_out_status\":true");
  }

  private void run(Path warehouse, String... identity) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--source=files", "--input=" + events, "--localWarehouse=" + warehouse));
    arguments.addAll(List.of(identity));
    Runs.rawEvents(arguments);
    arguments.add("--kpis=weekly_active_users");
    arguments.add("--to=2026-02-01");
    Runs.kpi(arguments);
  }

  private String csv(List<IdentityLink> links) throws IOException {
    return "--identityLinks=" + Links.write(links, directory.resolve("links.csv"));
  }

  private static List<String> activeUsers(Path warehouse) {
    return Tables.query(
        warehouse,
        "SELECT value || ' ' || excluded_unresolved FROM kpi_current"
            + " WHERE persona = 'all' ORDER BY period_start");
  }

  private static List<String> users(Path warehouse) {
    return Tables.query(
        warehouse,
        "SELECT DISTINCT coalesce(canonical_user_id, '-') FROM (SELECT canonical_user_id FROM"
            + " user_sessions UNION ALL SELECT canonical_user_id FROM raw_events.discovery)"
            + " ORDER BY 1");
  }

  /** The stored records, whoever stored them. */
  private static Tables raw(Path warehouse) {
    return Tables.of(warehouse, "run_id")
        .raw()
        .only(table -> !table.equals("identity.link_changes"));
  }

  @Test
  void postgresAndAFileGiveTheSameRows() throws IOException {
    Path fromFile = directory.resolve("file.duckdb");
    Path fromPostgres = directory.resolve("postgres.duckdb");

    run(fromFile, csv(LINKS));
    try (TestPostgres postgres = TestPostgres.start()) {
      postgres.setLinks(LINKS);
      run(
          fromPostgres,
          "--identityJdbcUrl=" + postgres.url(),
          "--identityUser=" + TestPostgres.USER);
    }

    assertThat(users(fromFile)).containsExactly("new", "shared", "three");
    // The visitor and the merged user are one, the two with one hash another, and a third.
    assertThat(activeUsers(fromFile)).containsExactly("3.0 0");
    assertThat(Tables.query(fromFile, "SELECT count(*) FROM identity.links")).containsExactly("3");
    Tables.of(fromPostgres).assertSameAs(Tables.of(fromFile));
  }

  @Test
  void aLaterLinkReattributesWhatIsStored() throws IOException {
    Path warehouse = directory.resolve("again.duckdb");
    Path fresh = directory.resolve("fresh.duckdb");

    run(warehouse, csv(List.of()));
    assertThat(users(warehouse)).containsExactly("-", "new", "old", "one", "three", "two");
    assertThat(activeUsers(warehouse)).containsExactly("5.0 1");
    run(warehouse, csv(LINKS));
    run(fresh, csv(LINKS));

    assertThat(activeUsers(warehouse)).containsExactly("3.0 0");
    assertThat(Tables.query(warehouse, "SELECT count(*) FROM kpi_values WHERE persona = 'all'"))
        .containsExactly("2");
    assertThat(Tables.query(warehouse, "SELECT count(*) FROM identity.link_changes"))
        .containsExactly("3");
    raw(warehouse).withoutRows(IdentityIT::isSuppressedByNow).assertSameAs(raw(fresh));
  }

  /** What was stored before the user turned out to be opted out is removed by the audit. */
  private static boolean isSuppressedByNow(String row) {
    return row.contains(TestRecords.uuid("late"));
  }

  @Test
  void aRemovedLinkGivesRecordsBack() throws IOException {
    Path warehouse = directory.resolve("again.duckdb");
    Path fresh = directory.resolve("fresh.duckdb");

    run(warehouse, csv(LINKS));
    run(warehouse, csv(List.of()));
    run(fresh, csv(List.of()));

    assertThat(activeUsers(warehouse)).isEqualTo(activeUsers(fresh));
    assertThat(
            Tables.query(
                warehouse,
                "SELECT count(*) FROM identity.link_changes WHERE resolved_after IS NULL"))
        .containsExactly("3");
    raw(warehouse).assertSameAs(raw(fresh));
  }

  @Test
  void aRunWithoutIdentityStoresNothingTwice() throws IOException {
    Path warehouse = directory.resolve("again.duckdb");
    Path fresh = directory.resolve("fresh.duckdb");

    run(warehouse, csv(LINKS));
    run(warehouse);
    run(fresh);

    raw(warehouse)
        .only(table -> !table.startsWith("identity."))
        .assertSameAs(raw(fresh).only(table -> !table.startsWith("identity.")));
  }

  @Test
  void anOptOutThatIsStoredCountsForWhomItBelongsToToday() throws IOException {
    Path warehouse = directory.resolve("again.duckdb");
    run(warehouse, csv(List.of()));
    Files.write(
        events,
        List.of(event("career_match_viewed", "next", "old", "o", "2026-01-09T10:00:00Z", "")));

    run(warehouse, csv(LINKS));

    assertThat(
            Tables.query(
                warehouse,
                "SELECT suppressed FROM pipeline_runs WHERE pipeline = 'raw-events' AND read = 1"))
        .containsExactly("1");
  }

  @Test
  void aCycleStopsTheRun() throws IOException {
    String cycle = csv(List.of(Links.merge("a", "b"), Links.merge("b", "a")));

    assertThatThrownBy(() -> run(directory.resolve("cycle.duckdb"), cycle))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a → b → a");
  }
}
