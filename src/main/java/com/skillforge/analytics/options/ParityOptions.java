package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Whose events are compared, and how near they have to be. */
@Description("Parity")
public interface ParityOptions extends TwoSidesOptions {
  @Description(
      "Whose events are compared: two, such as prod,staging, in one warehouse or one in each of"
          + " two; one that is looked at in both warehouses; all in both when none is given.")
  @Nullable String getEnvironments();

  void setEnvironments(String environments);

  @Description(
      "The first day or instant that is compared; 24 hours before --to unless it is given.")
  @Nullable String getFrom();

  void setFrom(String from);

  @Description(
      "The day or instant before which the comparison ends; the last midnight (UTC) unless it is"
          + " given.")
  @Nullable String getTo();

  void setTo(String to);

  @Description("By how many per cent of the larger number the numbers of an event may differ.")
  @Default.Double(2)
  double getTolerance();

  void setTolerance(double percent);

  @Description(
      "How many records an event of a day must have for the tolerance alone to judge two"
          + " environments: fewer may also differ as much as chance makes them.")
  @Default.Integer(100)
  int getMinRows();

  void setMinRows(int rows);

  @Description("The events to compare, separated by commas; all by default.")
  @Nullable String getEvents();

  void setEvents(String events);
}
