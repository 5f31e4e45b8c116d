package com.skillforge.analytics.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Collects measurements and presents them as a table and as JSON. */
public final class BenchReport {
  private static final double MEBIBYTE = 1 << 20;
  private static final double MOST_TIMES = 2.5;

  /** Processor seconds of a stream with a history, in those of one without. */
  private static final double MOST_WITH_HISTORY = 1.5;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All rounds of one contender. */
  private static final class Line {
    private final OptionalDouble target;
    private final List<Double> seconds = new ArrayList<>();
    private long peakBytes;

    private Line(OptionalDouble target) {
      this.target = target;
    }
  }

  private final long events;
  private final double averageBytes;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<StreamingBench.Result> streaming = Optional.empty();
  private Optional<LongStreamBench.Result> longStream = Optional.empty();
  private final WideDaysReport wideDays = new WideDaysReport();
  private final DailyReport daily = new DailyReport();

  /**
   * @param events how many events each contender reads
   * @param averageBytes the size of their payloads
   */
  BenchReport(long events, double averageBytes) {
    this.events = events;
    this.averageBytes = averageBytes;
  }

  void add(Contender contender, JvmProcess.Outcome outcome, List<String> differences) {
    Line line = lines.computeIfAbsent(contender.name(), name -> new Line(contender.target()));
    line.seconds.add(outcome.seconds());
    line.peakBytes = Math.max(line.peakBytes, outcome.peakBytes().orElse(0));
    problems.addAll(differences);
  }

  void add(WideDaysBench.Result result) {
    wideDays.add(result);
    problems.addAll(result.problems());
  }

  void add(DailyBench.Result result, boolean tenTimes) {
    daily.add(result, tenTimes);
    problems.addAll(result.problems());
  }

  void add(StreamingBench.Result result) {
    streaming = Optional.of(result);
    problems.addAll(result.problems());
  }

  void add(LongStreamBench.Result result) {
    longStream = Optional.of(result);
    problems.addAll(result.problems());
  }

  /** What was wrong with the answers; empty when all of them were right. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The results for programs. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    if (!lines.isEmpty()) {
      root.put("events", events);
      root.put("average_bytes", Math.round(averageBytes));
    }
    root.put("processors", Runtime.getRuntime().availableProcessors());
    root.put("java", Runtime.version().toString());
    ArrayNode array = root.putArray("contenders");
    lines.forEach(
        (name, line) -> {
          ObjectNode node = array.addObject();
          node.put("name", name);
          ArrayNode seconds = node.putArray("seconds");
          line.seconds.forEach(value -> seconds.add(rounded(value)));
          node.put("median_seconds", rounded(median(line)));
          node.put("events_per_second", Math.round(events / median(line)));
          ratio(line).ifPresent(ratio -> node.put("ratio", rounded(ratio)));
          line.target.ifPresent(target -> node.put("target_ratio", target));
          node.put("peak_mib", Math.round(line.peakBytes / MEBIBYTE));
        });
    allKpis()
        .ifPresent(
            times -> {
              root.put("all_kpis_times_one", rounded(times));
              root.put("all_kpis_target", MOST_TIMES);
            });
    wideDays.writeTo(root);
    daily.writeTo(root);
    streaming.ifPresent(
        result -> {
          ObjectNode node = root.putObject("streaming");
          node.put("events_per_second", result.eventsPerSecond());
          node.put("seconds", result.seconds());
          node.put("first_pane_seconds", rounded(result.firstPaneSeconds()));
          node.put("catch_up_seconds", rounded(result.catchUpSeconds()));
          node.put("kept_up", result.keptUp());
          node.put("peak_mib", Math.round(result.peakBytes().orElse(0) / MEBIBYTE));
        });
    longStream.ifPresent(
        result -> {
          ObjectNode node = root.putObject("streaming_history");
          node.put("history", result.history());
          node.put("events_per_second", result.eventsPerSecond());
          node.put("seconds", result.seconds());
          node.put("empty_cpu_seconds", rounded(result.emptyCpuSeconds()));
          node.put("long_cpu_seconds", rounded(result.longCpuSeconds()));
          node.put("ratio", rounded(result.ratio()));
          node.put("target", MOST_WITH_HISTORY);
        });
    root.put("correct", problems.isEmpty());
    ArrayNode wrong = root.putArray("problems");
    problems.forEach(wrong::add);
    return root.toPrettyString() + "\n";
  }

  /** The results for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    String row = "%-22s %9s %12s %7s %8s %9s%n";
    if (!lines.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT, row, "contender", "seconds", "events/s", "ratio", "target", "peak MiB"));
    }
    lines.forEach(
        (name, line) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    row,
                    name,
                    String.format(Locale.ROOT, "%.1f", median(line)),
                    String.format(Locale.ROOT, "%,d", Math.round(events / median(line))),
                    shown(ratio(line)),
                    shown(line.target),
                    Math.round(line.peakBytes / MEBIBYTE))));
    allKpis()
        .ifPresent(
            times ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "all KPIs from one read take %.2f times as long as one (target: at most"
                            + " %.1f)%n",
                        times,
                        MOST_TIMES)));
    text.append(wideDays.toText());
    text.append(daily.toText());
    streaming.ifPresent(
        result ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "streaming, %d events/s for %d s: first pane after %.1f s, last change %.1f s"
                        + " after the last event, %s%n",
                    result.eventsPerSecond(),
                    result.seconds(),
                    result.firstPaneSeconds(),
                    result.catchUpSeconds(),
                    result.keptUp() ? "kept up" : "did not keep up")));
    longStream.ifPresent(
        result ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s: %d events/s for %d s take %.1f processor seconds after %,d records of"
                        + " history, %.1f after none: %.2f times (target: at most %.1f)%n",
                    LongStreamBench.NAME,
                    result.eventsPerSecond(),
                    result.seconds(),
                    result.longCpuSeconds(),
                    result.history(),
                    result.emptyCpuSeconds(),
                    result.ratio(),
                    MOST_WITH_HISTORY)));
    return text.toString();
  }

  /** How many times as long as one KPI all of them take. */
  private OptionalDouble allKpis() {
    Line one = lines.get(PipelineContender.ONE_KPI);
    Line all = lines.get(PipelineContender.ALL_KPIS);
    return one == null || all == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(median(all) / median(one));
  }

  private OptionalDouble ratio(Line line) {
    Line floor = lines.get(FloorContender.NAME);
    return floor == null ? OptionalDouble.empty() : OptionalDouble.of(median(floor) / median(line));
  }

  private static double median(Line line) {
    return median(line.seconds);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String shown(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "";
  }

  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
