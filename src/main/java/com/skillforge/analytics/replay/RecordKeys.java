package com.skillforge.analytics.replay;

import com.skillforge.analytics.io.files.RecordFields;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Kafka key of a record that has not been validated, as the tracking plan says for its topic:
 * properties joined by {@code |}, with alternatives after {@code , else }.
 */
final class RecordKeys {
  private static final Pattern ALTERNATIVES = Pattern.compile(", else ");
  private static final Pattern PARTS = Pattern.compile("\\|");
  private static final String TENANT = Role.TENANT.property();
  private static final String DEFAULT_TENANT = "default";

  /** By topic: the alternatives, each a list of properties. */
  private final Map<String, List<List<String>>> keys = new HashMap<>();

  RecordKeys(TrackingPlan plan) {
    for (Topic topic : plan.topics()) {
      List<List<String>> alternatives = new ArrayList<>();
      for (String alternative : ALTERNATIVES.split(topic.key(), -1)) {
        alternatives.add(Arrays.asList(PARTS.split(alternative, -1)));
      }
      keys.put(topic.name(), alternatives);
    }
  }

  /** The key; empty when the record lacks a property that it is made of. */
  Optional<String> of(String topic, RecordFields record) {
    for (List<String> properties : keys.get(topic)) {
      List<String> values = new ArrayList<>();
      for (String property : properties) {
        Optional<String> value = record.text(property);
        if (value.isEmpty() && properties.size() > 1 && property.equals(TENANT)) {
          value = Optional.of(DEFAULT_TENANT);
        }
        value.ifPresent(values::add);
      }
      if (values.size() == properties.size()) {
        return Optional.of(String.join("|", values));
      }
    }
    return Optional.empty();
  }
}
