package com.skillforge.analytics.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One map of the plan's YAML, read strictly: a missing key, a value of another type and a key that
 * nobody asked for are problems. Reading goes on after a problem, with a stand-in value.
 */
final class PlanSection {
  private final String path;
  private final ObjectNode map;
  private final PlanProblems problems;
  private final Set<String> asked = new HashSet<>();

  PlanSection(String path, ObjectNode map, PlanProblems problems) {
    this.path = path;
    this.map = map;
    this.problems = problems;
  }

  String path() {
    return path;
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void problem(String key, String advice) {
    problems.add(pathOf(key), advice);
  }

  boolean has(String key) {
    return map.has(key);
  }

  /** A text that must be there; empty after a problem. */
  String text(String key) {
    return required(key) ? optionalText(key) : "";
  }

  /** A text; empty when absent. */
  String optionalText(String key) {
    return get(key)
        .flatMap(
            node -> {
              if (node.isTextual() && !node.textValue().isBlank()) {
                return Optional.of(node.textValue());
              }
              problem(
                  key, "write a text; put it into quotes when YAML takes it for something else");
              return Optional.empty();
            })
        .orElse("");
  }

  int integer(String key, int whenAbsent) {
    return get(key)
        .map(
            node -> {
              if (node.canConvertToExactIntegral() && node.canConvertToInt()) {
                return node.intValue();
              }
              problem(key, "write a whole number");
              return whenAbsent;
            })
        .orElse(whenAbsent);
  }

  int requiredInteger(String key, int standIn) {
    return required(key) ? integer(key, standIn) : standIn;
  }

  Optional<Double> number(String key) {
    return get(key)
        .flatMap(
            node -> {
              if (node.isNumber()) {
                return Optional.of(node.doubleValue());
              }
              problem(key, "write a number");
              return Optional.empty();
            });
  }

  boolean flag(String key) {
    return get(key)
        .map(
            node -> {
              if (!node.isBoolean()) {
                problem(key, "write true or false");
              }
              return node.booleanValue();
            })
        .orElse(false);
  }

  /** A list of distinct texts; empty when absent. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    get(key)
        .ifPresent(
            node -> {
              if (!(node instanceof ArrayNode list)) {
                problem(key, "write a list, such as [a, b]");
                return;
              }
              for (JsonNode element : list) {
                if (!element.isTextual()) {
                  problem(key, "write texts only; put numbers, true and false into quotes");
                } else if (texts.contains(element.textValue())) {
                  problem(key, "name " + element.textValue() + " once");
                } else {
                  texts.add(element.textValue());
                }
              }
            });
    return texts;
  }

  List<String> requiredTexts(String key) {
    return required(key) ? texts(key) : List.of();
  }

  /** Whether the key holds one text rather than a list. */
  boolean isText(String key) {
    JsonNode node = map.get(key);
    return node != null && node.isTextual();
  }

  /** A map that must be there; an empty one after a problem. */
  PlanSection section(String key) {
    required(key);
    return optionalSection(key);
  }

  PlanSection optionalSection(String key) {
    ObjectNode child =
        get(key).map(node -> asMap(key, node)).orElseGet(JsonNodeFactory.instance::objectNode);
    return new PlanSection(pathOf(key), child, problems);
  }

  /** The values of a map of maps, by key in the order of the file. */
  Map<String, PlanSection> sections() {
    Map<String, PlanSection> sections = new LinkedHashMap<>();
    map.fieldNames().forEachRemaining(key -> sections.put(key, optionalSection(key)));
    return sections;
  }

  /** Reports the keys that nobody asked for; call it when everything has been read. */
  void done() {
    map.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                problem(key, "is not a key here; use one of " + new TreeSet<>(asked));
              }
            });
  }

  private ObjectNode asMap(String key, JsonNode node) {
    if (node instanceof ObjectNode child) {
      return child;
    }
    problem(key, "write keys with values below it");
    return JsonNodeFactory.instance.objectNode();
  }

  private boolean required(String key) {
    asked.add(key);
    if (!map.has(key)) {
      problem(key, "is missing; add it");
      return false;
    }
    return true;
  }

  private Optional<JsonNode> get(String key) {
    asked.add(key);
    JsonNode node = map.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node.isNull()) {
      problem(key, "has no value; give one or remove the key");
      return Optional.empty();
    }
    return Optional.of(node);
  }
}
