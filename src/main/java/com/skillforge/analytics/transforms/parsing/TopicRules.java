package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.plan.Persona;
import com.skillforge.analytics.plan.RecordType;
import com.skillforge.analytics.plan.Role;
import com.skillforge.analytics.plan.Topic;
import com.skillforge.analytics.plan.TrackingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What may travel on one topic, and how a record's name is understood there. */
final class TopicRules {
  /** No leading zero, and version 1 is never written: one spelling per version. */
  private static final Pattern VERSIONED = Pattern.compile("(.+)_v([2-9]|[1-9][0-9]+)");

  /**
   * What a name says.
   *
   * @param type the type it names
   * @param version the version of its suffix; 0 without a suffix
   */
  record Named(TypeRules type, int version) {}

  private final @Nullable Persona persona;
  private final String nameProperty;
  private final int nameSlot;
  private final int versionSlot;
  private final TypeRules common;
  private final TypeRules foreign;
  private final Map<Integer, String> foreignNameSlots = new TreeMap<>();
  private final Set<String> foreignNames;
  private final Map<String, Named> names = new HashMap<>();
  private final @Nullable RecordType tombstoneType;

  TopicRules(Topic topic, TrackingPlan plan, Map<String, Integer> slots) {
    persona = topic.persona().orElse(null);
    List<RecordType> types =
        plan.recordTypes().stream().filter(t -> topic.recordTypes().contains(t.name())).toList();
    if (types.isEmpty() || types.size() != topic.recordTypes().size()) {
      throw new IllegalArgumentException(
          "topic " + topic.name() + " of the tracking plan must carry record types of the plan");
    }
    if (types.stream().map(RecordType::kind).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "topic " + topic.name() + " of the tracking plan must not mix events and other records");
    }
    nameProperty = types.get(0).kind().nameProperty();
    nameSlot = slots.get(nameProperty);
    versionSlot = slots.get(Role.VERSION.property());
    common = TypeRules.common(types, slots);
    foreign = TypeRules.foreign(slots);
    foreignNames =
        plan.recordTypes().stream()
            .map(RecordType::name)
            .filter(name -> !topic.recordTypes().contains(name))
            .collect(Collectors.toUnmodifiableSet());
    for (RecordType.Kind kind : RecordType.Kind.values()) {
      Integer slot = slots.get(kind.nameProperty());
      if (slot != null) {
        foreignNameSlots.put(slot, kind.nameProperty());
      }
    }
    tombstoneType = topic.compacted() ? types.get(0) : null;
    for (RecordType type : types) {
      TypeRules rules = TypeRules.of(type, slots);
      names.put(type.name(), new Named(rules, 0));
      for (int version = 2; version <= type.newestVersion(); version++) {
        names.putIfAbsent(type.name() + "_v" + version, new Named(rules, version));
      }
    }
  }

  /** The name without version suffix, if it is one of this topic's. */
  @Nullable Named named(String name) {
    return names.get(name);
  }

  /** Whether a name that {@link #named} does not know is one of the topic's types, too new. */
  boolean isTooNew(String name) {
    Matcher matcher = VERSIONED.matcher(name);
    return matcher.matches() && names.containsKey(matcher.group(1));
  }

  /** The members by which a record of another topic would name itself: name by slot. */
  Map<Integer, String> foreignNameSlots() {
    return foreignNameSlots;
  }

  /** Whether a name is that of a type which travels on other topics. */
  boolean isForeign(String name) {
    Matcher matcher = VERSIONED.matcher(name);
    return foreignNames.contains(name)
        || (matcher.matches() && foreignNames.contains(matcher.group(1)));
  }

  /** What is checked of a record that belongs on another topic. */
  TypeRules foreign() {
    return foreign;
  }

  /** The member that holds the record's name. */
  String nameProperty() {
    return nameProperty;
  }

  int nameSlot() {
    return nameSlot;
  }

  int versionSlot() {
    return versionSlot;
  }

  /** What holds for every record of the topic, whatever its type. */
  TypeRules common() {
    return common;
  }

  /** The one persona of the topic; null where any may appear. */
  @Nullable Persona persona() {
    return persona;
  }

  /** The type of the records that a null value voids; null when the topic is not compacted. */
  @Nullable RecordType tombstoneType() {
    return tombstoneType;
  }
}
