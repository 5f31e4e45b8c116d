package com.skillforge.analytics.pipelines.launch;

import com.skillforge.analytics.commandline.UserError;
import com.skillforge.analytics.io.OpenRun;
import com.skillforge.analytics.io.WarehouseRows;
import com.skillforge.analytics.io.WarehouseSink;
import com.skillforge.analytics.model.Gate;
import com.skillforge.analytics.model.QualityCheck;
import com.skillforge.analytics.model.RunSummary;
import com.skillforge.analytics.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run as the warehouses have it that it writes to, in the order of the options. */
final class WarehouseRuns {
  private final Map<WarehouseSink, OpenRun> runs;

  WarehouseRuns(Map<WarehouseSink, OpenRun> runs) {
    this.runs = new LinkedHashMap<>(runs);
  }

  void write(WarehouseRows rows, List<Term> terms) {
    runs.values().forEach(run -> run.write(rows, terms));
  }

  void note(List<QualityCheck> checks, Set<Gate> warning) {
    runs.values().forEach(run -> run.note(checks, warning));
  }

  /** What the ledgers have of the run by now, by warehouse; see {@link OpenRun#soFar}. */
  Map<String, RunSummary> soFar() {
    Map<String, RunSummary> summaries = new LinkedHashMap<>();
    runs.forEach((sink, run) -> summaries.put(sink.name(), run.soFar()));
    return summaries;
  }

  /** Notes the end of the run, and says what the ledgers have of it, by warehouse. */
  Map<String, RunSummary> finish() {
    Map<String, RunSummary> summaries = new LinkedHashMap<>();
    runs.forEach((sink, run) -> summaries.put(sink.name(), run.finish()));
    return summaries;
  }

  /** A failure that says what to do stays; of any other the warehouses may know more. */
  private RuntimeException explained(RuntimeException failure) {
    return Processes.userError(failure).isPresent()
        ? failure
        : runs.keySet().stream()
            .flatMap(sink -> sink.explain(failure).stream())
            .map(RuntimeException.class::cast)
            .findFirst()
            .orElse(failure);
  }

  /** Notes the failure everywhere, and says where the run is complete nevertheless. */
  RuntimeException fail(RuntimeException raw) {
    RuntimeException failure = explained(raw);
    String reason = Processes.explain(failure);
    List<String> complete = new ArrayList<>();
    List<String> untouched = new ArrayList<>();
    runs.forEach((sink, run) -> (run.fail(reason) ? complete : untouched).add(sink.name()));
    if (complete.isEmpty()) {
      return failure;
    }
    String state =
        untouched.isEmpty()
            ? "All of the run is in " + String.join(", ", complete) + " nevertheless."
            : "All of the run is in "
                + String.join(", ", complete)
                + ", nothing of it in "
                + String.join(", ", untouched)
                + ": start the same run again to complete it.";
    return new UserError(
        Processes.exitCode(failure), reason + System.lineSeparator() + state, failure);
  }
}
