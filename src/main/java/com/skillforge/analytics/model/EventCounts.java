package com.skillforge.analytics.model;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Numbers of records by what they are and where they come from. Adding is done for each record, so
 * that it is quick for one that is as the record before.
 */
final class EventCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What is counted together.
   *
   * @param name of the record type, or an error code
   * @param persona {@link #NO_PERSONA} where the record has none
   */
  record Key(String environment, String name, String persona) implements Serializable {}

  /** Takes one number. */
  interface EachCount {
    void accept(Key key, long n);
  }

  /** The persona of a record whose type has none. */
  static final String NO_PERSONA = "none";

  private final Map<Key, Cell> cells = new HashMap<>();
  private transient @Nullable Cell last;

  private static final class Cell implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Key key;
    private long n;

    Cell(Key key) {
      this.key = key;
    }

    @SuppressWarnings("ReferenceEquality") // records of a block share their texts: a quick look
    boolean isOf(String environment, String name, String persona) {
      return key.environment == environment && key.name == name && key.persona == persona;
    }
  }

  void add(AnalyticsRecord record, long n) {
    String persona = record.persona();
    add(record.environment(), record.type().name(), persona == null ? NO_PERSONA : persona, n);
  }

  void add(String environment, String name, String persona, long n) {
    Cell cell = last;
    if (cell == null || !cell.isOf(environment, name, persona)) {
      cell = cells.computeIfAbsent(new Key(environment, name, persona), Cell::new);
      last = cell;
    }
    cell.n += n;
  }

  void merge(EventCounts that) {
    that.cells.values().forEach(cell -> add(cell, cell.n));
  }

  void subtract(EventCounts that) {
    that.cells.values().forEach(cell -> add(cell, -cell.n));
    cells.values().removeIf(cell -> cell.n == 0);
    last = null;
  }

  private void add(Cell cell, long n) {
    add(cell.key.environment, cell.key.name, cell.key.persona, n);
  }

  void forEach(EachCount consumer) {
    cells.values().forEach(cell -> consumer.accept(cell.key, cell.n));
  }

  /** Adds the sums by name to those that are there. */
  void addByNameTo(Map<String, Long> sums) {
    forEach((key, n) -> sums.merge(key.name, n, Long::sum));
  }
}
