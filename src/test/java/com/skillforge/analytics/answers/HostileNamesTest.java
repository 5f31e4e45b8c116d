package com.skillforge.analytics.answers;

import static com.skillforge.analytics.io.duckdb.SinkFixture.DAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.MONDAY;
import static com.skillforge.analytics.io.duckdb.SinkFixture.batch;
import static com.skillforge.analytics.io.duckdb.SinkFixture.output;
import static com.skillforge.analytics.io.duckdb.SinkFixture.wau;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.io.duckdb.DuckDbWarehouse;
import com.skillforge.analytics.io.duckdb.SinkFixture;
import com.skillforge.analytics.options.KpiQueryOptions;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text is the name of an institution, for every query of the answers. */
class HostileNamesTest {
  private static final String WAU = "weekly_active_users";

  private static final List<String> NAMES =
      List.of(
          "environment =x",
          "environment = 'local' OR tenant_id = 'north",
          "' OR 'a' = 'a",
          "a\"b",
          "%1$s",
          "back\\slash",
          "-- a comment",
          "/* another",
          "period_start",
          "ünï 漢");

  @TempDir Path directory;
  private DuckDbWarehouse warehouse;

  private void execute(String sql, String name) {
    warehouse.write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeUpdate();
          }
        });
  }

  private String answer(String tenant, Consumer<KpiAnswers> question) {
    KpiQueryOptions options = PipelineOptionsFactory.as(KpiQueryOptions.class);
    options.setLocalWarehouse(warehouse.file().toString());
    options.setTenant(tenant);
    options.setFormat("csv");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    question.accept(
        new KpiAnswers(TrackingPlan.builtIn(), KpiQuery.read(options, new ArrayList<>()), out));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private List<DroppedCopy> copies(String tenant) {
    return warehouse.read(connection -> DroppedCopy.read(connection, tenant));
  }

  private String personOfBob(String tenant) {
    return warehouse.read(connection -> LinkHistory.read(connection, tenant)).personOf("bob");
  }

  @Test
  void findsTheRowsOfEachInstitutionWhateverItIsCalled() {
    SinkFixture fixture = new SinkFixture(directory.resolve("w.duckdb"));
    fixture.write(batch("a run"), output().value(wau(0, MONDAY + DAY, 5, 1.0)));
    warehouse = new DuckDbWarehouse(fixture.file());
    for (String name : NAMES) {
      execute(
          "INSERT INTO kpi_values SELECT * REPLACE (? AS tenant_id) FROM"
              + " (FROM kpi_values LIMIT 1)",
          name);
      execute(
          "INSERT INTO duplicate_records (tenant_id, record_type, record_id, event_time,"
              + " record_source, record_topic, record_partition, record_offset, kept_source,"
              + " kept_topic, kept_partition, kept_offset, written_at) VALUES (?, 'resume', 'id',"
              + " TIMESTAMP '2026-01-05', 'kafka', 't', 0, 1, 'kafka', 't', 0, 0,"
              + " TIMESTAMP '2026-01-06')",
          name);
      execute(
          "INSERT INTO identity.links (tenant_id, alias_type, alias, resolved_user_id)"
              + " VALUES (?, 'user_id', 'bob', 'ann')",
          name);
    }

    for (String name : NAMES) {
      assertThat(answer(name, KpiAnswers::list).lines()).as(name).hasSize(2);
      assertThat(answer(name, answers -> answers.show(WAU)).lines()).as(name).hasSize(2);
      assertThat(answer(name, answers -> answers.history(WAU)).lines()).as(name).hasSize(1);
      assertThat(copies(name)).as(name).hasSize(1);
      assertThat(personOfBob(name)).as(name).isEqualTo("ann");

      String other = name + "?";
      assertThat(answer(other, KpiAnswers::list).lines()).as(other).hasSize(1);
      assertThat(answer(other, answers -> answers.show(WAU)).lines()).as(other).hasSize(1);
      assertThat(copies(other)).as(other).isEmpty();
      assertThat(personOfBob(other)).as(other).isEqualTo("bob");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"environment =x", "it's", "a\"b", "%1$s"})
  void recordsAreListedWithTheNamesThatTheyHave(String name) {
    RecordLine line =
        new RecordLine(
            name,
            "resume",
            Instant.parse("2026-01-05T10:00:00Z").toEpochMilli(),
            name,
            null,
            name,
            name);
    List<String> shown =
        RecordLine.rows("unit", "note", List.of(line)).next().stream()
            .map(value -> value.text())
            .toList();
    assertThat(shown)
        .containsExactly(name, "resume", "2026-01-05T10:00:00Z", name, "", "", "", "", name, name);
  }
}
