package com.skillforge.analytics.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.commandline.ExitCode;
import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.testing.Poll;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkIT {
  @TempDir Path directory;

  @Test
  void everyContenderFindsTheKnownAnswer() throws Exception {
    BenchOptions options =
        PipelineOptionsFactory.fromArgs(
                "--events=5000",
                "--users=500",
                "--rounds=1",
                "--contenders=floor,weekly_active_users,raw-events,all-kpis,raw-events-backlog")
            .as(BenchOptions.class);
    List<String> steps = new ArrayList<>();

    BenchReport report = Benchmark.run(options, steps::add);

    assertThat(report.problems()).isEmpty();
    assertThat(steps).hasSize(6);
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.path("correct").asBoolean()).isTrue();
    assertThat(json.path("contenders")).hasSize(5);
    for (JsonNode contender : json.path("contenders")) {
      assertThat(contender.path("events_per_second").asLong()).isPositive();
      assertThat(contender.path("peak_mib").asLong()).isGreaterThan(10);
      assertThat(contender.path("ratio").asDouble()).isPositive();
    }
    assertThat(json.path("all_kpis_times_one").asDouble()).isPositive();
    assertThat(report.toText())
        .contains("floor", "raw-events", "events/s", "times as long as one (target: at most 2.5)");
  }

  @Test
  void studentDaysAuditAndExplanationOfTheWideShapeAreRight() throws Exception {
    BenchOptions options =
        PipelineOptionsFactory.fromArgs(
                "--contenders=wide-days", "--wideStudents=130", "--rounds=1")
            .as(BenchOptions.class);

    BenchReport report = Benchmark.run(options, step -> {});

    assertThat(report.problems()).isEmpty();
    JsonNode wide = new ObjectMapper().readTree(report.toJson()).path("wide_days");
    assertThat(wide.path("all_kpis_times_one").asDouble()).isPositive();
    assertThat(wide.path("audit_seconds").asDouble()).isPositive();
    assertThat(wide.path("explain_seconds").asDouble()).isPositive();
    assertThat(report.toText()).startsWith("wide-days: all KPIs take ");
  }

  @Test
  void saysWhyAProcessFailed() throws Exception {
    try (JvmProcess process =
        JvmProcess.start("floor", List.of(), "no.such.Main", List.of(), directory)) {
      assertThatThrownBy(() -> process.await(Poll.PATIENCE))
          .isInstanceOfSatisfying(
              UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PIPELINE))
          .hasMessageContaining("exit code 1")
          .hasMessageContaining("no.such.Main");
    }
  }
}
