package com.skillforge.analytics.pipelines.launch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.skillforge.analytics.io.RunInfo;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** What starting a pipeline has led to. */
sealed interface Outcome permits RunReport, Submission {
  /** Prints as {@code --summary} says: {@code text}, {@code json} or {@code none}. */
  default void print(String format, PrintStream out) {
    switch (format) {
      case "json" -> out.println(toJson());
      case "text" -> out.print(toText());
      default -> {
        // Nothing was asked for.
      }
    }
    out.flush();
  }

  /** What every outcome tells of its run, first. */
  static ObjectNode describe(RunInfo run, String runId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipeline", run.pipeline());
    json.put("run_id", runId);
    json.put("pipeline_version", run.pipelineVersion());
    json.put("environment", run.environment());
    ObjectNode range = json.putObject("range");
    range.put("from", run.from().map(Instant::toString).orElse(null));
    range.put("to", run.to().map(Instant::toString).orElse(null));
    return json;
  }

  /** One JSON object on one line. */
  String toJson();

  /** Lines for people. */
  String toText();

  /** Sentences for standard error. */
  List<String> notices();

  /** Whether the numbers add up, as far as they are known. */
  boolean isSound();
}
