package com.skillforge.analytics.transforms.parsing;

import com.skillforge.analytics.model.ErrorCode;
import com.skillforge.analytics.model.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one record; reused for the next. */
final class ViolationList {
  /** The order of what is missing from the document: behind everything that is in it. */
  static final int MISSING = Integer.MAX_VALUE;

  /** So many tell enough; a record of a megabyte could break a rule a hundred thousand times. */
  static final int MAX_VIOLATIONS = 1000;

  private record Entry(int order, Violation violation) {}

  private final List<Entry> entries = new ArrayList<>();

  void clear() {
    entries.clear();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Adds a violation.
   *
   * @param order see {@link JsonValue#order}
   */
  void add(int order, ErrorCode code, String path, String message) {
    if (entries.size() < MAX_VIOLATIONS) {
      entries.add(new Entry(order, new Violation(code, path, message)));
    }
  }

  /** In document order; what is missing last. */
  List<Violation> toList() {
    entries.sort(Comparator.comparingInt(Entry::order)); // stable
    return entries.stream().map(Entry::violation).toList();
  }
}
