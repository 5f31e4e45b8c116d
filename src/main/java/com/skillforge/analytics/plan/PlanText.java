package com.skillforge.analytics.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * Turns YAML into a tree, and notes the line of every node.
 *
 * <p>A node's path is its keys joined by dots; the elements of a list are {@code path[0]}, {@code
 * path[1]} and so on.
 */
final class PlanText {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final YAMLParser parser;
  private final PlanProblems problems;

  private PlanText(YAMLParser parser, PlanProblems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The root of the text.
   *
   * @throws PlanException when the text is not one YAML map, because nothing else can be checked
   */
  static ObjectNode parse(String yaml, PlanProblems problems) {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      return new PlanText(parser, problems).root();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.addAtLine(
          line,
          "the YAML cannot be read past this line; check indentation, colons, quotes and brackets"
              + " around it");
      throw problems.exception();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  private ObjectNode root() throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      problems.addAtLine(1, "start the file with keys, such as `revision: 1`");
      throw problems.exception();
    }
    ObjectNode root = map("");
    if (parser.nextToken() != null) {
      problems.addAtLine(line(), "keep the plan in one YAML document; remove the second one");
    }
    return root;
  }

  private ObjectNode map(String path) throws IOException {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String child = path.isEmpty() ? key : path + "." + key;
      if (map.has(key)) {
        problems.addAtLine(line(), child + ": is given twice; keep one of them");
      } else {
        problems.noteLine(child, line());
      }
      parser.nextToken();
      map.set(key, value(child));
    }
    return map;
  }

  private ArrayNode list(String path) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String child = path + "[" + list.size() + "]";
      problems.noteLine(child, line());
      list.add(value(child));
    }
    return list;
  }

  private JsonNode value(String path) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (parser.isCurrentAlias()) {
      problems.add(path, "write the value out; YAML aliases are not supported");
      return nodes.textNode(parser.getText());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(path);
      case START_ARRAY -> list(path);
      case VALUE_NULL -> nodes.nullNode();
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NUMBER_INT -> nodes.numberNode(parser.getDecimalValue());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      default -> nodes.textNode(parser.getText());
    };
  }

  /** YAML has .inf and .nan too; no rule can hold them, so that they count as texts. */
  private static JsonNode decimal(String text) {
    return text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]{1,3})?")
        ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
        : JsonNodeFactory.instance.textNode(text);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
