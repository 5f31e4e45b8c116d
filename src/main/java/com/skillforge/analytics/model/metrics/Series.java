package com.skillforge.analytics.model.metrics;

import static com.skillforge.analytics.model.metrics.Label.CODE;
import static com.skillforge.analytics.model.metrics.Label.DATASET;
import static com.skillforge.analytics.model.metrics.Label.ENVIRONMENT;
import static com.skillforge.analytics.model.metrics.Label.EVENT_NAME;
import static com.skillforge.analytics.model.metrics.Label.KPI;
import static com.skillforge.analytics.model.metrics.Label.OUTCOME;
import static com.skillforge.analytics.model.metrics.Label.PERSONA;
import static com.skillforge.analytics.model.metrics.Label.PIPELINE;
import static com.skillforge.analytics.model.metrics.Label.STATUS;
import static com.skillforge.analytics.model.metrics.Label.TABLE;
import static com.skillforge.analytics.model.metrics.Label.TOPIC;
import static com.skillforge.analytics.model.metrics.Label.WAREHOUSE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every series there is: the one declaration that what exposes them, the reference page, the rules
 * and the dashboards follow from or are tested against.
 */
public enum Series {
  INGESTED(
      "analytics_events_ingested_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records that were accepted.",
      ENVIRONMENT,
      EVENT_NAME,
      PERSONA,
      PIPELINE),
  REJECTED(
      "analytics_events_rejected_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Dead letters, once under each of their codes.",
      CODE,
      ENVIRONMENT,
      PIPELINE),
  SUPPRESSED(
      "analytics_events_suppressed_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records that an opt-out kept from being stored.",
      ENVIRONMENT,
      EVENT_NAME,
      PIPELINE),
  DUPLICATES(
      "analytics_events_duplicates_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Copies of records that are there already.",
      ENVIRONMENT,
      EVENT_NAME,
      PIPELINE),
  LATE_DROPPED(
      "analytics_events_late_dropped_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records of a stream that came when a row they belong to was not restated any more.",
      ENVIRONMENT,
      EVENT_NAME,
      PIPELINE),
  ERASED(
      "analytics_events_erased_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records of persons who have been erased.",
      ENVIRONMENT,
      EVENT_NAME,
      PIPELINE),
  RECOUNTED(
      "analytics_events_recounted_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records of a stream that were counted under an outcome before and are counted under another"
          + " one since, because of an opt-out, an opt-in or a record that came later: a counter"
          + " never goes back.",
      ENVIRONMENT,
      EVENT_NAME,
      OUTCOME,
      PIPELINE),
  LOST(
      "analytics_events_lost_total",
      Type.COUNTER,
      Origin.PROCESS,
      "Offsets that Kafka had deleted before any run took them.",
      CODE,
      ENVIRONMENT,
      PIPELINE,
      TOPIC),
  FRESHNESS(
      "data_pipeline_freshness_hours",
      Type.GAUGE,
      Origin.WAREHOUSE,
      "Age of the newest event time that a schema has.",
      DATASET,
      ENVIRONMENT,
      WAREHOUSE),
  RECORDS_READ(
      "pipeline_records_read_total",
      Type.COUNTER,
      Origin.WORKERS,
      "Records that were read, whatever became of them.",
      ENVIRONMENT,
      PIPELINE),
  WATERMARK_LAG(
      "pipeline_watermark_lag_seconds",
      Type.GAUGE,
      Origin.PROCESS,
      "How far the watermark of a stream is behind the clock: that of its slowest partition.",
      ENVIRONMENT,
      PIPELINE),
  CONSUMER_LAG(
      "pipeline_consumer_lag_records",
      Type.GAUGE,
      Origin.PROCESS,
      "Records of a topic that a stream has not read yet.",
      ENVIRONMENT,
      PIPELINE,
      TOPIC),
  RUN_SECONDS(
      "pipeline_run_seconds",
      Type.GAUGE,
      Origin.PROCESS,
      "How long the last run took, or has taken so far.",
      ENVIRONMENT,
      PIPELINE),
  RUNS(
      "pipeline_runs_total",
      Type.COUNTER,
      Origin.PROCESS,
      "Runs that have ended, well or not.",
      ENVIRONMENT,
      PIPELINE,
      STATUS),
  LAST_SUCCESS(
      "pipeline_last_success_timestamp_seconds",
      Type.GAUGE,
      Origin.PROCESS,
      "When the last run ended well, in seconds since 1970.",
      ENVIRONMENT,
      PIPELINE),
  ROWS_WRITTEN(
      "pipeline_rows_written_total",
      Type.COUNTER,
      Origin.WAREHOUSE,
      "Rows that were added or replaced, as the ledger has them.",
      ENVIRONMENT,
      PIPELINE,
      TABLE,
      WAREHOUSE),
  ROWS_RESTATED(
      "kpi_rows_restated_total",
      Type.COUNTER,
      Origin.WAREHOUSE,
      "Rows of the KPI mart with other figures than an earlier row of the same period and key.",
      ENVIRONMENT,
      KPI,
      PIPELINE,
      WAREHOUSE);

  /** What becomes of values over time. */
  public enum Type {
    /** It only grows, and begins anew with its process. */
    COUNTER,
    /** It is as it is now. */
    GAUGE
  }

  /** Who knows it. */
  public enum Origin {
    /** The workers count, with Beam's counters: also those of Dataflow. */
    WORKERS,
    /** The process that runs a pipeline, or waits for it. */
    PROCESS,
    /** A warehouse is asked. */
    WAREHOUSE
  }

  private final String series;
  private final Type type;
  private final Origin origin;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // nobody can change what List.of makes
  private final List<Label> labels;

  Series(String series, Type type, Origin origin, String help, Label... labels) {
    this.series = series;
    this.type = type;
    this.origin = origin;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** The name under which it is exposed. */
  public String series() {
    return series;
  }

  public Type type() {
    return type;
  }

  public Origin origin() {
    return origin;
  }

  /** What it says, in one sentence. */
  public String help() {
    return help;
  }

  /** Its labels, in the order of their names. */
  public List<Label> labels() {
    return labels;
  }

  /** The series of a name; empty when there is none. */
  public static Optional<Series> named(String name) {
    return Arrays.stream(values()).filter(series -> series.series.equals(name)).findFirst();
  }
}
