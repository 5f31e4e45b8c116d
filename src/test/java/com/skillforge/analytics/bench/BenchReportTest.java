package com.skillforge.analytics.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private final BenchReport report = new BenchReport(1_000, 430.4);

  @Test
  void comparesMediansWithTheFloor() throws Exception {
    Contender floor = new FloorContender();
    Contender raw = PipelineContender.rawEvents();
    for (double seconds : List.of(1.0, 9.0, 2.0)) {
      report.add(
          floor,
          new JvmProcess.Outcome(seconds, OptionalDouble.empty(), OptionalLong.of(1 << 20), ""),
          List.of());
    }
    report.add(
        raw,
        new JvmProcess.Outcome(3, OptionalDouble.empty(), OptionalLong.empty(), ""),
        List.of());
    report.add(
        raw,
        new JvmProcess.Outcome(5, OptionalDouble.empty(), OptionalLong.empty(), ""),
        List.of());

    JsonNode contenders = new ObjectMapper().readTree(report.toJson()).path("contenders");

    assertThat(contenders.path(0).path("median_seconds").asDouble()).isEqualTo(2);
    assertThat(contenders.path(0).path("peak_mib").asLong()).isEqualTo(1);
    assertThat(contenders.path(1).path("median_seconds").asDouble()).isEqualTo(4);
    assertThat(contenders.path(1).path("events_per_second").asLong()).isEqualTo(250);
    assertThat(contenders.path(1).path("ratio").asDouble()).isEqualTo(0.5);
    assertThat(contenders.path(1).path("target_ratio").asDouble()).isEqualTo(0.3);
  }

  @Test
  void collectsWrongAnswers() throws Exception {
    BenchAnswer expected = new BenchAnswer(10, 8, 1, 1, new TreeMap<>());
    BenchAnswer actual = new BenchAnswer(10, 9, 0, 1, new TreeMap<>());

    report.add(
        new FloorContender(),
        new JvmProcess.Outcome(1, OptionalDouble.empty(), OptionalLong.empty(), ""),
        Differences.between("floor", expected, actual));

    assertThat(report.problems())
        .containsExactly(
            "floor: records accepted should be 8 and are 9.",
            "floor: duplicates should be 1 and are 0.");
    assertThat(new ObjectMapper().readTree(report.toJson()).path("correct").asBoolean(true))
        .isFalse();
  }

  @Test
  void comparesAStreamWithAHistoryWithOneWithout() throws Exception {
    report.add(
        new LongStreamBench.Result(
            1_000_000, 500, 60, 20, 25, List.of("weekly users should be 1 and are 2.")));

    JsonNode stream = new ObjectMapper().readTree(report.toJson()).path("streaming_history");

    assertThat(stream.path("ratio").asDouble()).isEqualTo(1.25);
    assertThat(stream.path("target").asDouble()).isEqualTo(1.5);
    assertThat(report.toText())
        .contains(
            "1,000,000 records of history, 20.0 after none: 1.25 times (target: at most 1.5)");
    assertThat(report.problems()).containsExactly("weekly users should be 1 and are 2.");
  }
}
