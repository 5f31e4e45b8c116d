package com.skillforge.analytics.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.skillforge.analytics.model.metrics.CounterName;
import com.skillforge.analytics.model.metrics.Label;
import com.skillforge.analytics.model.metrics.Series;
import com.skillforge.analytics.testing.DerivedFile;
import com.skillforge.analytics.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, dashboards and pages, against the declaration of the series. */
class MonitoringTest {
  private static final Path FOLDER = Path.of("templates", "monitoring");
  private static final Path RULES = FOLDER.resolve("rules.yml");
  private static final Path PAGE = Path.of("docs", "metrics-reference.md");

  private static final Pattern SERIES =
      Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(?::[a-zA-Z0-9_:]+)?(?=\\s*[{\\[)]|\\s|$)");
  private static final Pattern MATCHERS = Pattern.compile("([a-zA-Z0-9_:]+)\\s*\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]+)\\s*[=!]~?\"");
  private static final Pattern GROUPING =
      Pattern.compile("(?:by|on|group_left|without)\\s*\\(([^)]*)\\)");

  /** Words that look like series and are none. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?:analytics_|data_pipeline_|pipeline_|kpi_|push_time_|warehouse:|environment:).+");

  /** What Prometheus adds itself, and a Pushgateway. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

  @TempDir Path directory;

  private static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }

  private static Map<String, Set<String>> known(JsonNode rules) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    for (Series series : Series.values()) {
      known.put(
          series.series(), series.labels().stream().map(Label::label).collect(Collectors.toSet()));
    }
    known.put("push_time_seconds", Set.of("job", "instance", "pipeline"));
    for (JsonNode rule : rules.findParents("record")) {
      String name = rule.path("record").asText();
      if (!known.containsKey(name)) {
        Matcher labels = GROUPING.matcher(rule.path("expr").asText());
        assertThat(labels.find()).as(name).isTrue();
        known.put(name, Set.of(labels.group(1).split(",\\s*", -1)));
      }
    }
    return known;
  }

  private static Map<String, String> ruleQueries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode rule : yaml(RULES).findParents("expr")) {
      queries.put(
          rule.path("alert").asText(rule.path("record").asText()) + " " + queries.size(),
          rule.path("expr").asText());
    }
    return queries;
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Map<String, String> dashboardQueries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
      for (JsonNode query : dashboard.findParents("expr")) {
        queries.put(
            file.getFileName() + " " + queries.size(),
            query
                .path("expr")
                .asText()
                .replace("$__rate_interval", "5m")
                .replaceAll("\\$[a-z]+", ".*"));
      }
    }
    return queries;
  }

  @Test
  void everyQueryAsksForSeriesAndLabelsThatThereAre() throws IOException {
    Map<String, Set<String>> known = known(yaml(RULES));
    Map<String, String> queries = new LinkedHashMap<>(ruleQueries());
    queries.putAll(dashboardQueries());
    assertThat(queries).hasSizeGreaterThan(25);
    queries.forEach((where, query) -> assertIsKnown(where, query, known));
  }

  private static void assertIsKnown(String where, String query, Map<String, Set<String>> known) {
    String bare = query.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("\\{[^}]*}", "");
    Set<String> asked =
        SERIES
            .matcher(bare)
            .results()
            .map(found -> found.group())
            .filter(word -> OURS.matcher(word).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(asked).as(where + ": " + query).isNotEmpty();
    assertThat(known.keySet()).as(where).containsAll(asked);
    Matcher matchers = MATCHERS.matcher(query);
    while (matchers.find()) {
      Set<String> labels =
          MATCHER
              .matcher(matchers.group(2))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());
      assertThat(known.get(matchers.group(1)))
          .as(where + ": " + matchers.group())
          .containsAll(labels);
    }
    Set<String> all = new HashSet<>(OF_PROMETHEUS);
    asked.forEach(series -> all.addAll(known.get(series)));
    GROUPING
        .matcher(query)
        .results()
        .flatMap(found -> Arrays.stream(found.group(1).split(",\\s*", -1)))
        .filter(label -> !label.isBlank())
        .forEach(label -> assertThat(all).as(where + ": " + query).contains(label.strip()));
  }

  /** Workers of Dataflow serve no metrics: the pages say of every series where it is there. */
  @Test
  void everySeriesIsMappedForDataflow() throws IOException {
    String reference = Files.readString(PAGE);
    String counted = reference.substring(reference.indexOf("## In Cloud Monitoring"));
    String page = Files.readString(Path.of("docs", "metrics.md"));
    String named = page.substring(page.indexOf("## On Dataflow"), page.indexOf("## On Flink"));
    for (Series series : Series.values()) {
      String cell = "`" + series.series();
      assertThat(
              Stream.concat(counted.lines(), named.lines())
                  .filter(line -> line.startsWith("| `"))
                  .map(line -> line.split(" \\| ", 2)[0]))
          .as(series.series())
          .anyMatch(first -> first.contains(cell + "`") || first.contains(cell + "{"));
    }
  }

  /** What is not declared must be found, or the test above would be worth nothing. */
  @Test
  void aQueryForSomethingElseIsFound() throws IOException {
    Map<String, Set<String>> known = known(yaml(RULES));
    for (String wrong :
        List.of(
            "sum(rate(analytics_events_seen_total[5m]))",
            "analytics_events_ingested_total{tenant=\"a\"}",
            "sum by (code) (analytics_events_ingested_total)")) {
      assertThatThrownBy(() -> assertIsKnown("here", wrong, known))
          .as(wrong)
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void prometheusTakesTheRulesAndTheirTestsHold() throws Exception {
    Tools.require("promtool", "install Debian's package prometheus");
    assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
    assertThat(promtool("test", "rules", FOLDER.resolve("rules.test.yml").toString()))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  @Test
  void prometheusTakesTheQueriesOfTheDashboards() throws Exception {
    Tools.require("promtool", "install Debian's package prometheus");
    Set<String> queries = new LinkedHashSet<>(dashboardQueries().values());
    Arrays.stream(Series.values())
        .filter(series -> series.origin() == Series.Origin.WORKERS)
        .forEach(series -> queries.add(MetricsReference.query(series)));
    StringBuilder rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
    int number = 0;
    for (String query : queries) {
      rules
          .append("  - record: query_")
          .append(number++)
          .append("\n    expr: ")
          .append(new ObjectMapper().writeValueAsString(query))
          .append('\n');
    }
    Path file = Files.writeString(directory.resolve("queries.yml"), rules);
    assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS");
  }

  private static String promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void everyAlertHasItsPageAndItsTest() throws IOException {
    String pages = Files.readString(Path.of("docs", "alerts.md"));
    Set<String> tested =
        yaml(FOLDER.resolve("rules.test.yml")).findValuesAsText("alertname").stream()
            .collect(Collectors.toSet());
    List<JsonNode> alerts = yaml(RULES).findParents("alert");
    assertThat(alerts).isNotEmpty();
    for (JsonNode alert : alerts) {
      String name = alert.path("alert").asText();
      assertThat(pages).contains("\n## " + name + "\n");
      assertThat(alert.path("annotations").path("runbook_url").asText())
          .isEqualTo("docs/alerts.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(tested).contains(name);
    }
  }

  @Test
  void committedPageIsUpToDate() throws IOException {
    DerivedFile.check(PAGE, MetricsReference.render());
  }

  /** What Cloud Monitoring shows leads back to the series and its labels. */
  @Test
  void theNamesOfCountersLeadBackToTheSeries() {
    for (Series series : Series.values()) {
      if (series.origin() == Series.Origin.WORKERS) {
        List<String> values =
            CounterName.labelsOf(series).stream().map(label -> "a-" + label.label()).toList();
        String name = new CounterName(series, values).toString();
        assertThat(CounterName.parse(name)).contains(new CounterName(series, values));
        Matcher pattern =
            Pattern.compile("metric_name=~\"([^\"]+)\"").matcher(MetricsReference.query(series));
        assertThat(pattern.find()).isTrue();
        Matcher found = Pattern.compile(pattern.group(1)).matcher(name);
        assertThat(found.matches()).isTrue();
        for (int i = 0; i < values.size(); i++) {
          assertThat(found.group(i + 1)).isEqualTo(values.get(i));
        }
      }
    }
  }
}
