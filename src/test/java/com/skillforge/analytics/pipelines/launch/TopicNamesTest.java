package com.skillforge.analytics.pipelines.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.skillforge.analytics.options.SourceOptions;
import com.skillforge.analytics.options.Values;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();

  private static TrackingPlan planWith(String... args) {
    SourceOptions options = PipelineOptionsFactory.fromArgs(args).as(SourceOptions.class);
    return TopicNames.apply(PLAN, options, Values.list(options.getEventTopics()));
  }

  /** The defaults of the options repeat the names of the plan; here they are held together. */
  @Test
  void everyTopicOfThePlanHasAnOptionWhoseDefaultIsItsName() {
    assertThat(planWith().topics()).containsExactlyElementsOf(PLAN.topics());
  }

  @Test
  void everyOptionRenamesItsTopic() {
    Map<String, String> renamed =
        PLAN.topics().stream()
            .map(Topic::option)
            .distinct()
            .collect(Collectors.toMap(option -> option, option -> "own." + option));
    String[] args =
        renamed.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);

    TrackingPlan plan = planWith(args);

    assertThat(plan.topics())
        .extracting(Topic::name)
        .containsExactlyInAnyOrderElementsOf(renamed.values());
    for (Topic topic : PLAN.topics()) {
      assertThat(plan.topic(renamed.get(topic.option())).orElseThrow().recordTypes())
          .isEqualTo(topic.recordTypes());
    }
  }

  @Test
  void anEventTopicBelongsToThePersonaThatItsNameEndsIn() {
    TrackingPlan plan = planWith("--eventTopics=own.advisor,everything");

    assertThat(plan.topic("own.advisor").orElseThrow().persona())
        .isEqualTo(Optional.of(Persona.ADVISOR));
    assertThat(plan.topic("everything").orElseThrow().persona()).isEmpty();
  }

  @Test
  void onlyTopicsThatCarryARecordTypeAreRead() {
    assertThat(TopicNames.carrying(planWith("--timingTopic=t"), Set.of("page_timing")))
        .containsExactly("t");
  }
}
