package com.skillforge.analytics.transforms.parsing;

import static com.skillforge.analytics.transforms.parsing.SampleRecords.PLAN;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.STUDENT_TOPIC;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.accepted;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.contents;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.json;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.required;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.source;
import static com.skillforge.analytics.transforms.parsing.SampleRecords.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Properties that the plan does not know, or not in this version: dropped, and counted by name. */
class UnknownPropertiesTest {
  private static Map<String, Long> dropped(String json) {
    Map<String, Long> counts = new TreeMap<>();
    Consumer<String> count = name -> counts.merge(name, 1L, Long::sum);
    accepted(
        new RecordParser(PLAN, "local").parse(source(STUDENT_TOPIC, json.getBytes(UTF_8)), count));
    return counts;
  }

  @Test
  void aPropertyOfALaterVersionIsUnknown() {
    Map<String, Object> event = with(required("assessment_completed"), "module_id", "m1");
    assertThat(dropped(json(event))).containsExactly(Map.entry("module_id", 1L));
    assertThat(accepted(event).text("module_id")).isNull();
    assertThat(dropped(json(with(event, "schema_version", 2)))).isEmpty();
  }

  @Test
  void unknownPropertiesAreDroppedAndCounted() {
    String event =
        json(required("action_plan_accepted"))
            .replaceFirst("\\{", "{\"zeta\":{\"deep\":[1]},\"alpha\":null,\"cohort_id\":\"c\",")
            .replace("\"task_id\"", "\"name\":\"x\",\"task_id\"");
    assertThat(dropped(event))
        .containsExactly(
            Map.entry("alpha", 1L),
            Map.entry("cohort_id", 1L),
            Map.entry("tasks[].name", 2L),
            Map.entry("zeta", 1L));
    assertThat(contents(accepted(STUDENT_TOPIC, event)))
        .doesNotContainKeys("zeta", "alpha", "cohort_id");
  }

  @Test
  void namesOfUnknownPropertiesAreRedactedAndCut() {
    Map<String, Object> event = required("session_started");
    assertThat(dropped(json(with(event, "of maya@example.org", 1))))
        .containsOnlyKeys("of [redacted]");
    assertThat(dropped(json(with(event, "n".repeat(1000), 1))).keySet())
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(81));
  }
}
