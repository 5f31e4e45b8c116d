package com.skillforge.analytics.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger counts of one run that has read records.
 *
 * @param read how many it has read
 * @param accountedFor how many of these became something that is counted
 * @param unknownProperties how many had each property that the tracking plan does not know
 */
public record ReadCounts(long read, long accountedFor, Map<String, Long> unknownProperties) {
  public ReadCounts {
    unknownProperties = Map.copyOf(new TreeMap<>(unknownProperties));
  }
}
