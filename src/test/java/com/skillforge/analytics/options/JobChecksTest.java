package com.skillforge.analytics.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class JobChecksTest {
  private static final Instant MONDAY = Instant.parse("2026-01-12T00:00:00Z");

  private final List<String> problems = new ArrayList<>();

  private Request request(String... args) {
    return JobChecks.check(PipelineOptionsFactory.fromArgs(args).as(JobOptions.class), problems);
  }

  @Test
  void whatIsAskedForIsReadOnce() {
    Request request =
        request(
            "--source=local,kafka,local",
            "--bootstrapServers=b:1",
            "--eventTopics= one , two,",
            "--from=2026-01-12",
            "--to=2026-01-13T08:30:00Z",
            "--dedupeHorizon=P1DT12H");

    assertThat(problems).isEmpty();
    assertThat(request.sources()).containsExactlyInAnyOrder(SourceName.LOCAL, SourceName.KAFKA);
    assertThat(request.eventTopics()).containsExactly("one", "two");
    assertThat(request.range())
        .isEqualTo(RunRange.between(MONDAY, Instant.parse("2026-01-13T08:30:00Z")));
    assertThat(request.schedule()).isEmpty();
    assertThat(request.warehouses()).containsExactly(WarehouseKind.LOCAL);
    assertThat(request.dedupeHorizon()).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void theWarehouseThatIsReadIsTheFirstThatIsWritten() {
    String[] bigQueryFirst = {
      "--warehouses=bigquery,local", "--project=p", "--tempLocation=gs://b/t", "--source=warehouse"
    };
    assertThat(request(bigQueryFirst).history()).contains(WarehouseKind.BIGQUERY);
    bigQueryFirst[3] = "--source=local";
    assertThat(request(bigQueryFirst).history()).contains(WarehouseKind.LOCAL);
    assertThat(request("--source=kafka,warehouse", "--bootstrapServers=b:1").history())
        .contains(WarehouseKind.LOCAL);
    assertThat(request("--bootstrapServers=b:1").history()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void oneWarehouseIsReadAndOnlyInBatch() {
    request("--source=local,warehouse");
    assertThat(problems).singleElement().asString().contains("warehouse or local, not both");
    problems.clear();
    request("--source=warehouse", "--streaming");
    assertThat(problems).singleElement().asString().contains("leave warehouse out of --source");
    problems.clear();
    request("--source=warehouse", "--warehouses=,");
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("--warehouses must name at least one warehouse");
  }

  @Test
  void withoutARangeAllIsAskedFor() {
    assertThat(request("--bootstrapServers=b:1").range().isNamed()).isFalse();
  }

  @Test
  void aScheduleAsksForPeriodsUntilItsTime() {
    Request request =
        request("--bootstrapServers=b:1", "--range=P1W", "--at=2026-01-12", "--catchUp=P3D");

    assertThat(problems).isEmpty();
    assertThat(request.schedule())
        .contains(new RangeRequest(RangeName.WEEK, MONDAY, Duration.ofDays(3)));
    assertThat(request.at()).contains(MONDAY);
    assertThat(request.over(RunRange.between(MONDAY, MONDAY.plusSeconds(1))).range().from())
        .isEqualTo(Optional.of(MONDAY));
  }

  @Test
  void aScheduleWithoutATimeIsForTheLaunch() {
    Instant before = Instant.now();
    Request request = request("--bootstrapServers=b:1", "--range=P1D");

    assertThat(request.schedule().orElseThrow().at()).isBetween(before, Instant.now());
  }

  @Test
  void aWordThatNamesNothingIsSaidOnce() {
    request("--source=kafak", "--warehouses=snowflaek", "--dedupeHorizon=-P1D");

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "--source must be kafka or files or warehouse or local, not 'kafak'.",
            "--warehouses must be local or bigquery or snowflake, not 'snowflaek'.",
            "--dedupeHorizon must be an ISO 8601 duration like P7D or PT30M, not '-P1D'.");
  }

  @Test
  void nothingIsNoAnswer() {
    request("--source=,", "--warehouses=,");

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "--source must name at least one source, for example kafka.",
            "--warehouses must name at least one warehouse, for example local.");
  }

  @Test
  void whoIsToldOfARunIsCheckedWithAllElse() {
    request(
        "--source=local",
        "--metricsPort=70000",
        "--metricsPushUrl=http://me:secret@gateway:9091",
        "--dogstatsd=agent",
        "--sentryDsn=https://sentry.example/42");

    assertThat(problems).hasSize(4).noneMatch(problem -> problem.contains("secret"));
    problems.clear();
    request(
        "--source=local",
        "--metricsPort=9400",
        "--metricsPushUrl=http://gateway:9091/push/",
        "--dogstatsd=[::1]:8125",
        "--sentryDsn=https://0a1b@o1.sentry.example/42");
    assertThat(problems).isEmpty();
  }
}
