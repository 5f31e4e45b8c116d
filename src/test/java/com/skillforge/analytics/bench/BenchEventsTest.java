package com.skillforge.analytics.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.bench.BenchEvents.BenchEvent;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.TrackingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BenchEventsTest {
  private static final int COUNT = 20_000;
  private static final int USERS = 2_000;
  private static final BenchWindow WINDOW = new BenchWindow(COUNT);

  private final BenchEvents events = new BenchEvents(1, USERS);
  private final List<BenchEvent> made = new ArrayList<>();

  BenchEventsTest() {
    for (int i = 0; i < COUNT; i++) {
      made.add(events.next(WINDOW.timeOf(i)));
    }
  }

  @Test
  void recordsHaveTheSizeOfRealOnes() {
    double average = made.stream().mapToInt(event -> event.json().length()).average().orElseThrow();

    assertThat(average).isBetween(400.0, 460.0);
  }

  @Test
  void knowsTheAnswerThatTheFloorFinds() {
    WeeklyUsersCounter floor = new WeeklyUsersCounter();
    made.forEach(event -> floor.add(event.json().getBytes(US_ASCII)));

    BenchAnswer answer = events.answer();
    assertThat(floor.answer()).isEqualTo(answer);
    assertThat(answer.read()).isEqualTo(COUNT);
    assertThat(answer.duplicates() / (double) COUNT).isCloseTo(0.02, within(0.005));
    assertThat(answer.malformed() / (double) COUNT).isCloseTo(0.005, within(0.002));
    assertThat(answer.weeklyUsers()).hasSize(8).containsKey("2026-01-12");
    assertThat(answer.weeklyUsers().values()).allMatch(users -> users > 500 && users < USERS);
  }

  @Test
  void repeatsItself() {
    BenchEvents again = new BenchEvents(1, USERS);
    for (int i = 0; i < COUNT; i++) {
      assertThat(again.next(WINDOW.timeOf(i))).isEqualTo(made.get(i));
    }
  }

  @Test
  void answerSurvivesJson() {
    assertThat(BenchAnswer.fromJson(events.answer().toJson())).isEqualTo(events.answer());
  }

  @Test
  void wholeRecordsAreValid() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Set<String> types = new TreeSet<>();
    for (BenchEvent event : made) {
      if (!event.json().endsWith("}")) {
        continue;
      }
      JsonNode node = json.readTree(event.json());
      RecordType type =
          TrackingPlan.builtIn().recordType(node.path("event_name").asText()).orElseThrow();
      types.add(type.name());
      assertThat(type.properties().stream().filter(Property::required).map(Property::name))
          .allMatch(node::hasNonNull);
      assertThat(node.fieldNames()).toIterable().allMatch(name -> type.property(name).isPresent());
    }
    assertThat(types).hasSize(4);
  }
}
