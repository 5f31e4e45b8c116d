package com.skillforge.analytics.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An audit query for BigQuery and Snowflake, written once. What they spell alike stands there as it
 * is; what they spell differently is a call, in braces, of an {@link AuditFunction}, with
 * semicolons between its arguments, which may hold further calls; and where one has to go another
 * way, lines belong to it alone:
 *
 * <pre>
 * {plus(event_time; 24; HOUR)} AS window_end,
 * -- bigquery:
 *   any_value(median_hours) AS median_hours
 * -- snowflake:
 *   median(hours) AS median_hours
 * -- both:
 * </pre>
 */
record AuditTemplate(String text) {
  /** Whom a query is for. */
  enum Cloud {
    BIGQUERY,
    SNOWFLAKE;

    /** The name of its lines in a template, and of its folder under {@code sql/}. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern WHOSE = Pattern.compile("-- (bigquery|snowflake|both):");
  private static final String BOTH = "both";

  /** A call whose arguments hold no further one. */
  private static final Pattern CALL = Pattern.compile("\\{([a-z_]+)(?:\\(([^{}]*)\\))?\\}");

  /**
   * The query for one of them.
   *
   * @throws IllegalArgumentException if a call is none of a function, or a brace of none
   */
  String render(Cloud cloud) {
    String query = linesOf(cloud);
    for (Matcher calls = CALL.matcher(query); calls.find(); calls.reset(query)) {
      query = // from the inside out
          calls.replaceAll(
              call ->
                  Matcher.quoteReplacement(
                      AuditFunction.spell(call.group(1), arguments(call.group(2)), cloud)));
    }
    if (query.contains("{") || query.contains("}")) {
      throw new IllegalArgumentException("a brace is not that of a call in\n" + query);
    }
    return query;
  }

  private String linesOf(Cloud cloud) {
    StringBuilder lines = new StringBuilder();
    String whose = BOTH;
    for (String line : text.lines().toList()) {
      Matcher marker = WHOSE.matcher(line);
      if (marker.matches()) {
        whose = marker.group(1);
      } else if (whose.equals(BOTH) || whose.equals(cloud.id())) {
        lines.append(line).append('\n');
      }
    }
    return lines.toString();
  }

  private static List<String> arguments(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(";", -1)).map(String::strip).toList();
  }
}
