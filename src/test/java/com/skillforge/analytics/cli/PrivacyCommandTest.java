package com.skillforge.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UsageException;
import com.skillforge.analytics.io.WarehouseException;
import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.model.Alias;
import com.skillforge.analytics.model.ErasedIds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandTest {
  @TempDir Path directory;
  private DuckDbWarehouse warehouse;

  private record Answer(ExitCode code, String text) {}

  @BeforeEach
  void open() {
    warehouse = new DuckDbWarehouse(new SinkFixture(directory.resolve("w.duckdb")).file());
  }

  private static Answer ask(String... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ExitCode code = new PrivacyCommand().run(args, out);
    return new Answer(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private String local() {
    return "--localWarehouse=" + warehouse.file();
  }

  @Test
  void anAuditCountsWhatIsStoredAgainstOptOuts() throws Exception {
    Answer before = ask("audit", local());
    warehouse.execute(
        """
        INSERT INTO privacy.preferences
          (event_id, event_timestamp, environment, tenant_id, canonical_user_id, opt_out_status)
          VALUES ('out', TIMESTAMP '2026-01-06 11:00:00', 'prod', 'north', 'ann', true)""");
    warehouse.execute(
        """
        INSERT INTO raw_events.discovery
          (event_id, event_timestamp, environment, tenant_id, canonical_user_id)
          VALUES ('a', TIMESTAMP '2026-01-06 10:00:00', 'prod', 'north', 'ann'),
            ('b', TIMESTAMP '2026-01-06 12:00:00', 'prod', 'north', 'ann'),
            ('c', TIMESTAMP '2026-01-06 12:00:00', 'prod', 'north', 'bea')""");

    Answer after = ask("audit", local());

    assertThat(before.code()).isEqualTo(ExitCode.DONE);
    assertThat(before.text()).isEqualTo("Raw tables and opt-outs agree: local.\n");
    assertThat(after.code()).isEqualTo(ExitCode.CHECK);
    assertThat(after.text()).containsPattern("raw_events.discovery[^0-9]+1\\b");
  }

  @Test
  void aScanThatFindsNothingSaysWhatItLookedAt() throws Exception {
    Answer answer = ask("scan", local());

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.text()).matches("No raw PII in local: [0-9]+ columns of [0-9]+ tables\\.\n");
  }

  @Test
  void aScanThatFindsSomethingFailsAndDoesNotPrintIt() throws Exception {
    warehouse.execute("INSERT INTO dead_letters (payload) VALUES ('maya.rivera@example.org')");
    Path log = Files.writeString(directory.resolve("run.log"), "ok\ncall 415-555-0100\n");

    Answer both = ask("scan", local(), "--input=" + log);
    Answer files = ask("scan", "--input=" + log);

    assertThat(both.code()).isEqualTo(ExitCode.CHECK);
    assertThat(both.text())
        .contains("main.dead_letters.payload", "****.******@*******.***", "###-###-####", "line 2")
        .contains("Raw PII in 2 places")
        .doesNotContain("maya", "example.org", "555-0100");
    assertThat(files.code()).isEqualTo(ExitCode.CHECK);
    assertThat(files.text())
        .contains("Raw PII in 1 place, having looked at 2 lines of 1 file.")
        .doesNotContain("dead_letters");
  }

  @Test
  void wrongOptionsAreReportedTogether() {
    assertThatThrownBy(() -> ask("scan", "--warehouses=oracle", "--input=", "--what=1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--warehouses must be")
        .hasMessageContaining("--input must name files")
        .hasMessageContaining("--what is not an option");
    assertThatThrownBy(() -> ask("receipts", "--user=a", "--request=b", "--format=xml"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--user or --request")
        .hasMessageContaining("--format must be");
    assertThatThrownBy(() -> ask("look"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("scan")
        .hasMessageContaining("receipts");
    assertThatThrownBy(() -> ask("scan", "--localWarehouse=" + directory.resolve("none.duckdb")))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void helpNamesTheQuestions() throws Exception {
    assertThat(ask().code()).isEqualTo(ExitCode.USAGE);
    assertThat(ask("--help").text()).contains("scan", "receipts");
    assertThat(ask("scan", "--help").text()).contains("--input", "--warehouses");
  }

  @Test
  void receiptsAreThoseOfARequestOrAUser() throws Exception {
    receipt("north", "t-1", "local", "user_sessions", 12);
    receipt("north", "t-1", "postgresql", "identity_links", 3);
    receipt("south", "t-2", "local", "user_sessions", 5);
    String hash = ErasedIds.hash("salt", Alias.userId("north", "ann"));
    warehouse.execute(
        "INSERT INTO privacy.suppression_list (tenant_id, alias_type, salt, alias_hash, request_id)"
            + " VALUES ('north', 'user_id', 'salt', '"
            + hash
            + "', 't-1')");

    assertThat(ask("receipts", local()).text())
        .contains("20 rows removed for 2 requests from local, postgresql.");
    assertThat(ask("receipts", local(), "--request=t-2").text())
        .contains("5 rows removed for 1 request from local.")
        .doesNotContain("t-1");
    assertThat(ask("receipts", local(), "--user=ann", "--tenant=north").text())
        .contains("identity_links", "2026-02-03T04:05:06Z", "15 rows removed for 1 request")
        .doesNotContain("t-2", "ann");
    assertThat(ask("receipts", local(), "--user=ann").text()).contains("There is no receipt");
    assertThat(ask("receipts", local(), "--tenant=south", "--format=csv").text().lines())
        .containsExactly(
            "warehouse,tenant_id,request_id,store,table,rows_removed,removed_at,run_id",
            "local,south,t-2,local,user_sessions,5,2026-02-03T04:05:06Z,run");
  }

  private void receipt(String tenant, String request, String store, String table, int rows) {
    warehouse.execute(
        "INSERT INTO privacy.erasure_receipts VALUES ('%s', '%s', '%s', '%s', %d, 'run', '%s')"
            .formatted(tenant, request, store, table, rows, "2026-02-03 04:05:06"));
  }
}
