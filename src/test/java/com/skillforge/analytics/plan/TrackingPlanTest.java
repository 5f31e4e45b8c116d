package com.skillforge.analytics.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingPlanTest {
  private final TrackingPlan plan = TrackingPlan.builtIn();

  @Test
  void isLoadedOnce() {
    assertThat(TrackingPlan.builtIn()).isSameAs(plan);
  }

  @Test
  void holdsEventsBeforeOtherRecords() {
    assertThat(plan.revision()).isPositive();
    assertThat(plan.recordTypes())
        .extracting(RecordType::kind)
        .isSorted()
        .contains(RecordType.Kind.EVENT, RecordType.Kind.RECORD);
  }

  @Test
  void travelsAsTheNamesOfItsTypes() throws IOException, ClassNotFoundException {
    byte[] bytes = serialized(plan);
    assertThat(bytes).hasSizeLessThan(10_000);
    TrackingPlan copy = deserialized(bytes);
    assertThat(copy.recordTypes()).isEqualTo(plan.recordTypes()); // the same objects
    assertThat(copy.topics()).isEqualTo(plan.topics());
    assertThat(copy.revision()).isEqualTo(plan.revision());
  }

  @Test
  void anotherPlanTravelsAsAWhole() throws IOException, ClassNotFoundException {
    TrackingPlan small = TrackingPlanLoader.parse(SmallPlan.YAML);
    TrackingPlan copy = deserialized(serialized(small));
    assertThat(copy.topics()).isEqualTo(small.topics());
    assertThat(copy.recordTypes()).extracting(RecordType::name).isNotEmpty();
    for (RecordType type : small.recordTypes()) {
      assertThat(copy.recordType(type.name()).orElseThrow().properties())
          .isEqualTo(type.properties());
    }
  }

  private static byte[] serialized(TrackingPlan plan) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(plan);
    }
    return bytes.toByteArray();
  }

  private static TrackingPlan deserialized(byte[] bytes)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (TrackingPlan) in.readObject();
    }
  }

  @Test
  void topicsCanBeRenamed() {
    Topic roster = plan.topic("advisor.roster").orElseThrow();
    TrackingPlan renamed = plan.withTopics(List.of(roster.renamed("campus.roster")));

    assertThat(renamed.topics()).extracting(Topic::name).containsExactly("campus.roster");
    assertThat(renamed.topic("campus.roster").orElseThrow().recordTypes())
        .containsExactly("roster_assignment");
    assertThat(renamed.recordTypes()).isEqualTo(plan.recordTypes());
  }
}
