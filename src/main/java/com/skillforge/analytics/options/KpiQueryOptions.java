package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which rows of a KPI are asked for. */
@Description("Rows")
public interface KpiQueryOptions extends SqlOptions {
  @Description("Only this institution.")
  String getTenant();

  void setTenant(String tenant);

  @Description("Only this environment.")
  String getEnvironment();

  void setEnvironment(String environment);

  @Description(
      "Only this persona: student, career_changer, advisor or all. why and explain take all unless"
          + " another is given.")
  String getPersona();

  void setPersona(String persona);

  @Description("Only rows that are cut by this dimension, for example source.")
  String getDimension();

  void setDimension(String dimension);

  @Description("Only this value of the dimension.")
  String getDimensionValue();

  void setDimensionValue(String value);

  @Description(
      "Only the period that holds this day or instant, for example 2026-01-12; why, attribute and"
          + " explain need it.")
  String getPeriod();

  void setPeriod(String period);

  @Description(
      "attribute: the period that is compared with, by a day or instant in it; the one before"
          + " --period unless given.")
  String getAgainst();

  void setAgainst(String period);

  @Description("Only periods of this length: day, week, month or term.")
  String getGrain();

  void setGrain(String grain);

  @Description(
      "show: rows taken together over longer periods: week, month, quarter or term. What does not"
          + " add up is said to lie between two numbers. With --tenant=all over all institutions.")
  String getBy();

  void setBy(String period);

  @Description("why: the as_of of the earlier row; the one before the later row unless given.")
  String getFromAsOf();

  void setFromAsOf(String asOf);

  @Description("why and explain: the as_of of the (later) row; the newest unless given.")
  String getToAsOf();

  void setToAsOf(String asOf);

  @Description(
      "show: which columns are printed, separated by commas: any of the KPI's view, and kpi,"
          + " institution, period, cut, value, n, low-high, final. Unless given, tables have what"
          + " people read first, rounded; csv and json have the whole view, as it is stored.")
  @Nullable String getColumns();

  void setColumns(@Nullable String columns);

  @Description("why and explain: how many records are listed at most.")
  @Default.Integer(200)
  int getLimit();

  void setLimit(int limit);
}
