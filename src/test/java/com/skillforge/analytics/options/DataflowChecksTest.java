package com.skillforge.analytics.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataflowChecksTest {
  private static final String[] IN_GOOGLE_CLOUD = {
    "--runner=DataflowRunner",
    "--project=p",
    "--region=europe-west1",
    "--tempLocation=gs://b/temp",
    "--warehouses=bigquery"
  };

  private static JobOptions onDataflow(String... more) {
    String[] args = Stream.of(IN_GOOGLE_CLOUD, more).flatMap(Stream::of).toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(args).as(JobOptions.class);
  }

  private static List<String> problems(JobOptions options) {
    List<String> problems = new ArrayList<>();
    Request request = JobChecks.check(options, new ArrayList<>());
    DataflowChecks.check(options, request, problems);
    return problems;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gs://b/events.ndjson",
        "gs://b/{2026,2027}/*.ndjson",
        "gs://b/{a,b}.ndjson, gs://b/c.ndjson",
        "gs://b/a.ndjson,gs://b/{b,c}/{d,e}.ndjson"
      })
  void filesInABucketAreInReach(String input) {
    assertThat(problems(onDataflow("--source=files", "--input=" + input))).isEmpty();
  }

  @Test
  void everyPatternOfThisMachineIsNamedWhole() {
    assertThat(
            problems(
                onDataflow(
                    "--source=files", "--input=gs://b/a.ndjson,events/{b,c}.ndjson,/d.ndjson")))
        .hasSize(2)
        .allMatch(problem -> problem.contains("out of reach for Dataflow's workers"))
        .anyMatch(problem -> problem.startsWith("--input: the file events/{b,c}.ndjson is"))
        .anyMatch(problem -> problem.startsWith("--input: the file /d.ndjson is"));
  }

  @Test
  void secretsOfThisMachineAreOutOfReachToo() {
    assertThat(
            problems(
                onDataflow("--identityPasswordFile=password", "--identityPasswordEnv=PASSWORD")))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("--identityPasswordFile: the file password is"))
        .anyMatch(problem -> problem.startsWith("--identityPasswordEnv names a variable of this"));
    assertThat(
            problems(
                onDataflow(
                    "--personaRedisPasswordFile=password", "--personaRedisPasswordEnv=PASSWORD")))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("--personaRedisPasswordFile: the file password is"))
        .anyMatch(problem -> problem.startsWith("--personaRedisPasswordEnv names a variable of"));
    assertThat(problems(onDataflow("--identityPasswordFile=sm://projects/p/secrets/s/versions/1")))
        .isEmpty();
  }

  @Test
  void theLocalWarehouseIsOutOfReach() {
    JobOptions options = onDataflow();
    options.setWarehouses("local");

    assertThat(problems(options))
        .singleElement()
        .asString()
        .startsWith("--warehouses=local is a file on this machine");
  }

  @Test
  void aJobIsEndedOnDataflowAndNotHere() {
    assertThat(problems(onDataflow("--streaming", "--drainAtEnd")))
        .singleElement()
        .asString()
        .contains("on Dataflow drain or cancel the job itself");
  }
}
