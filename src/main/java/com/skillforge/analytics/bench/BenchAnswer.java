package com.skillforge.analytics.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to come out of the benchmark's records.
 *
 * @param read all records
 * @param accepted distinct valid records
 * @param duplicates copies of valid records
 * @param malformed records that are not JSON
 * @param weeklyUsers distinct users by the Monday of the week, for example {@code 2026-01-12}
 */
public record BenchAnswer(
    long read,
    long accepted,
    long duplicates,
    long malformed,
    SortedMap<String, Long> weeklyUsers) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public BenchAnswer {
    weeklyUsers = Collections.unmodifiableSortedMap(new TreeMap<>(weeklyUsers));
  }

  /** One line of JSON. */
  public String toJson() {
    return JSON.valueToTree(this).toString();
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static BenchAnswer fromJson(String json) {
    try {
      return JSON.readValue(json, BenchAnswer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not the JSON of an answer.", e);
    }
  }
}
