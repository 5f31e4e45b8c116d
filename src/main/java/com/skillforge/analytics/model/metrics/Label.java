package com.skillforge.analytics.model.metrics;

import java.util.Locale;

/** What tells the values of a series apart; the name in lower case is that of the label. */
public enum Label {
  CODE("Why, as in the column `error_codes` of `dead_letters`."),
  DATASET("A schema of the warehouse that holds stored records or figures."),
  ENVIRONMENT(
      "Where the record was emitted, or, where no record is concerned, `--environment` of the run."
          + " What is no short lower-case name counts as `other`."),
  EVENT_NAME("The record type of the tracking plan; `unknown` where it could not be read."),
  KPI("The KPI, as in `kpi_values`."),
  OUTCOME("Under what the record was counted before."),
  PERSONA("The persona of the record; `none` where its type has none."),
  PIPELINE("The pipeline, as in `pipeline_runs`."),
  STATUS("How the run ended: `succeeded` or `failed`."),
  TABLE("The table, with its schema where that is not the default one."),
  TOPIC("The Kafka topic."),
  WAREHOUSE("The warehouse, as in `--warehouses`.");

  private final String help;

  Label(String help) {
    this.help = help;
  }

  /** As it stands in an exposition. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String help() {
    return help;
  }
}
