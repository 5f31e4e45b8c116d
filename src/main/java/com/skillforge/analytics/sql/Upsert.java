package com.skillforge.analytics.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that are to stand in a table. Conditions call a stored row {@code stored} and the row that
 * is to take its place {@code staged}.
 *
 * @param table the table
 * @param staged a query of the rows in the columns of the table, each key at most once
 * @param key the columns that say which row is which; never null
 * @param same the condition that a stored and a staged row have the same key, or a wider one
 * @param replaced which stored row gives way to the staged one of its key; empty: none does
 * @param gone which stored row is deleted when none of its key is staged; empty: none is
 */
public record Upsert(
    Table table,
    String staged,
    List<String> key,
    String same,
    Optional<String> replaced,
    Optional<String> gone) {

  public Upsert {
    key = List.copyOf(key);
  }

  /** Adds the rows whose key is not stored yet. */
  public static Upsert byKey(Dialect dialect, Table table, String staged, List<String> key) {
    String same =
        key.stream()
            .map(dialect::identifier)
            .map(column -> "stored." + column + " = staged." + column)
            .collect(Collectors.joining(" AND "));
    return new Upsert(table, staged, key, same, Optional.empty(), Optional.empty());
  }

  /** Also replaces stored rows that a condition holds for. */
  public Upsert replacing(String condition) {
    return new Upsert(table, staged, key, same, Optional.of(condition), gone);
  }

  /** Also deletes stored rows of other keys that a condition, if there is one, holds for. */
  public Upsert deleting(Optional<String> condition) {
    return new Upsert(table, staged, key, same, replaced, condition);
  }

  /** One statement, for a MERGE that knows which stored rows have no staged one. */
  List<String> atOnce(Dialect dialect) {
    Merge merge = merge(dialect);
    gone.ifPresent(merge::deleteGone);
    return List.of(merge.sql());
  }

  /** For a MERGE that does not: what is gone is deleted first. */
  List<String> inSteps(Dialect dialect) {
    String merge = merge(dialect).sql();
    return gone.map(condition -> List.of(deleteGone(dialect, condition), merge))
        .orElse(List.of(merge));
  }

  private Merge merge(Dialect dialect) {
    Merge merge = new Merge(dialect, table, staged, same);
    replaced.ifPresent(condition -> merge.update(condition, table.columnNames()));
    return merge.insert();
  }

  private String deleteGone(Dialect dialect, String condition) {
    String keys =
        key.stream()
            .map(column -> "stored." + dialect.identifier(column))
            .collect(Collectors.joining(", "));
    String missing =
        "SELECT "
            + keys
            + " FROM "
            + dialect.name(table.name())
            + " AS stored LEFT JOIN ("
            + staged
            + ") AS staged ON "
            + same
            + " WHERE "
            + condition
            + " AND staged."
            + dialect.identifier(key.get(0))
            + " IS NULL";
    return new Merge(dialect, table, missing, same).delete().sql();
  }
}
