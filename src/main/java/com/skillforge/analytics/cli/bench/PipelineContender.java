package com.skillforge.analytics.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One of the project's pipelines as a batch run from Kafka into an empty local warehouse. */
final class PipelineContender implements Contender {
  private static final String RAW_EVENTS = "com.skillforge.analytics.pipelines.RawEventsPipeline";
  private static final String KPIS = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final OptionalDouble target;
  private final String mainClass;
  private final List<String> ownArguments;

  private PipelineContender(
      String name, OptionalDouble target, String mainClass, List<String> ownArguments) {
    this.name = name;
    this.target = target;
    this.mainClass = mainClass;
    this.ownArguments = ownArguments;
  }

  /** Validates, de-duplicates and stores all events. */
  static Contender rawEvents() {
    return new PipelineContender("raw-events", OptionalDouble.of(0.3), RAW_EVENTS, List.of());
  }

  /** Computes the one KPI that the floor computes. */
  static Contender weeklyActiveUsers() {
    return kpis("weekly_active_users", OptionalDouble.of(0.5), "weekly_active_users");
  }

  /** Computes every KPI from one read. */
  static Contender allKpis() {
    return kpis("all-kpis", OptionalDouble.empty(), "all");
  }

  private static Contender kpis(String name, OptionalDouble target, String kpis) {
    return new PipelineContender(
        name,
        target,
        KPIS,
        List.of("--kpis=" + kpis, "--from=" + BenchWindow.START, "--to=" + BenchWindow.END));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalDouble target() {
    return target;
  }

  @Override
  public String mainClass() {
    return mainClass;
  }

  @Override
  public List<String> arguments(Task task) {
    List<String> arguments = new ArrayList<>(common(task));
    arguments.addAll(ownArguments);
    return arguments;
  }

  /** What every run of the bench has in common. */
  static List<String> common(Task task) {
    return List.of(
        "--source=kafka",
        "--bootstrapServers=" + task.bootstrapServers(),
        "--eventTopics=" + task.topic(),
        "--warehouses=local",
        "--localWarehouse=" + task.warehouse(),
        "--progress=off",
        "--summary=json");
  }

  @Override
  public List<String> problems(Task task, String stdout) {
    BenchAnswer expected = task.expected();
    JsonNode counts = summary(stdout).path("counts");
    Differences differences =
        new Differences(name)
            .compare("records read", expected.read(), counts.path("read").asLong())
            .compare("records accepted", expected.accepted(), counts.path("accepted").asLong())
            .compare("duplicates", expected.duplicates(), counts.path("duplicates").asLong())
            .compare("dead letters", expected.malformed(), counts.path("dead_lettered").asLong());
    BenchWarehouse warehouse = new BenchWarehouse(task.warehouse());
    if (mainClass.equals(RAW_EVENTS)) {
      differences
          .compare("rows of the raw tables", expected.accepted(), warehouse.rawRows())
          .compare("weekly users", expected.weeklyUsers(), warehouse.rawWeeklyUsers());
    } else {
      differences.compare("weekly users", expected.weeklyUsers(), warehouse.weeklyUsers());
    }
    return differences.list();
  }

  /** The last line of the output, which is the run's summary. */
  static JsonNode summary(String stdout) {
    String last = stdout.lines().reduce("", (first, second) -> second);
    try {
      return JSON.readTree(last);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
