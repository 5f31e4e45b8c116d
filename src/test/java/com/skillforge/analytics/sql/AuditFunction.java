package com.skillforge.analytics.sql;

import java.util.List;
import java.util.Locale;

/**
 * What the audit queries of BigQuery and Snowflake need and spell differently. A spelling is a
 * pattern of {@link String#format} over the arguments of a call. Weeks begin on Monday.
 */
enum AuditFunction {
  /** {@code if(condition; a; b)}. */
  IF(3, "IF(%s, %s, %s)", "IFF(%s, %s, %s)"),

  /** {@code count_if(condition)}: how many rows of a group meet it. */
  COUNT_IF(1, "COUNTIF(%s)", "count_if(%s)"),

  /** {@code any(condition)}: whether a row of a group meets it. */
  ANY(1, "LOGICAL_OR(%s)", "BOOLOR_AGG(%s)"),

  /** {@code starts_with(text; beginning)}. */
  STARTS_WITH(2, "STARTS_WITH(%s, %s)", "STARTSWITH(%s, %s)"),

  /** {@code plus(instant; 30; DAY)}: a later instant. */
  PLUS(3, "TIMESTAMP_ADD(%s, INTERVAL %s %s)", "DATEADD(%3$s, %2$s, %1$s)"),

  /** {@code minus(instant; 30; DAY)}: an earlier instant. */
  MINUS(3, "TIMESTAMP_SUB(%s, INTERVAL %s %s)", "DATEADD(%3$s, -%2$s, %1$s)"),

  /** {@code day(instant)}: the beginning of its day. */
  DAY(1, "TIMESTAMP_TRUNC(%s, DAY)", timestamp("date_trunc('day', %s)")),

  /** {@code week(instant)}: the beginning of its week. */
  WEEK(1, "TIMESTAMP_TRUNC(%s, WEEK(MONDAY))", timestamp("date_trunc('week', %s)")),

  /** {@code month(instant)}: the beginning of its month. */
  MONTH(1, "TIMESTAMP_TRUNC(%s, MONTH)", timestamp("date_trunc('month', %s)")),

  /** {@code millis(from; to)}: milliseconds between two instants, to be divided. */
  MILLIS(
      2, "TIMESTAMP_DIFF(%2$s, %1$s, MILLISECOND)", "CAST(DATEDIFF(MILLISECOND, %s, %s) AS FLOAT)"),

  /** {@code dividend(number)}: a whole number whose quotient keeps all its digits. */
  DIVIDEND(1, "%s", "CAST(%s AS FLOAT)"),

  /** {@code number(expression)}: a whole number as a number of the type of {@code value}. */
  NUMBER(1, "CAST(%s AS FLOAT64)", "CAST(%s AS FLOAT)"),

  /** {@code object}: the function that makes a JSON object of names and values, nulls too. */
  OBJECT(0, "JSON_OBJECT", "OBJECT_CONSTRUCT_KEEP_NULL"),

  /** {@code two_rows(column; table; a; b)}: a table of one column, to be joined. */
  TWO_ROWS(4, "UNNEST([%3$s, %4$s]) AS %1$s", "(VALUES (%3$s), (%4$s)) AS %2$s (%1$s)"),

  NO_COUNT(0, "CAST(NULL AS INT64)", "CAST(NULL AS BIGINT)"),
  NO_TIME(0, "CAST(NULL AS TIMESTAMP)", timestamp("NULL")),

  /** {@code end_of_time}: later than any event. */
  END_OF_TIME(0, "TIMESTAMP '9999-12-31 00:00:00+00'", timestamp("'9999-12-31 00:00:00'")),

  /** {@code usage(kpi)}: how to run the query, and that it is generated. */
  USAGE(
      1,
      usage("bq query --use_legacy_sql=false < sql/bigquery", "TIMESTAMP '2026-02-01'"),
      usage("snow sql -f sql/snowflake", timestamp("'2026-02-01'")));

  private final int arguments;
  private final String bigQuery;
  private final String snowflake;

  AuditFunction(int arguments, String bigQuery, String snowflake) {
    this.arguments = arguments;
    this.bigQuery = bigQuery;
    this.snowflake = snowflake;
  }

  /**
   * What stands in a query for a call.
   *
   * @throws IllegalArgumentException if there is no such function, or not with so many arguments
   */
  static String spell(String name, List<String> arguments, AuditTemplate.Cloud cloud) {
    AuditFunction function = valueOf(name.toUpperCase(Locale.ROOT));
    if (arguments.size() != function.arguments) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, not %s".formatted(name, function.arguments, arguments));
    }
    String pattern =
        switch (cloud) {
          case BIGQUERY -> function.bigQuery;
          case SNOWFLAKE -> function.snowflake;
        };
    return pattern.formatted(arguments.toArray());
  }

  /** Snowflake's functions of time do not promise to keep the type. */
  private static String timestamp(String expression) {
    return "CAST(" + expression + " AS TIMESTAMP_NTZ(6))";
  }

  private static String usage(String command, String example) {
    return """
        Run it:
          %s/checks/%%1$s.sql
        To check another computation than the newest, replace as_of and report_from in the first lines by
        its --to and --from, each as %s.

        Generated from sql/checks/%%1$s.sql: do not change this file.
        scripts/regenerate.sh rewrites it."""
        .formatted(command, example);
  }
}
