package com.skillforge.analytics.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** Every run of it is a process of its own: what is kept has to mean the same in all of them. */
class DailyBenchIT {

  @Test
  void aNightThatLooksAtWhatIsNewHasTheRowsOfOneThatLooksAtAll() throws Exception {
    BenchOptions options =
        PipelineOptionsFactory.fromArgs("--contenders=daily", "--dailyHistory=6000", "--rounds=1")
            .as(BenchOptions.class);

    BenchReport report = Benchmark.run(options, step -> {});

    assertThat(report.problems()).isEmpty();
    JsonNode daily = new ObjectMapper().readTree(report.toJson()).path("daily");
    assertThat(daily.path("changed_cpu_seconds").asDouble()).isPositive();
    assertThat(daily.path("subjects").asLong()).isGreaterThan(100);
    assertThat(report.toText()).startsWith("daily: a day of news costs ");
  }
}
