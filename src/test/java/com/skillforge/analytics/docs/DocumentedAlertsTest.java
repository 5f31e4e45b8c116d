package com.skillforge.analytics.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever is called by an alert finds what it means and what to do, with a command. That commands
 * and queries do what they should is told by the other tests of documents.
 */
class DocumentedAlertsTest {
  private static final Path RULES = Path.of("templates", "monitoring");
  private static final Path DOCUMENT = Path.of("docs", "alerts.md");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /**
   * An alert of the rules.
   *
   * @param page where the rule sends whom it calls
   */
  record Alert(String name, String page) {}

  static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RULES)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".yml")).sorted().toList()) {
        for (JsonNode group : YAML.readTree(file.toFile()).path("groups")) {
          for (JsonNode rule : group.path("rules")) {
            if (rule.has("alert")) {
              alerts.add(
                  new Alert(
                      rule.path("alert").asText(), rule.at("/annotations/runbook_url").asText()));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return alerts;
  }

  /** By their headings, what the sections of the document say. */
  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : Files.readString(DOCUMENT).split("(?m)^#{2,3} ", -1)) {
      int end = section.indexOf('\n');
      sections.put(section.substring(0, end).strip().replace("`", ""), section.substring(end));
    }
    return sections;
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void hasASectionWithMeaningAndCommand(Alert alert) throws IOException {
    assertThat(sections()).containsKey(alert.name());
    String section = sections().get(alert.name());
    assertThat(alert.page()).isEqualTo("docs/alerts.md#" + alert.name().toLowerCase(Locale.ROOT));
    String words = section.replaceAll("(?s)```.*?```", "").strip();
    assertThat(words.split("\\s+", -1)).as("what it means, and what to do").hasSizeGreaterThan(20);
    assertThat(section)
        .as("a command")
        .containsPattern("(?s)```.*(scripts/[a-z-]+\\.sh|curl) .*```");
  }

  @Test
  void noSectionIsOfAnAlertThatIsNoMore() throws IOException {
    List<String> names = alerts().stream().map(Alert::name).toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    assertThat(sections().keySet().stream().filter(heading -> heading.matches("([A-Z][a-z]+){2,}")))
        .allMatch(names::contains);
  }
}
