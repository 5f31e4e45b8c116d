package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.IdentityLink;
import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.Links;
import com.skillforge.analytics.testing.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The salt is changed in the middle of a week: hashes of both versions lead to persons by links of
 * their own version, and by nothing else, through storing, counting and erasing.
 */
class SaltRotationIT {
  private static final String DIGEST = Links.hash("the same digits under either salt");

  @TempDir Path directory;
  private Path input;
  private Path links;
  private Path warehouse;

  @BeforeEach
  void write() throws IOException {
    warehouse = directory.resolve("local.duckdb");
    input = directory.resolve("analytics.events.student.ndjson");
    Files.write(
        input,
        List.of(
            // Known before and after the change: one person.
            visit("guest-1", Links.hash("ann under the first salt"), "1"),
            visit("guest-2", Links.hash("ann under the second salt"), "2"),
            // Known before only: who comes with the next salt is somebody else until a link comes.
            visit("guest-3", Links.hash("bob under the first salt"), "1"),
            visit("guest-4", Links.hash("bob under the second salt"), "2"),
            // The same digits under either salt are two persons; without a version it is the first.
            visit("guest-5", DIGEST, null),
            visit("guest-6", DIGEST, "1"),
            visit("guest-7", DIGEST, "2"),
            visit("guest-8", DIGEST, "3")));
    links = write(links());
  }

  private static List<IdentityLink> links() {
    return List.of(
        link(1, Links.hash("ann under the first salt"), "ann"),
        link(2, Links.hash("ann under the second salt"), "ann"),
        link(1, Links.hash("bob under the first salt"), "bob"),
        link(1, DIGEST, "carl"),
        link(2, DIGEST, "dora"));
  }

  private Path write(List<IdentityLink> all) throws IOException {
    return Links.write(all, directory.resolve("links.csv"));
  }

  private static IdentityLink link(int version, String hash, String person) {
    return Links.link(Alias.piiHash("default", version, hash), person);
  }

  private static String visit(String user, String hash, String version) {
    return """
        {"event_name":"session_started","event_id":"%s","event_timestamp":"2026-01-14T08:00:00Z",\
        "user_id":"%s","anonymous_id":"%s","persona":"student","context_page":"/",\
        "context_device":"web","opt_out_status":false,"pii_hash":"%s"%s}"""
        .formatted(
            TestRecords.uuid("visit of " + user),
            user,
            TestRecords.uuid("browser of " + user),
            hash,
            version == null ? "" : ",\"salt_version\":" + version);
  }

  private RunReport store() {
    return Runs.rawEvents(
        List.of(
            "--source=files",
            "--input=" + input,
            "--identityLinks=" + links,
            "--localWarehouse=" + warehouse));
  }

  private List<String> persons() {
    return Tables.query(
        warehouse,
        "SELECT concat(user_id, ' is ', canonical_user_id) FROM user_sessions ORDER BY 1");
  }

  private List<String> weeklyUsers() {
    Runs.kpi(
        List.of(
            "--source=warehouse",
            "--kpis=weekly_active_users",
            "--localWarehouse=" + warehouse,
            "--to=2026-01-19"));
    return Tables.query(
        warehouse,
        """
        SELECT CAST(CAST(numerator AS INTEGER) AS VARCHAR) FROM kpi_current
        WHERE kpi = 'weekly_active_users' AND persona = 'all' AND dimension = ''
          AND period_start = '2026-01-12'""");
  }

  @Test
  void hashesMeetOnlyUnderOneSalt() throws IOException {
    store();

    assertThat(persons())
        .containsExactly(
            "guest-1 is ann",
            "guest-2 is ann",
            "guest-3 is bob",
            "guest-4 is guest-4",
            "guest-5 is carl",
            "guest-6 is carl",
            "guest-7 is dora",
            "guest-8 is guest-8");
    assertThat(weeklyUsers()).as("ann, bob, carl, dora, and two unknown").containsExactly("6");

    // Somebody links the hash of the next salt: earlier events follow, of that person alone.
    List<IdentityLink> more = new ArrayList<>(links());
    more.add(link(2, Links.hash("bob under the second salt"), "bob"));
    links = write(more);
    store();
    assertThat(persons()).contains("guest-4 is bob", "guest-7 is dora", "guest-8 is guest-8");
    assertThat(weeklyUsers()).containsExactly("5");
  }

  @Test
  void anErasureTakesTheHashesOfOneSaltAlone() {
    store();

    Runs.erasure(
        List.of(
            "--user=carl",
            "--requestId=ticket",
            "--identityLinks=" + links,
            "--localWarehouse=" + warehouse));
    assertThat(persons())
        .hasSize(6)
        .contains("guest-7 is dora", "guest-8 is guest-8")
        .noneMatch(line -> line.contains("carl"));

    // Nothing of the person comes back, and nobody else is taken for that person.
    RunReport again = store();
    assertThat(again.counts().erased()).isEqualTo(2);
    assertThat(persons()).hasSize(6).contains("guest-7 is dora", "guest-8 is guest-8");
    assertThat(weeklyUsers()).containsExactly("5");
  }
}
