package com.skillforge.analytics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.Property;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import com.skillforge.analytics.simulation.SimulatedRecord.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The simulator does not read the tracking plan; this test holds the two together. */
class SimulationPlanTest {
  private static final TrackingPlan PLAN = TrackingPlan.builtIn();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<SimulatedRecord> VALID =
      SemesterSimulator.simulate(SimulationSettings.of(2, 20_000)).records().stream()
          .filter(record -> record.kind() != Kind.INVALID && record.value().isPresent())
          .toList();

  @Test
  void validRecordsAreOfATypeOnItsTopic() {
    for (SimulatedRecord record : VALID) {
      Topic topic = PLAN.topic(record.topic()).orElseThrow();
      assertThat(topic.recordTypes()).contains(record.recordType());
    }
  }

  @Test
  void validRecordsHaveEveryRequiredPropertyAndAPermittedPersona() throws IOException {
    for (SimulatedRecord record : VALID) {
      RecordType type = PLAN.recordType(record.recordType()).orElseThrow();
      JsonNode json = JSON.readTree(record.value().orElseThrow());
      for (Property property : type.properties()) {
        if (property.required() && property.sinceVersion() == 1) {
          JsonNode value = json.path(property.name());
          assertThat(value.isMissingNode() || value.isNull() || "".equals(value.textValue()))
              .as("%s of %s", property.name(), record)
              .isFalse();
        }
      }
      if (json.has("persona")) {
        Persona persona = Persona.of(json.path("persona").asText()).orElseThrow();
        assertThat(type.personas()).contains(persona);
      }
    }
  }

  @Test
  void onlyOneUnknownPropertyIsSent() throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (SimulatedRecord record : VALID) {
      RecordType type = PLAN.recordType(record.recordType()).orElseThrow();
      JSON.readTree(record.value().orElseThrow())
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (type.property(name).isEmpty()) {
                  unknown.add(name);
                }
              });
    }
    assertThat(unknown).containsExactly("ui_variant");
  }
}
