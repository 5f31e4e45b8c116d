package com.skillforge.analytics.options;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What is asked about the state of warehouses. */
@Description("Status")
public interface StatusOptions extends AllWarehouseOptions {
  @Description(
      "The time for which is asked, a date or an instant. Without it: the time of the clock.")
  @Nullable String getAt();

  void setAt(String at);

  @Description("Only this environment; all that the ledger has without it.")
  @Nullable String getEnvironment();

  void setEnvironment(String environment);

  @Description(
      "The pipelines that are scheduled here, separated by commas: one that has never run is late"
          + " too. Without it: those that the ledger has run over a range, and, once raw-events is"
          + " among them, erasure, privacy-audit and retention.")
  @Nullable String getPipelines();

  void setPipelines(String pipelines);

  @Description(
      "How long after its launch a run may take until it counts as late, or as dead, as an ISO 8601"
          + " duration.")
  @Default.String("PT3H")
  String getLateAfter();

  void setLateAfter(String duration);

  @Description(
      "How old the newest event may be, as an ISO 8601 duration, or durations of single datasets,"
          + " for example raw_events:PT1H,task_progress:P2D; PT26H,compliance:P90D is both. Without"
          + " it: what the schedule of raw-events needs, or a stream, and half as long again as"
          + " nothing had happened before within 400 days; for warehouses filled by hand there is"
          + " no limit.")
  @Nullable String getFreshWithin();

  void setFreshWithin(String durations);

  @Description(
      "How old the newest audit of a KPI (kpi.sh audit) may be, as an ISO 8601 duration. Without it:"
          + " one of more than a week is told, and is not red.")
  @Nullable String getAuditEvery();

  void setAuditEvery(String duration);

  @Description("How the answer is printed: text, or json (one object).")
  @Default.String("text")
  String getFormat();

  void setFormat(String format);

  /**
   * Reads {@code --freshWithin}, and adds one sentence for each problem.
   *
   * @param datasets the names that datasets may have
   * @return the durations by dataset; that of all others under no name
   */
  static Map<String, Duration> freshWithin(
      StatusOptions options, List<String> datasets, List<String> problems) {
    Map<String, Duration> limits = new TreeMap<>();
    for (String part : Values.list(options.getFreshWithin())) {
      int colon = part.indexOf(':');
      String dataset = part.substring(0, Math.max(0, colon));
      if (colon >= 0) {
        Values.checkChoice("freshWithin", dataset, datasets, problems);
      }
      Duration limit = Values.readDuration("freshWithin", part.substring(colon + 1), problems);
      if (limits.put(dataset, limit) != null) {
        problems.add(
            "--freshWithin names "
                + (colon < 0 ? "two durations for all datasets" : dataset + " twice")
                + ": leave one of them out.");
      }
    }
    return limits;
  }
}
