package com.skillforge.analytics.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.pipelines.launch.RunReport;
import com.skillforge.analytics.testing.PushgatewayStandIn;
import com.skillforge.analytics.testing.TestRecords;
import com.skillforge.analytics.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipelines on Flink, whose cluster runs within this process, against the same on the Direct
 * runner. Only a build with {@code -Pflink} has the runner.
 */
@Tag("flink")
@ExtendWith(Semester.OnKafka.class)
class FlinkRunnerIT {
  private static final String DIRECT = "--runner=DirectRunner";
  private static final String FLINK = "--runner=FlinkRunner";

  /** Copies of a record lie at different positions; which one a stream sees first is chance. */
  private static final String[] BY_CHANCE = {
    "run_id", "record_partition", "record_offset", "record_timestamp"
  };

  private static final String WITHOUT_PERSONA =
      Stream.of("known", "stranger")
          .map(
              user ->
                  "{\"event_name\":\"session_started\",\"event_id\":\"%s\",\"anonymous_id\":\"%s\","
                          .formatted(TestRecords.uuid(user), TestRecords.uuid("v" + user))
                      + "\"user_id\":\"%s\",\"event_timestamp\":\"2026-01-20T08:00:00Z\","
                          .formatted(user)
                      + "\"context_page\":\"/x\",\"opt_out_status\":false}\n")
          .collect(Collectors.joining());

  @TempDir Path directory;

  @Test
  void rawEventsAndKpisAreThoseOfTheDirectRunner() throws IOException {
    List<String> semester = new ArrayList<>(SmallSemester.write(directory.resolve("semester")));
    Files.writeString(directory.resolve("semester").resolve("unnamed.ndjson"), WITHOUT_PERSONA);
    Path direct = directory.resolve("direct.duckdb");
    Path flink = directory.resolve("flink.duckdb");

    RunReport expected;
    RunReport raw;
    try (TestRedis redis = TestRedis.start();
        PushgatewayStandIn ofDirect = PushgatewayStandIn.start();
        PushgatewayStandIn ofFlink = PushgatewayStandIn.start()) {
      redis.put("known", "advisor");
      semester.add("--personaRedisUri=" + redis.uri());
      expected = Runs.rawEvents(pushing(into(direct, semester, DIRECT), ofDirect));
      raw = Runs.rawEvents(pushing(into(flink, semester, FLINK), ofFlink));
      assertThat(counters(ofFlink)).isEqualTo(counters(ofDirect)).hasSizeGreaterThan(20);
      Runs.kpi(into(direct, semester, DIRECT));
      Runs.kpi(into(flink, semester, FLINK));
    }

    assertThat(raw.counts()).usingRecursiveComparison().isEqualTo(expected.counts());
    assertThat(raw.personas().lookedUp()).isEqualTo(2);
    assertThat(raw.personas().missing()).isEqualTo(1);
    assertThat(Tables.query(flink, "SELECT persona FROM user_sessions WHERE user_id = 'known'"))
        .containsExactly("advisor");
    Tables tables = Tables.of(direct, "run_id");
    assertThat(tables.count(Tables.DEAD_LETTERS)).isPositive();
    assertThat(tables.count(Tables.DUPLICATES)).isPositive();
    assertThat(tables.count(Tables.KPI_VALUES)).isGreaterThan(100);
    Tables.of(flink, "run_id").assertSameAs(tables);
  }

  private static List<String> pushing(List<String> arguments, PushgatewayStandIn pushgateway) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--metricsPushUrl=" + pushgateway.address());
    return all;
  }

  /** What was counted of records, by series and labels. */
  private static Map<String, Double> counters(PushgatewayStandIn pushgateway) {
    Map<String, Double> counters = new TreeMap<>();
    pushgateway
        .scrape()
        .values()
        .forEach(
            (series, value) -> {
              if (series.name().matches("(analytics_events|pipeline_records)_.*_total")) {
                counters.put(series.toString(), value);
              }
            });
    return counters;
  }

  /**
   * A stream judges a record by the preferences that have arrived before it; Flink reads topics
   * side by side. So this holds for users who never changed theirs.
   */
  @Test
  void aStreamStoresWhatBatchOnTheDirectRunnerStores(Semester semester) {
    Path batched = directory.resolve("batch.duckdb");
    Path streamed = directory.resolve("stream.duckdb");
    RunReport batch = Runs.rawEvents(semester.arguments(batched, DIRECT));

    RunReport stream =
        Runs.rawEvents(
            semester.arguments(
                streamed, FLINK, "--streaming", "--drainAtEnd", "--dedupeHorizon=P400D"));

    assertThat(stream.counts().isConserved()).isTrue();
    assertThat(stream.counts().read()).isEqualTo(batch.counts().read());
    assertThat(stream.counts().duplicates()).isEqualTo(batch.counts().duplicates());
    assertThat(stream.counts().deadLetterCodes()).isEqualTo(batch.counts().deadLetterCodes());
    Tables stored = records(batched);
    assertThat(stored.rows().values().stream().mapToInt(List::size).sum()).isGreaterThan(2_000);
    records(streamed).assertSameAs(stored);
  }

  private static Tables records(Path warehouse) {
    return Tables.of(warehouse, BY_CHANCE).records();
  }

  private static List<String> into(Path warehouse, List<String> source, String runner) {
    return Stream.concat(source.stream(), Stream.of("--localWarehouse=" + warehouse, runner))
        .toList();
  }
}
