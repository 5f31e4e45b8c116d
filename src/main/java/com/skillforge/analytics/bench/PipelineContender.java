package com.skillforge.analytics.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** One of the project's pipelines as a run from Kafka into an empty local warehouse. */
final class PipelineContender implements Contender {
  private static final String RAW_EVENTS = "com.skillforge.analytics.pipelines.RawEventsPipeline";
  private static final String KPIS = "com.skillforge.analytics.pipelines.KpiPipeline";
  private static final String ALL = "all";
  private static final String FLINK = "--runner=FlinkRunner";

  /** The names of the contenders that compute one KPI, and all of them. */
  static final String ONE_KPI = "weekly_active_users";

  static final String ALL_KPIS = "all-kpis";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final OptionalDouble target;
  private final String mainClass;
  private final List<String> ownArguments;
  private final boolean readsPlatform;

  private PipelineContender(
      String name,
      OptionalDouble target,
      String mainClass,
      List<String> ownArguments,
      boolean readsPlatform) {
    this.name = name;
    this.readsPlatform = readsPlatform;
    this.target = target;
    this.mainClass = mainClass;
    this.ownArguments = ownArguments;
  }

  /** Validates, de-duplicates and stores all events. */
  static Contender rawEvents() {
    return new PipelineContender(
        "raw-events", OptionalDouble.of(0.3), RAW_EVENTS, List.of(), false);
  }

  /** The same as a stream that ends with what the topics hold, of which it knows every id. */
  static Contender rawEventsBacklog() {
    return new PipelineContender(
        "raw-events-backlog",
        OptionalDouble.empty(),
        RAW_EVENTS,
        List.of("--streaming", "--drainAtEnd", "--dedupeHorizon=" + BenchWindow.LENGTH),
        false);
  }

  /** The same on a Flink within the process. */
  static Contender rawEventsOnFlink() {
    return new PipelineContender(
        "flink-raw-events-backlog",
        OptionalDouble.of(0.25),
        RAW_EVENTS,
        List.of(FLINK, "--streaming", "--drainAtEnd", "--dedupeHorizon=" + BenchWindow.LENGTH),
        false);
  }

  /** The one KPI from such a stream. */
  static Contender weeklyActiveUsersOnFlink() {
    return new PipelineContender(
        "flink-weekly-backlog",
        OptionalDouble.of(0.25),
        KPIS,
        List.of(FLINK, "--streaming", "--drainAtEnd", "--kpis=" + ONE_KPI),
        false);
  }

  /** Computes the one KPI that the floor computes. */
  static Contender weeklyActiveUsers() {
    return kpis(ONE_KPI, OptionalDouble.of(0.5), ONE_KPI);
  }

  /** Computes every KPI from one read, of the platform's records too. */
  static Contender allKpis() {
    return kpis(ALL_KPIS, OptionalDouble.empty(), ALL);
  }

  private static Contender kpis(String name, OptionalDouble target, String kpis) {
    return new PipelineContender(
        name,
        target,
        KPIS,
        List.of("--kpis=" + kpis, "--from=" + BenchWindow.START, "--to=" + BenchWindow.END),
        kpis.equals(ALL));
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
    List<String> arguments = new ArrayList<>(into(task.warehouse()));
    arguments.addAll(List.of("--source=kafka", "--bootstrapServers=" + task.bootstrapServers()));
    arguments.addAll(ownArguments);
    if (readsPlatform) {
      arguments.addAll(task.platform().topics().arguments());
      arguments.add("--terms=" + task.platform().terms());
    } else {
      arguments.add("--eventTopics=" + task.topic());
    }
    return arguments;
  }

  /** What every run that writes into a local warehouse has in common. */
  static List<String> into(Path warehouse) {
    return List.of(
        "--warehouses=local", "--localWarehouse=" + warehouse, "--progress=off", "--summary=json");
  }

  @Override
  public List<String> problems(Task task, String stdout) {
    BenchAnswer expected = task.expected();
    JsonNode counts = summary(stdout).path("counts");
    long more = readsPlatform ? task.platform().records() : 0;
    Differences differences =
        new Differences(name)
            .compare("records read", expected.read() + more, counts.path("read").asLong())
            .compare(
                "records accepted", expected.accepted() + more, counts.path("accepted").asLong())
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
    if (readsPlatform) {
      long users = task.platform().users();
      differences
          .compare("accounts", users, warehouse.units("onboarding_completion"))
          .compare("sessions", users, warehouse.units("planner_engagement"))
          .compare("students on the roster", users, warehouse.studentsOnRoster());
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
