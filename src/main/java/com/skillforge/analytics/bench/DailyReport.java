package com.skillforge.analytics.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The rounds of {@link DailyBench} after two lengths of history, beside their targets. */
final class DailyReport {
  /** A run that looks at changes, in runs that look at all. */
  private static final double MOST_OF_FULL = 0.1;

  /** The same after ten times the history, in those after the history. */
  private static final double MOST_TIMES = 1.3;

  private final List<DailyBench.Result> shorter = new ArrayList<>();
  private final List<DailyBench.Result> longer = new ArrayList<>();

  void add(DailyBench.Result result, boolean tenTimes) {
    (tenTimes ? longer : shorter).add(result);
  }

  private static double median(
      List<DailyBench.Result> results, Function<DailyBench.Result, JvmProcess.Outcome> run) {
    return BenchReport.median(results.stream().map(run).map(DailyReport::cpu).toList());
  }

  private static double cpu(JvmProcess.Outcome outcome) {
    return outcome.cpuSeconds().orElse(outcome.seconds());
  }

  /** Processor seconds of what has changed, less those that any run needs. */
  private static double news(List<DailyBench.Result> results) {
    return median(results, DailyBench.Result::changed) - median(results, DailyBench.Result::empty);
  }

  private static double ofFull(List<DailyBench.Result> results) {
    return news(results)
        / (median(results, DailyBench.Result::full) - median(results, DailyBench.Result::empty));
  }

  private OptionalDouble times() {
    return shorter.isEmpty() || longer.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(news(longer) / news(shorter));
  }

  void writeTo(ObjectNode root) {
    write(root, DailyBench.NAME, shorter);
    write(root, DailyBench.LONG_NAME, longer);
    times()
        .ifPresent(
            times -> {
              root.put("daily_10x_times_daily", BenchReport.rounded(times));
              root.put("daily_10x_target", MOST_TIMES);
            });
  }

  private static void write(ObjectNode root, String name, List<DailyBench.Result> results) {
    if (results.isEmpty()) {
      return;
    }
    ObjectNode node = root.putObject(name.replace('-', '_'));
    node.put("empty_cpu_seconds", rounded(results, DailyBench.Result::empty));
    node.put("changed_cpu_seconds", rounded(results, DailyBench.Result::changed));
    node.put("full_cpu_seconds", rounded(results, DailyBench.Result::full));
    node.put("again_cpu_seconds", rounded(results, DailyBench.Result::again));
    node.put("changed_of_full", BenchReport.rounded(ofFull(results)));
    node.put("target", MOST_OF_FULL);
    node.put("subjects_looked_at", results.get(0).subjects().lookedAt());
    node.put("subjects", results.get(0).subjects().known());
  }

  private static double rounded(
      List<DailyBench.Result> results, Function<DailyBench.Result, JvmProcess.Outcome> run) {
    return BenchReport.rounded(median(results, run));
  }

  /** For people; empty when nothing was measured. */
  String toText() {
    return line(DailyBench.NAME, shorter)
        + line(DailyBench.LONG_NAME, longer)
        + (times().isPresent()
            ? String.format(
                Locale.ROOT,
                "%s: the same day costs %.2f times as much after ten times the history (target: at"
                    + " most %.1f)%n",
                DailyBench.LONG_NAME,
                times().getAsDouble(),
                MOST_TIMES)
            : "");
  }

  private static String line(String name, List<DailyBench.Result> results) {
    return results.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: a day of news costs %.2f of a full run (target: at most %.2f): %.1f of %.1f"
                + " processor seconds, less the %.1f of an empty run; looked at %,d of %,d subjects;"
                + " right after it again %.1f%n",
            name,
            ofFull(results),
            MOST_OF_FULL,
            median(results, DailyBench.Result::changed),
            median(results, DailyBench.Result::full),
            median(results, DailyBench.Result::empty),
            results.get(0).subjects().lookedAt(),
            results.get(0).subjects().known(),
            median(results, DailyBench.Result::again));
  }
}
