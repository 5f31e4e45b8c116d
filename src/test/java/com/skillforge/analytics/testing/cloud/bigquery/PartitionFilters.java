package com.skillforge.analytics.testing.cloud.bigquery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables that want every statement that reads them to say which partitions it reads, as {@code
 * require_partition_filter} has it: the column by which they are partitioned has to be compared.
 */
final class PartitionFilters {
  private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=", "BETWEEN");

  /** By table, the column by which it is partitioned. */
  private final Map<TableId, String> columns = new ConcurrentHashMap<>();

  /** Learns of a new table that wants filters. */
  void note(List<SqlToken> tokens) {
    int name = after(tokens, "CREATE", "TABLE");
    if (name < 0 || find(tokens, 0, "require_partition_filter", "=", "TRUE") < 0) {
      return;
    }
    int named = tokens.get(name).is("IF") ? name + 3 : name;
    int by = find(tokens, 0, "TIMESTAMP_TRUNC", "(");
    if (by < 0) {
      throw new SqlException("require_partition_filter needs a partitioned table.");
    }
    columns.put(table(tokens, named), tokens.get(by + 2).text());
  }

  /**
   * Checks that a statement says which partitions it reads.
   *
   * @throws SqlException when it does not
   */
  void check(List<SqlToken> tokens) {
    for (int i = 1; i + 2 < tokens.size(); i++) {
      String column = tokens.get(i + 1).is(".") ? columns.get(table(tokens, i)) : null;
      if (column != null && reads(tokens, i) && !compares(tokens, alias(tokens, i + 3), column)) {
        throw new SqlException(
            "Cannot query over table '%s' without a filter over column(s) '%s' that can be used for"
                    .formatted(table(tokens, i), column)
                + " partition elimination");
      }
    }
  }

  private static TableId table(List<SqlToken> tokens, int at) {
    return new TableId(tokens.get(at).text(), tokens.get(at + 2).text());
  }

  /** Rows that are only added need no partition; those of a MERGE are looked up first. */
  private static boolean reads(List<SqlToken> tokens, int at) {
    SqlToken before = tokens.get(at - 1);
    boolean inserts = before.is("INTO") && tokens.get(at - 2).is("INSERT");
    return before.is("FROM")
        || before.is("JOIN")
        || before.is(",")
        || before.is("UPDATE")
        || (before.is("INTO") && !inserts);
  }

  private static Optional<String> alias(List<SqlToken> tokens, int at) {
    return at + 1 < tokens.size() && tokens.get(at).is("AS")
        ? Optional.of(tokens.get(at + 1).text())
        : Optional.empty();
  }

  private static boolean compares(List<SqlToken> tokens, Optional<String> alias, String column) {
    for (int i = 1; i + 1 < tokens.size(); i++) {
      boolean compared = COMPARISONS.stream().anyMatch(tokens.get(i + 1)::is);
      if (tokens.get(i).text().equals(column) && compared) {
        boolean qualified = tokens.get(i - 1).is(".");
        if (!qualified || alias.filter(tokens.get(i - 2).text()::equals).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The index after the first words; negative when the statement begins otherwise. */
  private static int after(List<SqlToken> tokens, String... words) {
    return find(tokens, 0, words) == 0 ? words.length : -1;
  }

  private static int find(List<SqlToken> tokens, int from, String... words) {
    for (int i = from; i + words.length <= tokens.size(); i++) {
      int matching = 0;
      while (matching < words.length
          && (tokens.get(i + matching).is(words[matching])
              || tokens.get(i + matching).text().equals(words[matching]))) {
        matching++;
      }
      if (matching == words.length) {
        return i;
      }
    }
    return -1;
  }
}
