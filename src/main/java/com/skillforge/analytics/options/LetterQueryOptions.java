package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** How dead letters are shown. */
@Description("Dead letters")
public interface LetterQueryOptions
    extends AllWarehouseOptions, SourceOptions, LetterOptions, FormatOptions {
  @Description("Which letters: open, repaired or all.")
  @Default.String("open")
  String getState();

  void setState(String state);

  @Description(
      "group: by what letters are counted: code, path, stage, topic, event, tenant, environment, day,"
          + " pipeline or run, or several of these, separated by commas. A letter counts once under"
          + " each of its codes and paths.")
  @Default.String("code,event")
  String getBy();

  void setBy(String by);

  @Description("How many rows are shown at most.")
  @Default.Integer(50)
  int getRows();

  void setRows(int rows);
}
