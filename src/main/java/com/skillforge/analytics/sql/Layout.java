package com.skillforge.analytics.sql;

import java.io.Serializable;
import java.util.List;

/**
 * How the rows of a table lie in a warehouse that partitions and clusters.
 *
 * @param day the timestamp column by whose UTC day the table is partitioned; empty for none
 * @param cluster the columns by which rows are kept together, the most telling one first; at most
 *     four
 * @param filtered whether a query must say which days it reads
 * @param years how long a row is kept after its day; 0 for ever
 */
public record Layout(String day, List<String> cluster, boolean filtered, int years)
    implements Serializable {
  private static final int MAX_CLUSTER_COLUMNS = 4;

  public Layout {
    cluster = List.copyOf(cluster);
    if (cluster.size() > MAX_CLUSTER_COLUMNS) {
      throw new IllegalArgumentException("a table is clustered by four columns at most");
    }
    if (day.isEmpty() && (filtered || years > 0)) {
      throw new IllegalArgumentException("only days can be filtered, and expire");
    }
  }

  /** Rows that stay, by day. */
  static Layout byDay(String day, String... cluster) {
    return new Layout(day, List.of(cluster), false, 0);
  }

  /** The same rows for some years after their day. */
  Layout keptFor(int keptYears) {
    return new Layout(day, cluster, filtered, keptYears);
  }

  /** Rows that stay, in one heap. */
  static Layout whole(String... cluster) {
    return new Layout("", List.of(cluster), false, 0);
  }

  boolean partitioned() {
    return !day.isEmpty();
  }
}
