package com.skillforge.analytics.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRouterTest {
  private final TopicRouter router = new TopicRouter(TrackingPlan.builtIn());

  @ParameterizedTest
  @CsvSource({
    "analytics.events.student.ndjson, analytics.events.student",
    "advisor.roster.ndjson.gz, advisor.roster",
    "events.ndjson,",
    "advisor.roster.json,",
    "advisor.roster,",
    "advisor.roster.gz,",
  })
  void knowsTheFilesThatStandForTopics(String file, String topic) {
    assertThat(router.topicOfFile(file).orElse(null)).isEqualTo(topic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "{\"event_name\":\"session_started\",\"persona\":\"advisor\"} > analytics.events.advisor",
        "{\"persona\":\"career_changer\",\"event_name\":\"assessment_completed_v2\"} >"
            + " analytics.events.career_changer",
        "{\"event_name\":\"unheard_of\",\"persona\":\"advisor\"} > analytics.events.advisor",
        "{\"event_name\":\"session_started\",\"persona\":\"nobody\"} > analytics.events.student",
        "{\"event_name\":\"session_started\"} > analytics.events.student",
        "{\"record_type\":\"account_created\",\"persona\":\"advisor\"} > platform.accounts",
        "{\"record_type\":\"page_timing\",\"event_name\":null} > frontend.timings",
        "{\"record_type\":\"etl_job_finished\",\"x\":{\"record_type\":[1]}} > etl.jobs",
        "{\"x\":{\"record_type\":\"page_timing\"}} > analytics.events.student",
        "{\"record_type\":\"session_started\"} > analytics.events.student",
        "{\"record_type\":7} > analytics.events.student",
        "{\"record_type\":\"page_timing\"} trailing > analytics.events.student",
        "{\"record_type\":\"page_timing\" > analytics.events.student",
        "[\"record_type\",\"page_timing\"] > analytics.events.student",
        "not json > analytics.events.student",
        "`` > analytics.events.student",
      })
  void routesLinesByWhatTheyAre(String line, String topic) {
    assertThat(router.topicOf(RecordFields.of(line.getBytes(UTF_8)))).isEqualTo(topic);
  }

  @Test
  void sendsAllEventsToTheOneTopicThatADeploymentHas() {
    TrackingPlan plan = TrackingPlan.builtIn();
    Topic students = plan.topic("analytics.events.student").orElseThrow();
    Topic events =
        new Topic(
            "events",
            students.option(),
            Optional.empty(),
            students.recordTypes(),
            false,
            "user_id");
    TopicRouter one = new TopicRouter(plan.withTopics(List.of(events)));
    byte[] line = "{\"event_name\":\"session_started\",\"persona\":\"advisor\"}".getBytes(UTF_8);
    assertThat(one.topicOf(RecordFields.of(line))).isEqualTo("events");
    assertThat(one.topicOf(RecordFields.of(new byte[0]))).isEqualTo("events");
  }

  @Test
  void survivesBytesThatAreNoText() {
    byte[] line = {'{', (byte) 0xff, (byte) 0xfe, 0, '"', '}'};
    assertThat(router.topicOf(RecordFields.of(line))).isEqualTo("analytics.events.student");
  }
}
